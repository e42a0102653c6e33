//! Spellings that look like a word and are not its letters: styled alphabets, marks over letters, letters of another script.
//! All of it is tables, and what a character becomes depends on its own word only.

const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const CAPITALS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ASCII: &str = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
const GREEK_LETTERS: &str = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΘΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂εθκφρπ";

/// Blocks of styled characters: first, last, and the plain ones, which repeat.
const STYLED: &[(u32, u32, &str)] = &[
    (0xFF01, 0xFF5E, ASCII),
    (0x249C, 0x24B5, CAPITALS),
    (0x24B6, 0x24E9, LETTERS),
    (0x1D400, 0x1D6A3, LETTERS),
    (0x1D6A8, 0x1D7C9, GREEK_LETTERS),
    (0x1D7CE, 0x1D7FF, "0123456789"),
    (0x1F130, 0x1F149, CAPITALS),
    (0x1F150, 0x1F169, CAPITALS),
    (0x1F170, 0x1F189, CAPITALS),
];

/// Styled letters that stand alone, each behind its plain one: small capitals, and what the mathematical alphabets leave out.
const SINGLE: &str = "aᴀbʙcᴄdᴅeᴇfꜰgɢhʜiɪjᴊkᴋlʟmᴍnɴoᴏpᴘrʀsꜱtᴛuᴜvᴠwᴡyʏzᴢaɑgɡgℊeℯoℴlℓhℎBℬCℂCℭEℰFℱHℋHℌHℍIℐIℑLℒMℳNℕPℙQℚRℛRℜRℝZℤZℨ";

/// Combining marks with the letters that the word lists write with them: the bare letter, then the marked one.
const MARKED: &[(char, &str)] = &[
    ('\u{300}', "aàeèiìoòuù"),
    ('\u{301}', "aáeéiíoóuúyýcćnńsśzźαάεέηήιίοόυύωώ"),
    ('\u{302}', "aâeêiîoôuû"),
    ('\u{303}', "aãnñoõ"),
    ('\u{306}', "aăgğийуў"),
    ('\u{307}', "zż"),
    ('\u{308}', "aäeëiïoöuüеёії"),
    ('\u{30a}', "aåuů"),
    ('\u{30b}', "oőuű"),
    ('\u{30c}', "cčdďeěnňrřsšzž"),
    ('\u{326}', "sștț"),
    ('\u{327}', "cçsş"),
    ('\u{328}', "aąeę"),
];

/// Latin letters, each before one that looks like it. The first of several is the way back.
const CYRILLIC: &str = "AАBВCСEЕHНIІJЈKКMМOОPРSЅTТXХYУYҮaаbьbвcсdԁeеeёhһhнiіiїjјkкlӏmмoоpрqԛrгsѕtтvѵwԝxхyуyү";
const GREEK: &str = "AΑBΒEΕHΗIΙKΚMΜNΝOΟPΡTΤXΧYΥZΖaαaάbβcϲeεeέiιiίjϳkκnηoοoόpρtτuυuύvνwωxχyγ";

/// A script whose letters are passed off as those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Greek,
}

impl Script {
    fn of(c: char) -> Option<Self> {
        match c {
            'a'..='z' | 'A'..='Z' | 'À'..='ɏ' | 'Ḁ'..='ỿ' => Some(Script::Latin),
            '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Script::Greek),
            _ => None,
        }
    }

    /// One bit for the script of a letter, none for what has no script of these.
    pub(super) fn bit(c: char) -> u8 {
        Script::of(c).map_or(0, |script| 1 << script as u8)
    }

    /// Latin letters, each before a letter of this script that looks like it.
    fn table(self) -> &'static str {
        match self {
            Script::Latin => "",
            Script::Cyrillic => CYRILLIC,
            Script::Greek => GREEK,
        }
    }

    /// What stands in this script for a character: itself, or what it looks like.
    pub(super) fn spell(self, c: char) -> Option<char> {
        let from = match Script::of(c) {
            Some(script) if script != self => script,
            _ => return Some(c),
        };
        let latin = if from == Script::Latin { c } else { before(from.table(), c)? };
        if self == Script::Latin { Some(latin) } else { after(self.table(), latin) }
    }

    /// The script that a word of several scripts can be spelled in: Latin, or one of which it has two letters at least ("σtoken"
    /// is no Greek). `None` where each script keeps a letter of its own ("PDFки").
    pub(super) fn behind(word: &str) -> Option<Self> {
        let letters = |script: Script| word.chars().filter(|c| Script::of(*c) == Some(script)).count();
        let fits = |script: &Script| *script == Script::Latin || letters(*script) >= 2;
        let spells = |script: &Script| word.chars().all(|c| script.spell(c).is_some());
        [Script::Latin, Script::Cyrillic, Script::Greek].into_iter().find(|script| fits(script) && spells(script))
    }
}

/// The plain character behind a styled one, any other as it is.
fn plain(c: char) -> char {
    let code = u32::from(c);
    let plain = match code {
        0x249C..=0x24E9 | 0xFF01..=0xFF5E | 0x1D400..=0x1F189 => {
            let block = STYLED.iter().find(|(first, last, _)| (*first..=*last).contains(&code));
            block.and_then(|(first, _, plain)| plain.chars().nth((code - first) as usize % plain.chars().count()))
        }
        0x250..=0x2AF | 0x1D00..=0x1D22 | 0x2102..=0x2134 | 0xA730..=0xA731 => before(SINGLE, c),
        _ => None,
    };
    plain.unwrap_or(c)
}

/// A letter with a combining mark over it, as one lower-case character. Any other mark is decoration.
pub(super) fn marked(letter: char, mark: char) -> Option<char> {
    let letter = letter.to_lowercase().next()?;
    let (_, letters) = MARKED.iter().find(|m| m.0 == mark)?;
    after(letters, letter)
}

/// What a reader sees of a character.
pub(super) enum Shown {
    Nothing,
    Space,
    /// A combining mark of a script that can do without.
    Mark,
    As(char),
}

/// What a reader sees of a character by itself; the everyday ones are told first.
pub(super) fn shown(c: char) -> Shown {
    match c {
        '!'..='~' | 'А'..='я' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => Shown::As(c),
        ' ' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' => Shown::Space,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' => Shown::Mark,
        '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}' => Shown::Mark,
        _ if c.is_whitespace() => Shown::Space,
        _ if is_invisible(c) => Shown::Nothing,
        _ => Shown::As(plain(c)),
    }
}

/// Characters that leave no trace in a line, or only stretch it: control characters, soft hyphens, zero-width characters,
/// direction marks, variation selectors, fillers, the Arabic stretching line. U+0080 to U+009F stay: where they are met, they are
/// punctuation read in a wrong encoding.
fn is_invisible(c: char) -> bool {
    c.is_ascii_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{640}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        )
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// The first of the pair that ends with this character, in a table of pairs.
fn before(table: &str, second: char) -> Option<char> {
    pairs(table).find(|pair| pair.1 == second).map(|pair| pair.0)
}

/// The second of the pair that begins with this character.
fn after(table: &str, first: char) -> Option<char> {
    pairs(table).find(|pair| pair.0 == first).map(|pair| pair.1)
}

fn pairs(table: &str) -> impl Iterator<Item = (char, char)> {
    let mut chars = table.chars();
    std::iter::from_fn(move || Some((chars.next()?, chars.next()?)))
}
