//! What was hidden on one labelled page, and the shares that figures are made of.

use unnag::Label;
use unnag::model::Scores;

/// One labelled block that the untouched page shows.
pub struct Block {
    /// Its place among the page's blocks.
    pub index: usize,
    /// What it is.
    pub label: Label,
    /// Its words, at least 1.
    pub words: u32,
    /// What it was hidden as, if it was.
    pub hidden_as: Option<Label>,
    /// What it was judged by.
    pub scores: Scores,
}

impl Block {
    /// Whether it was hidden.
    pub fn hidden(&self) -> bool {
        self.hidden_as.is_some()
    }

    /// Whether a nag was left or something else hidden.
    pub fn is_wrong(&self) -> bool {
        self.label.is_nag() != self.hidden()
    }

    /// What the error costs: story far more than anything, then other content, then a nag that was left.
    pub fn harm(&self) -> u32 {
        let weight = match (self.hidden(), self.label) {
            (true, Label::Article) => 1_000,
            (true, _) => 10,
            (false, _) => 1,
        };
        weight * self.words
    }
}

/// The blocks of one page.
pub struct PageResult {
    /// Its language; empty where unknown.
    pub lang: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

impl PageResult {
    /// Share of the page's blocks of some labels that is hidden, as one page of a mean; nothing where it has none.
    pub fn gone(&self, of: fn(Label) -> bool) -> [f64; 2] {
        let [gone, all] = self.count(|b| of(b.label), Block::hidden);
        if all == 0.0 { [0.0, 0.0] } else { [gone / all, 1.0] }
    }

    /// Whether all blocks of some labels are hidden and none of the story, where it has such blocks.
    pub fn clean(&self, of: fn(Label) -> bool) -> [f64; 2] {
        let [share, one] = self.gone(of);
        [f64::from(share == 1.0 && self.hurt()[0] == 0.0) * one, one]
    }

    /// Whether any block of the story is hidden.
    pub fn hurt(&self) -> [f64; 2] {
        let hurt = self.blocks.iter().any(|b| b.hidden() && is_story(b.label));
        [f64::from(hurt), f64::from(!self.blocks.is_empty())]
    }

    /// Hidden blocks among those of some labels.
    pub fn recall(&self, of: impl Fn(Label) -> bool) -> [f64; 2] {
        self.count(|b| of(b.label), Block::hidden)
    }

    /// Blocks that are of some labels among those that were hidden as such.
    pub fn precision(&self, of: impl Fn(Label) -> bool) -> [f64; 2] {
        self.count(|b| b.hidden_as.is_some_and(&of), |b| of(b.label))
    }

    /// Hidden words among those of some labels.
    pub fn words(&self, of: fn(Label) -> bool) -> [f64; 2] {
        let mine = || self.blocks.iter().filter(|b| of(b.label));
        let sum = |blocks: &mut dyn Iterator<Item = &Block>| blocks.map(|b| f64::from(b.words)).sum();
        [sum(&mut mine().filter(|b| b.hidden())), sum(&mut mine())]
    }

    fn count(&self, among: impl Fn(&Block) -> bool, which: impl Fn(&Block) -> bool) -> [f64; 2] {
        let among: Vec<&Block> = self.blocks.iter().filter(|b| among(b)).collect();
        [among.iter().filter(|b| which(b)).count() as f64, among.len() as f64]
    }
}

/// Nags but advertising.
pub fn is_appeal(label: Label) -> bool {
    label.is_nag() && label != Label::Ad
}

/// The page's own content.
pub fn is_story(label: Label) -> bool {
    label == Label::Article
}

/// Neither story nor nag.
pub fn is_neutral(label: Label) -> bool {
    !is_story(label) && !label.is_nag()
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A page of these labels, each with what it was hidden as.
    pub fn page(lang: &str, blocks: &[(Label, u32, Option<Label>)]) -> PageResult {
        let block = |(index, (label, words, hidden_as)): (usize, &(Label, u32, Option<Label>))| Block {
            index,
            label: *label,
            words: *words,
            hidden_as: *hidden_as,
            scores: Scores::default(),
        };
        PageResult { lang: lang.to_owned(), blocks: blocks.iter().enumerate().map(block).collect() }
    }

    #[test]
    fn precision_asks_for_the_same_label_and_recall_only_for_hiding() {
        let page = page(
            "en",
            &[
                (Label::Donate, 9, Some(Label::Donate)),
                (Label::Donate, 9, Some(Label::Newsletter)),
                (Label::Donate, 9, None),
                (Label::Nav, 2, Some(Label::Donate)),
            ],
        );
        let donate = |l| l == Label::Donate;
        assert_eq!(page.precision(donate), [1.0, 2.0]);
        assert_eq!(page.recall(donate), [2.0, 3.0]);
        assert_eq!(page.precision(Label::is_nag), [2.0, 3.0]);
    }

    #[test]
    fn a_page_is_clean_when_its_nags_are_gone_and_its_story_is_whole() {
        let nag = (Label::Consent, 20, Some(Label::Consent));
        let story = (Label::Article, 100, None);
        assert_eq!(page("en", &[nag, story]).clean(is_appeal), [1.0, 1.0]);
        assert_eq!(page("en", &[nag, (Label::Article, 1, Some(Label::Ad)), story]).clean(is_appeal), [0.0, 1.0]);
        assert_eq!(page("en", &[story]).clean(is_appeal), [0.0, 0.0]);
        assert_eq!(page("en", &[nag, (Label::Ad, 3, None), story]).clean(Label::is_nag), [0.0, 1.0]);
    }

    #[test]
    fn words_count_where_blocks_are_hidden() {
        let page = page("en", &[(Label::Article, 30, Some(Label::Ad)), (Label::Article, 70, None), (Label::Nav, 5, None)]);
        assert_eq!(page.words(is_story), [30.0, 100.0]);
        assert_eq!(page.words(is_neutral), [0.0, 5.0]);
        assert_eq!(page.hurt(), [1.0, 1.0]);
    }
}
