//! What is counted in a text while it is folded.

/// What was counted in a block's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextStats {
    /// Words: runs of letters and digits; in scripts without spaces every two characters count as one.
    pub words: u32,
    /// Characters, white space folded.
    pub chars: u32,
    /// Characters inside links.
    pub link_chars: u32,
    /// Capital letters.
    pub capitals: u32,
    /// Words that begin with a capital letter.
    pub capital_words: u32,
    /// Digits.
    pub digits: u32,
    /// Full stops, also of other scripts.
    pub stops: u32,
    /// Commas, also of other scripts.
    pub commas: u32,
    /// Exclamation marks.
    pub exclamations: u32,
    /// Question marks.
    pub questions: u32,
    /// Currency signs.
    pub currency: u32,
    /// Whether the last character ends a sentence.
    pub ends_sentence: bool,
    /// Whether the last character is a colon.
    pub ends_colon: bool,
    pub(super) wide: u32,
    last: char,
}

impl TextStats {
    /// Counts one visible character; returns whether a word goes on after it.
    pub(super) fn count(&mut self, c: char, in_word: bool) -> bool {
        self.last = c;
        if c.is_ascii_lowercase() {
            self.words += u32::from(!in_word);
            return true;
        }
        match c {
            '.' | '。' | '۔' | '।' => self.stops += 1,
            ',' | '、' | '，' | '،' => self.commas += 1,
            '!' | '！' => self.exclamations += 1,
            '?' | '？' | '؟' => self.questions += 1,
            '$' | '€' | '£' | '¥' | '₽' | '₴' | '₺' | '₹' | '₩' | '￥' => self.currency += 1,
            _ => {}
        }
        if is_wide(c) {
            self.wide += 1;
            return false;
        }
        if !c.is_alphanumeric() {
            return in_word && matches!(c, '\'' | '’');
        }
        self.digits += u32::from(c.is_ascii_digit());
        let capital = c.is_uppercase();
        self.capitals += u32::from(capital);
        if !in_word {
            self.words += 1;
            self.capital_words += u32::from(capital);
        }
        true
    }

    /// The text ends with this character, as far as it was counted.
    pub(super) fn ends_with(&mut self, c: char) {
        self.last = c;
    }

    /// What is known when all characters were counted.
    pub(super) fn end(&mut self) {
        self.words += self.wide.div_ceil(2);
        self.ends_sentence = matches!(self.last, '.' | '!' | '?' | '…' | '"' | '”' | '»' | '“' | '。' | '！' | '？' | '۔' | '।');
        self.ends_colon = matches!(self.last, ':' | '：');
    }

    /// Share of characters that stand in links, 0 to 1.
    pub fn link_density(&self) -> f32 {
        self.link_chars as f32 / self.chars.max(1) as f32
    }
}

/// Characters of scripts that are written without spaces between words: each may begin a word.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
