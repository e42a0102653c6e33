//! The walk over a page's columns.

use super::{Format, Writer, is_silent};
use crate::plan::Plan;
use crate::snapshot::{Run, Snapshot, Tag};

/// Writes a page's text without what a plan hides: each passage once, and nothing where Focus mode found no main text, since the site's
/// furniture is not the page's text.
pub(crate) fn write(page: &Snapshot, plan: &Plan, format: Format) -> String {
    if plan.unfocused {
        return String::new();
    }
    let mut hidden = plan.hidden(page);
    plan.unwritten.iter().for_each(|element| hidden[*element as usize..page.end(*element) as usize].fill(true));
    let mut walk = Walk { page, writer: Writer::new(format), open: Vec::new(), spaced: false };
    let mut runs = page.runs().filter(|run| !hidden[run.element as usize]).peekable();
    let mut at = 0;
    while at < page.len() as u32 {
        while let Some(run) = runs.next_if(|run| run.before <= at) {
            walk.text(&run);
        }
        if hidden[at as usize] || is_silent(page.tag(at)) {
            let end = page.end(at);
            while runs.next_if(|run| run.before <= end && page.contains(at, run.element)).is_some() {}
            at = end;
        } else {
            walk.enter(at, runs.peek());
            at += 1;
        }
    }
    runs.for_each(|run| walk.text(&run));
    walk.end()
}

struct Walk<'a> {
    page: &'a Snapshot,
    writer: Writer,
    /// The elements that are open, each with what is written at its end.
    open: Vec<(u32, Tag, String)>,
    /// Whether the white space that the next text begins with has been written.
    spaced: bool,
}

impl Walk<'_> {
    fn enter(&mut self, element: u32, next: Option<&Run<'_>>) {
        self.close_until(|page, open| page.contains(open, element));
        // White space between two nodes came to the second one's text: it stands before the marks that open there.
        let space = |run: &&Run<'_>| run.text.starts_with(char::is_whitespace) && self.page.contains(element, run.element);
        if !self.spaced && next.filter(space).is_some() {
            self.writer.text(" ");
            self.spaced = true;
        }
        let tag = self.page.tag(element);
        let close = self.writer.open(tag, self.page.link(element));
        self.open.push((element, tag, close));
    }

    fn text(&mut self, run: &Run<'_>) {
        self.close_until(|page, open| page.contains(open, run.element));
        let spaced = std::mem::take(&mut self.spaced);
        self.writer.text(if spaced { run.text.trim_start() } else { run.text });
    }

    fn close_until(&mut self, holds: impl Fn(&Snapshot, u32) -> bool) {
        while let Some((_, tag, close)) = self.open.pop_if(|(open, ..)| !holds(self.page, *open)) {
            self.writer.close(tag, &close);
        }
    }

    fn end(mut self) -> String {
        self.close_until(|_, _| false);
        self.writer.end()
    }
}
