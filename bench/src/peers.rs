//! Pages per second, one thread, parse included: the text of Clean mode against the crates that one would use instead.

use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::{Result, ensure};
use dom_smoothie::Readability;
use unnag::Settings;
use unnag::html::{Document, Format};
use unnag_bench::clock::seconds;
use unnag_bench::row::Row;
use unnag_bench::spread::Spread;

/// A page's HTML to its text; empty where the tool finds none, which takes its time, too.
type Tool = fn(&str) -> String;

/// Unnag, then the others with the least ratio of pages per second that Unnag must reach.
const UNNAG: Tool = |html| {
    let mut page = Document::parse(html);
    let plan = unnag::plan(page.snapshot(), &Settings::default()).expect("the weights are of this version");
    page.text_of(&plan, Format::Text)
};
const PEERS: [(&str, Tool, f64); 2] = [("dom_smoothie", smoothie, 1.0), ("rs-trafilatura", trafilatura, 4.0)];

/// Measures all three in turns, page by page, each round in another order.
pub fn run(pages: &[String], rounds: usize) -> Result<()> {
    let tools = [UNNAG, PEERS[0].1, PEERS[1].1];
    eprintln!("pages per second …");
    let survives = |page: &&String| tools.iter().all(|tool| catch_unwind(AssertUnwindSafe(|| tool(page))).is_ok());
    let usable: Vec<&String> = pages.iter().filter(survives).collect();
    ensure!(!usable.is_empty(), "no page that all tools can read");
    let totals: Vec<[f64; 3]> = (0..rounds).map(|round| totals(&usable, &tools, round)).collect();

    let speed = |tool: usize| usable.len() as f64 / Spread::of(&totals.iter().map(|t| t[tool]).collect::<Vec<_>>()).median;
    for (tool, (name, _, goal)) in PEERS.iter().enumerate().map(|(n, peer)| (n + 1, peer)) {
        let ratios: Vec<f64> = totals.iter().map(|t| t[tool] / t[0]).collect();
        let note = format!(
            "{} pages; unnag {:.0} pages/s, {name} {:.0}; {} left out, where a tool panics",
            usable.len(),
            speed(0),
            speed(tool),
            pages.len() - usable.len()
        );
        Row::ratio(format!("pages per second, against {name}"), Spread::of(&ratios)).at_least(*goal).note(note).print()?;
    }
    Ok(())
}

/// Seconds of each tool for all pages.
fn totals(pages: &[&String], tools: &[Tool; 3], round: usize) -> [f64; 3] {
    let mut totals = [0.0; 3];
    for (number, page) in pages.iter().enumerate() {
        for turn in 0..tools.len() {
            let tool = (turn + number + round) % tools.len();
            totals[tool] += seconds(|| tools[tool](page));
        }
    }
    totals
}

fn smoothie(html: &str) -> String {
    let article = Readability::new(html, None, None).and_then(|mut page| page.parse());
    article.map_or_else(|_| String::new(), |article| article.text_content.to_string())
}

fn trafilatura(html: &str) -> String {
    rs_trafilatura::extract(html).map_or_else(|_| String::new(), |result| result.content_text)
}
