//! Writes elements and made-up text, and counts the elements.

/// Words of the made-up text.
const WORDS: [&str; 64] = [
    "the",
    "river",
    "council",
    "said",
    "on",
    "Tuesday",
    "that",
    "work",
    "will",
    "begin",
    "in",
    "spring",
    "after",
    "a",
    "long",
    "winter",
    "and",
    "people",
    "near",
    "old",
    "bridge",
    "have",
    "waited",
    "for",
    "years",
    "to",
    "see",
    "it",
    "open",
    "again",
    "but",
    "engineers",
    "found",
    "more",
    "damage",
    "than",
    "they",
    "expected",
    "under",
    "road",
    "which",
    "carries",
    "thousands",
    "of",
    "cars",
    "every",
    "day",
    "between",
    "both",
    "towns",
    "while",
    "school",
    "buses",
    "take",
    "another",
    "way",
    "through",
    "hills",
    "with",
    "little",
    "snow",
    "so",
    "far",
    "now",
];

/// A page that is being written.
pub struct Writer {
    html: String,
    elements: usize,
    dice: u64,
}

impl Writer {
    /// An empty page.
    pub fn new() -> Self {
        Self { html: "<!doctype html>".to_owned(), elements: 0, dice: 0x9e37_79b9_7f4a_7c15 }
    }

    /// Number of elements so far.
    pub fn elements(&self) -> usize {
        self.elements
    }

    /// The page.
    pub fn html(self) -> String {
        self.html
    }

    /// Given text.
    pub fn text(&mut self, text: &str) {
        self.html.push_str(text);
    }

    /// A link to some story.
    pub fn link(&mut self, words: usize) {
        let number = self.roll(100_000);
        self.elements += 1;
        self.html.push_str(&format!("<a href=\"/story/{number}\">"));
        self.words(words);
        self.close("a");
    }

    /// An element with only text in it.
    pub fn leaf(&mut self, tag: &str, class: &str, words: usize) {
        self.open(tag, class);
        self.words(words);
        self.close(tag);
    }

    /// A start tag; no class where it is empty.
    pub fn open(&mut self, tag: &str, class: &str) {
        self.elements += 1;
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        self.html.push_str(&format!("<{tag}{class}>"));
    }

    /// An end tag.
    pub fn close(&mut self, tag: &str) {
        self.html.push_str(&format!("</{tag}>\n"));
    }

    /// About this many words.
    pub fn words(&mut self, about: usize) {
        let count = about / 2 + self.roll(about) + 1;
        for _ in 0..count {
            let word = WORDS[self.roll(WORDS.len())];
            self.html.push(' ');
            self.html.push_str(word);
        }
        self.html.push_str(". ");
    }

    /// A number below `sides`, the same in every run (xorshift).
    fn roll(&mut self, sides: usize) -> usize {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        (self.dice % sides as u64) as usize
    }
}
