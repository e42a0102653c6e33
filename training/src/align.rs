//! Which blocks of a page belong to its main text, where that is known as text only (model study, section 6).

use std::collections::HashSet;

use unnag::block::Blocks;

/// Words of a shingle: enough that furniture does not share it with the story by chance.
const SHINGLE: usize = 4;
/// Share of a block's shingles that must stand in the main text for the block to belong to it.
const BELONGS: f32 = 0.6;
/// Share up to which it does not.
const FOREIGN: f32 = 0.15;

/// A main text, ready to be compared with.
pub struct MainText {
    words: Vec<String>,
    lines: HashSet<String>,
}

impl MainText {
    pub fn of(text: &str) -> Self {
        let lines = text.lines().map(|line| words(line).join(" ")).filter(|line| !line.is_empty()).collect();
        MainText { words: words(text), lines }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// For every block: whether its own words belong to the main text; `None` where they are too few or too mixed to tell.
    /// A block too short for a shingle belongs if it is a line of it.
    pub fn own(&self, blocks: &Blocks) -> Vec<Option<bool>> {
        let shingles: HashSet<&[String]> = self.words.windows(SHINGLE).collect();
        (0..blocks.len()).map(|b| self.belongs(&words(blocks.folded(b)), &shingles)).collect()
    }

    /// As [`MainText::own`]; where a block's own words do not tell, it goes with its neighbours if those agree.
    pub fn belonging(&self, blocks: &Blocks) -> Vec<Option<bool>> {
        let own = self.own(blocks);
        let sides = |b: usize| (own[..b].iter().rev().flatten().next(), own[b + 1..].iter().flatten().next());
        (0..own.len())
            .map(|b| {
                own[b].or_else(|| sides(b).0.zip(sides(b).1).filter(|(before, after)| before == after).map(|(both, _)| *both))
            })
            .collect()
    }

    fn belongs(&self, block: &[String], shingles: &HashSet<&[String]>) -> Option<bool> {
        let all = block.windows(SHINGLE).count();
        if all == 0 {
            return (!block.is_empty() && self.lines.contains(&block.join(" "))).then_some(true);
        }
        let share = block.windows(SHINGLE).filter(|s| shingles.contains(s)).count() as f32 / all as f32;
        if share >= BELONGS { Some(true) } else { (share <= FOREIGN).then_some(false) }
    }
}

pub fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}
