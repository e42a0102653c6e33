//! Text as the lexicons read it.

mod spelling;
mod stats;
#[cfg(test)]
mod tests;

use spelling::{Script, Shown};
pub use stats::TextStats;
pub(crate) use stats::is_wide;

/// Lower-cases, folds white space to single spaces, straightens apostrophes, drops what cannot be seen and undoes disguised
/// spellings (styled letters, decorating marks, letters of another script inside a word), appending to `out` until it reaches
/// `limit` bytes; the last word, spelled in its own script, may go beyond. Counts go on to the end.
///
/// `pieces` are text and whether it stands in a link.
pub fn fold<'a>(pieces: impl Iterator<Item = (&'a str, bool)>, out: &mut String, limit: usize) -> TextStats {
    let mut folding = Folding::new(out, limit);
    for (piece, linked) in pieces {
        folding.piece(piece, linked);
    }
    folding.end()
}

/// Folded text that is being written. Its last word still stands as it came: only a whole word shows its script.
struct Folding<'a> {
    out: &'a mut String,
    limit: usize,
    /// Whether the last character found no room.
    full: bool,
    stats: TextStats,
    /// Whether white space was met, and whether a word goes on.
    space: bool,
    in_word: bool,
    /// Where the word begins that is being written, and the scripts in it, one bit each.
    word: usize,
    scripts: u8,
    spelled: String,
}

impl<'a> Folding<'a> {
    fn new(out: &'a mut String, limit: usize) -> Self {
        let (stats, word) = (TextStats::default(), out.len());
        Folding { out, limit, full: false, stats, space: false, in_word: false, word, scripts: 0, spelled: String::new() }
    }

    fn piece(&mut self, piece: &str, linked: bool) {
        let mut chars = piece.chars();
        while let Some(c) = chars.next() {
            match spelling::shown(c) {
                Shown::Nothing => {}
                Shown::Mark => self.mark(c),
                Shown::Space => {
                    self.space = true;
                    self.in_word = false;
                }
                Shown::As(c) => {
                    let space = std::mem::take(&mut self.space) && self.stats.chars > 0;
                    self.stats.chars += 1 + u32::from(space);
                    self.stats.link_chars += u32::from(linked);
                    self.in_word = self.stats.count(c, self.in_word);
                    self.push(c, space);
                    if self.in_word {
                        chars = chars.as_str()[self.run(chars.as_str(), linked)..].chars();
                    }
                }
            }
        }
    }

    /// Takes the small letters with which a word goes on, which most letters are, all at once; returns how many.
    fn run(&mut self, rest: &str, linked: bool) -> usize {
        // No farther than there is room: a word without end would be looked through again for each of its letters.
        let room = self.limit.saturating_sub(self.out.len());
        let run = rest.bytes().take(room).take_while(u8::is_ascii_lowercase).count();
        let Some(last) = run.checked_sub(1) else { return 0 };
        self.stats.chars += run as u32;
        self.stats.link_chars += if linked { run as u32 } else { 0 };
        self.stats.ends_with(char::from(rest.as_bytes()[last]));
        self.scripts |= Script::bit('a');
        self.out.push_str(&rest[..run]);
        run
    }

    fn end(mut self) -> TextStats {
        self.end_word();
        self.stats.end();
        self.stats
    }

    fn push(&mut self, c: char, space: bool) {
        self.full = self.out.len() >= self.limit;
        if self.full {
            return;
        }
        if space {
            self.end_word();
            self.out.push(' ');
            self.word = self.out.len();
        }
        if self.in_word {
            self.scripts |= Script::bit(c);
            return self.out.push(c);
        }
        self.end_word();
        push_folded(self.out, c);
        self.word = self.out.len();
    }

    /// Puts a mark on the letter before it, if the two are a letter that the word lists know.
    fn mark(&mut self, mark: char) {
        let letter = self.out[self.word..].chars().next_back().filter(|_| self.in_word && !self.full);
        if let Some(marked) = letter.and_then(|letter| spelling::marked(letter, mark)) {
            self.out.pop();
            self.out.push(marked);
        }
    }

    /// Lower-cases the word that has been written, in one script if it mixes several.
    fn end_word(&mut self) {
        let mixed = std::mem::take(&mut self.scripts).count_ones() > 1;
        let word = &mut self.out[self.word..];
        if word.is_ascii() {
            word.make_ascii_lowercase();
        } else {
            self.spelled.clear();
            self.spelled.push_str(word);
            self.out.truncate(self.word);
            let script = if mixed { Script::behind(&self.spelled) } else { None };
            for c in self.spelled.chars() {
                push_folded(self.out, script.and_then(|s| s.spell(c)).unwrap_or(c));
            }
        }
        self.word = self.out.len();
    }
}

fn push_folded(out: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' | 'а'..='я' => out.push(c),
        c if is_wide(c) => out.push(c),
        '’' | '‘' | 'ʼ' | '`' => out.push('\''),
        // `İ` becomes `i` and a dot above, which no word list writes.
        _ => out.extend(c.to_lowercase().filter(|c| *c != '\u{307}')),
    }
}
