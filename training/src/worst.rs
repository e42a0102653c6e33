//! The misjudged blocks, worst first, with what spoke for the verdict.

use std::cmp::Reverse;
use std::collections::HashMap;

use anyhow::Result;
use serde::Serialize;
use unnag::model::{ARTICLE, CLASSES, Scores};
use unnag::{Explanation, Label, Settings};

use crate::corpus::Page;
use crate::results::{Block, PageResult};

/// A block that was hidden and is no nag, or a nag that was left.
#[derive(Serialize)]
pub struct Misjudged {
    page: String,
    block: usize,
    hidden: bool,
    label: Label,
    words: u32,
    /// What it was judged by, likeliest first.
    scores: Vec<(&'static str, f32)>,
    /// What the shipped model says of it, with its reasons.
    shipped: Explanation,
}

/// The worst errors among results of these pages at normal strictness.
pub fn list(pages: &[Page], results: &[PageResult], count: usize) -> Result<Vec<Misjudged>> {
    let mut wrong: Vec<(&Page, &Block)> = pages
        .iter()
        .zip(results)
        .flat_map(|(page, result)| result.blocks.iter().filter(|b| b.is_wrong()).map(move |b| (page, b)))
        .collect();
    wrong.sort_by_key(|(_, b)| Reverse(b.harm()));
    wrong.truncate(count);
    let mut explained: HashMap<&str, Vec<Explanation>> = HashMap::new();
    for (page, _) in &wrong {
        if !explained.contains_key(&*page.pid) {
            explained.insert(&page.pid, unnag::explain(page.document()?.snapshot(), &Settings::default())?);
        }
    }
    Ok(wrong.into_iter().map(|(page, block)| misjudged(page, block, &explained[&*page.pid][block.index])).collect())
}

fn misjudged(page: &Page, block: &Block, shipped: &Explanation) -> Misjudged {
    Misjudged {
        page: page.pid.clone(),
        block: block.index,
        hidden: block.hidden(),
        label: block.label,
        words: block.words,
        scores: ranked(&block.scores),
        shipped: shipped.clone(),
    }
}

/// The classes by probability.
fn ranked(scores: &Scores) -> Vec<(&'static str, f32)> {
    let name = |class: usize| match class {
        nag if nag < ARTICLE => Label::NAGS[nag].name(),
        ARTICLE => Label::Article.name(),
        _ => "neutral",
    };
    let mut ranked: Vec<(&str, f32)> = (0..CLASSES).map(|class| (name(class), scores[class])).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranked
}

/// Prints two lines a block.
pub fn print(blocks: &[Misjudged]) {
    /// Probability from which a class is told.
    const TOLD: f32 = 0.01;
    for block in blocks {
        let how = if block.hidden { "hidden" } else { "missed" };
        println!(
            "{how} {:<10} {:>4} words  {} #{}  {}",
            block.label.name(),
            block.words,
            block.page,
            block.block,
            block.shipped.text
        );
        let told = block.scores.iter().filter(|(_, score)| *score >= TOLD);
        let scores: Vec<String> = told.map(|(name, score)| format!("{name} {score:.2}")).collect();
        let Explanation { label, confidence, reasons, .. } = &block.shipped;
        let reasons: Vec<String> = reasons.iter().map(|reason| code(*reason)).collect();
        println!("       scores: {}; shipped: {} {confidence:.2} [{}]", scores.join(", "), label.name(), reasons.join(", "));
    }
}

/// A reason's code, as `_locales` names its words.
fn code(reason: unnag::Reason) -> String {
    serde_json::to_value(reason).ok().and_then(|value| Some(value.as_str()?.to_owned())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::tests::page;

    #[test]
    fn a_hidden_story_is_worse_than_any_nag_that_was_left() {
        let page =
            page("en", &[(Label::Donate, 400, None), (Label::Nav, 3, Some(Label::Ad)), (Label::Article, 1, Some(Label::Ad))]);
        let harm: Vec<u32> = page.blocks.iter().map(Block::harm).collect();
        assert!(page.blocks.iter().all(Block::is_wrong));
        assert!(harm[2] > harm[0] && harm[0] > harm[1]);
    }

    #[test]
    fn classes_stand_by_probability() {
        let ranked = ranked(&[0.1, 0.0, 0.0, 0.0, 0.0, 0.7, 0.2]);
        assert_eq!(ranked[..3], [("article", 0.7), ("neutral", 0.2), ("donate", 0.1)]);
    }
}
