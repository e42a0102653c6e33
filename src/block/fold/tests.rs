//! What disguises fold to, and what must come through as it is.

use super::fold;
use super::spelling::marked;
use std::collections::HashSet;

const WORDS: &str = include_str!("../../lexicon/words.txt");

/// The lines of the word lists.
fn lists() -> impl Iterator<Item = &'static str> {
    WORDS.lines().filter(|line| !line.starts_with('#'))
}

fn folded(text: &str) -> String {
    let mut out = String::new();
    fold(std::iter::once((text, false)), &mut out, 4_096);
    out
}

/// The plain word, and spellings that must fold to it.
fn all_fold_to(plain: &str, spellings: &[&str]) {
    for spelling in spellings {
        assert_eq!(folded(spelling), plain, "{}", spelling.escape_unicode());
    }
}

#[test]
fn characters_that_cannot_be_seen_are_dropped() {
    all_fold_to("donate now", &["do\u{ad}nate now", "d\u{200b}o\u{200d}n\u{2060}a\u{feff}te now", "donate\u{200b} \u{200c}now"]);
    all_fold_to("donate now", &["d\u{fe0f}on\u{e0100}ate now", "don\u{e0061}ate now", "do\u{1}na\u{7f}te now"]);
    all_fold_to("donate now", &["donate\u{3164}now", "donate\u{2800}now", "donate\u{a0}\u{3000}now"]);
    all_fold_to("تبرع", &["تـبـــرع"]);
}

#[test]
fn direction_marks_are_dropped() {
    all_fold_to("subscribe", &["\u{202e}subscribe\u{202c}", "sub\u{200e}scri\u{200f}be", "\u{2066}sub\u{2069}\u{61c}scribe"]);
}

#[test]
fn marks_that_only_decorate_are_dropped() {
    all_fold_to(
        "donate",
        &["d\u{336}o\u{336}n\u{336}a\u{336}t\u{336}e\u{336}", "do\u{34f}nate", "d\u{332}o\u{489}n\u{20dd}ate", "don\u{323}ate"],
    );
    all_fold_to("замок", &["за\u{301}мок"]);
    assert_eq!(folded(&format!("d{}onate", "\u{316}".repeat(10_000))), "donate");
    assert_eq!(folded("\u{301}"), "");
    assert_eq!(folded("we \u{301}do"), "we do");
}

#[test]
fn a_mark_that_makes_a_letter_makes_it() {
    all_fold_to("abonnés größe", &["abonne\u{301}s gro\u{308}ße", "ABONNE\u{301}S GRO\u{308}ßE"]);
    all_fold_to("український", &["украі\u{308}нськии\u{306}", "УКРАІ\u{308}НСЬКИИ\u{306}"]);
    all_fold_to("στηρίξτε", &["στηρι\u{301}ξτε"]);
    let mut text = String::new();
    let stats = fold([("e\u{301}te", false), ("\u{301} ", false)].into_iter(), &mut text, 99);
    assert_eq!((text.as_str(), stats.words, stats.chars), ("été", 1, 3));
}

#[test]
fn styled_letters_are_plain() {
    all_fold_to("donate 50!", &["ｄｏｎａｔｅ　５０！", "ＤＯＮＡＴＥ ５０！", "𝐝𝐨𝐧𝐚𝐭𝐞 𝟓𝟎!", "𝔇𝔬𝔫𝔞𝔱𝔢 𝟝𝟘!", "𝙳𝙾𝙽𝙰𝚃𝙴 𝟻𝟶!"]);
    all_fold_to("subscribe", &["ⓢⓤⓑⓢⓒⓡⓘⓑⓔ", "🅂🅄🄱🅂🄲🅁🄸🄱🄴", "🆂🆄🅱🆂🅲🆁🅸🅱🅴", "ꜱᴜʙꜱᴄʀɪʙᴇ", "𝒮𝓊𝒷𝓈𝒸𝓇𝒾𝒷ℯ", "𝖘𝖚𝖇𝖘𝖈𝖗𝖎𝖇𝖊", "⒮⒰⒝⒮⒞⒭⒤⒝⒠"]);
    all_fold_to("ως θ 7", &["𝛚𝛓 𝛉 ７", "𝝮𝛓 𝛝 𝟩"]);
}

#[test]
fn letters_of_another_script_inside_a_word_are_those_of_the_word() {
    all_fold_to("donate", &["dоnаtе", "dοnαtε", "DОNАTЕ", "ᴅоɴαtе", "ԁonate"]);
    all_fold_to("subscribe newsletter", &["ѕubѕсrіbе nеwѕlеttеr", "ЅUВЅСRІВЕ ΝΕWSLΕTTΕR", "subsсгibe newѕӏetter"]);
    all_fold_to("пожертвовать", &["пoжepтвoвaть", "пожертвоваTь", "ПOЖEPTBOBATЬ"]);
    all_fold_to("εγγραφείτε", &["εγγραφείτe", "ΕΓΓPΑΦΕίΤΕ"]);
    all_fold_to("don't pay-what cookies", &["dоn't pаy-whаt сооkіеѕ", "dοn’t pаγ-whаt cοοκіеѕ"]);
}

#[test]
fn honest_text_comes_through() {
    let honest = "рост сор оса ποτε ρω αβγ pdfки web-сайт πr δf σtoken µm ñandú größe 寄付する サポート उपयोग करें تبرّع 후원 ขอบคุณ";
    all_fold_to(honest, &[honest]);
    all_fold_to("istanbul ılık bağış", &["İstanbul ılık bağış"]);
    for entry in lists().filter_map(|l| l.split_once(": ")).flat_map(|(_, list)| list.split(", ")) {
        let entry = entry.trim_end_matches('|');
        assert_eq!(folded(entry), entry);
    }
}

#[test]
fn every_marked_letter_of_the_word_lists_is_made_from_its_mark() {
    const WHOLE: &str = "ßæøłı";
    let made = |mark: char| ('a'..='ї').filter_map(move |letter| marked(letter, mark));
    let made: HashSet<char> = ('\u{300}'..='\u{328}').flat_map(made).collect();
    let is_marked = |c: &char| matches!(c, 'ß'..='ɏ' | 'ά'..='ΰ' | 'ϊ'..='ώ' | 'й' | 'ё' | 'ї' | 'ў');
    for c in lists().flat_map(str::chars).filter(is_marked) {
        assert!(made.contains(&c) || WHOLE.contains(c), "{c}");
    }
}

#[test]
fn text_is_cut_at_the_limit() {
    let beyond = format!("{}e\u{301}z", "a".repeat(64));
    let accents = "a\u{301}".repeat(99);
    for text in ["dоnate ".repeat(40), "İ".repeat(99), format!("{}z", "\u{1d5ba}".repeat(99)), accents, beyond] {
        let mut out = "before".to_owned();
        let stats = fold(std::iter::once((text.as_str(), false)), &mut out, 6 + 64);
        assert!(out.starts_with("before") && out.len() <= 6 + 64 + 4, "{out}");
        assert!(stats.chars >= 66 && !out.ends_with('z') && !out.ends_with("aá"), "{out}");
    }
}
