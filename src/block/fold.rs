//! Text as the lexicons read it, and what is counted on the way.

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
    wide: u32,
}

/// Lower-cases, folds white space to single spaces, straightens apostrophes and drops invisible characters (soft hyphens,
/// zero-width characters, direction marks), appending to `out` until it reaches `limit` bytes. Counts go on to the end.
///
/// `pieces` are text and whether it stands in a link.
pub fn fold<'a>(pieces: impl Iterator<Item = (&'a str, bool)>, out: &mut String, limit: usize) -> TextStats {
    let mut stats = TextStats::default();
    let start = out.len();
    let mut space = false;
    let mut in_word = false;
    for (piece, linked) in pieces {
        for c in piece.chars().filter(|c| !is_invisible(*c)) {
            if c.is_whitespace() {
                space = true;
                in_word = false;
                continue;
            }
            let folded_space = std::mem::take(&mut space) && stats.chars > 0;
            stats.chars += 1 + u32::from(folded_space);
            stats.link_chars += u32::from(linked);
            in_word = stats.count(c, in_word);
            if out.len() < limit {
                if folded_space && out.len() > start {
                    out.push(' ');
                }
                push_folded(out, c);
            }
        }
    }
    stats.words += stats.wide.div_ceil(2);
    stats
}

impl TextStats {
    /// Counts one visible character; returns whether a word goes on after it.
    fn count(&mut self, c: char, in_word: bool) -> bool {
        self.ends_sentence = matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | '»' | '“' | '。' | '！' | '？' | '۔' | '।');
        self.ends_colon = matches!(c, ':' | '：');
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

    /// Share of characters that stand in links, 0 to 1.
    pub fn link_density(&self) -> f32 {
        self.link_chars as f32 / self.chars.max(1) as f32
    }
}

fn push_folded(out: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        '’' | '‘' | 'ʼ' | '`' => out.push('\''),
        // `İ` becomes `i` and a dot above, which no word list writes.
        _ => out.extend(c.to_lowercase().filter(|c| *c != '\u{307}')),
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{180e}')
}

/// Characters of scripts that are written without spaces between words: each may begin a word.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
