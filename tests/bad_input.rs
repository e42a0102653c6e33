//! Bad input: a clear error value or a plain "nothing hidden", never a panic.
#![cfg(feature = "html")]

use unnag::block::Blocks;
use unnag::html::Document;
use unnag::{ColumnsError, Mode, Settings, Snapshot};

const HEADER: [u32; 10] = [0x554E_4147, 1, 0, 0, 0, 0, 0, u32::MAX, 1280, 900];

/// A message with `<html><body><p>word</p></body></html>` and these changes to it.
fn message(change: impl FnOnce(&mut Vec<u32>)) -> Vec<u32> {
    let mut columns = HEADER.to_vec();
    columns[2] = 3;
    columns[4] = 1;
    columns.extend([1, u32::MAX, 3, 0, 16, 1]);
    columns.extend([2, 3, 0, 4]);
    change(&mut columns);
    columns
}

fn read(columns: &[u32]) -> Result<Snapshot, ColumnsError> {
    Snapshot::from_columns(columns, "word".to_owned())
}

#[test]
fn a_good_message_is_read() {
    let page = read(&message(|_| ())).expect("a good message");
    assert_eq!(page.len(), 3);
    assert_eq!(page.runs().map(|r| r.text.to_owned()).collect::<Vec<_>>(), ["word"]);
}

#[test]
fn malformed_columns_are_error_values() {
    assert_eq!(read(&[]).unwrap_err(), ColumnsError::NotColumns);
    assert_eq!(read(&message(|c| c[0] = 7)).unwrap_err(), ColumnsError::NotColumns);
    assert_eq!(read(&message(|c| c[1] = 9)).unwrap_err(), ColumnsError::OtherVersion(9));
    assert!(matches!(read(&message(|c| c[2] = u32::MAX)).unwrap_err(), ColumnsError::Truncated { .. }));
    assert!(matches!(read(&message(|c| c.truncate(c.len() - 1))).unwrap_err(), ColumnsError::Truncated { .. }));
    assert_eq!(read(&message(|c| c[13] = 2)).unwrap_err(), ColumnsError::BadParent(1));
    assert_eq!(read(&message(|c| c[15] = u32::MAX)).unwrap_err(), ColumnsError::BadParent(2));
    assert_eq!(read(&message(|c| c[10] = 9_999)).unwrap_err(), ColumnsError::BadRange(0, "elements"));
    assert_eq!(read(&message(|c| c[19] = 5)).unwrap_err(), ColumnsError::BadRange(0, "runs"));
    assert_eq!(read(&message(|c| c[16] = 3)).unwrap_err(), ColumnsError::BadRange(0, "runs"));
}

#[test]
fn ranges_that_cut_a_pair_in_two_do_not_panic() {
    for (start, length) in (0..4).flat_map(|s| (0..4).map(move |l| (s, l))) {
        let columns = message(|c| {
            c[18] = start;
            c[19] = length;
        });
        let _ = Snapshot::from_columns(&columns, "a😀b".to_owned());
    }
}

#[test]
fn any_single_changed_word_is_an_error_or_a_page() {
    let good = message(|_| ());
    for at in 0..good.len() {
        for value in [0, 1, 2, 3, 0x7FFF_FFFF, u32::MAX] {
            let mut columns = good.clone();
            columns[at] = value;
            if let Ok(page) = read(&columns) {
                unnag::plan(&page, &Settings::default()).expect("the shipped weights");
            }
        }
    }
}

#[test]
fn odd_pages_hide_nothing_and_do_not_panic() {
    let deep = format!("{}word{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
    let long = format!("<p>{}", "word ".repeat(600_000));
    let wide = "<p>Rain fell on the valley all week.</p>".repeat(50_000);
    let hidden_characters = "<p>\u{0}\u{1}\u{202e}\u{feff}\u{ad}</p><a>\u{fffd}</a>".to_owned();
    for html in [String::new(), "<".to_owned(), deep, long, wide, hidden_characters] {
        let page = Document::parse(&html);
        let plan = unnag::plan(page.snapshot(), &Settings::default()).expect("the shipped weights");
        assert!(plan.operations.is_empty(), "{} operations on a page of {} bytes", plan.operations.len(), html.len());
    }
}

const ENGLISH: &str =
    "Rain fell on the valley all week, and on Friday the river came over the wall and into the gardens of the lower village.";
const ARABIC: &str =
    "هطل المطر على الوادي طوال الأسبوع، وفي يوم الجمعة فاض النهر فوق الجدار ووصل إلى بساتين القرية السفلى قبل أن يستيقظ أحد.";
const HEBREW: &str = "גשם ירד על העמק כל השבוע, וביום שישי עלה הנהר על גדותיו והגיע אל הגנים של הכפר התחתון לפני שמישהו התעורר.";
const CHINESE: &str =
    "整个星期山谷里都在下雨，星期五河水漫过石墙，流进了下村的菜园。老人们说，这样的水他们只见过一次，那时桥还是木头做的。";
const JAPANESE: &str = "一週間ずっと谷に雨が降り、金曜日には川が石垣を越えて下の村の畑に流れ込んだ。橋がまだ木でできていた頃に一度だけ見た水だと老人たちは言う。";

/// A page with a menu, a story (`<article>`) and a footer.
fn page_with(attributes: &str, story: &str) -> String {
    format!(
        "<html {attributes}><title>.</title><body><nav><a href=/>A</a> <a href=/b>B</a></nav><article>{story}</article><footer>© 2026</footer>"
    )
}

/// Asserts that Clean mode hides nothing of the story and Focus mode not most of it, and that no block's folded text is long.
fn assert_kept(name: &str, html: &str) {
    let page = Document::parse(html);
    let snapshot = page.snapshot();
    let blocks = Blocks::of(snapshot);
    assert!((0..blocks.len()).all(|b| blocks.folded(b).len() < 8_200), "{name}: folded text without bounds");
    let in_story = |e: &u32| snapshot.ancestors(*e).any(|a| snapshot.tag(a) == unnag::snapshot::Tag::Article);
    let story: Vec<u32> = snapshot.runs().map(|run| run.element).filter(in_story).collect();
    for (mode, most) in [(Mode::Clean, 0), (Mode::Focus, story.len() / 2)] {
        let settings = Settings { mode, ..Settings::default() };
        let hidden = unnag::plan(snapshot, &settings).expect("the shipped weights").hidden(snapshot);
        let lost = story.iter().filter(|e| hidden[**e as usize]).count();
        assert!(lost <= most, "{name}, {mode:?}: {lost} of {} texts lost", story.len());
    }
}

#[test]
fn stories_in_other_scripts_are_kept() {
    for (attributes, text) in
        [("dir=rtl lang=ar", ARABIC), ("dir=rtl lang=he", HEBREW), ("lang=zh", CHINESE), ("lang=ja", JAPANESE)]
    {
        let story = format!("<h1>{}</h1>{}", text.chars().take(12).collect::<String>(), format!("<p>{text}</p>").repeat(6));
        assert_kept(attributes, &page_with(attributes, &story));
    }
}

#[test]
fn blocks_of_any_size_are_kept() {
    let paragraphs = format!("<p>{ENGLISH}</p>").repeat(4);
    let million = "a".repeat(1_000_000);
    let parted = "abcdefghi ".repeat(100).repeat(1_000).replace("i a", "i<wbr>a");
    let marks = format!("a{}", "\u{301}\u{336}".repeat(200_000));
    let mixed = "а\u{200b}a\u{430}ο".repeat(100_000);
    let letters: String = ENGLISH.chars().cycle().take(10_000).map(|c| format!("<span>{c}</span>")).collect();
    for (name, text) in [
        ("one character", "x"),
        ("one mark", "\u{301}"),
        ("a million letters", &million),
        ("a million letters in many nodes", &parted),
        ("marks without end", &marks),
        ("one word of three scripts", &mixed),
        ("ten thousand spans", &letters),
    ] {
        assert_kept(name, &page_with("lang=en", &format!("{paragraphs}<p>{text}</p>{paragraphs}")));
    }
}

#[test]
fn any_character_anywhere_is_folded_without_panic() {
    let text: String = (0..=0x10_FFFF).filter_map(char::from_u32).flat_map(|c| ['a', c, 'б', c]).collect();
    for limit in [1, 4_096, usize::MAX] {
        let mut folded = String::new();
        let stats = unnag::block::fold(std::iter::once((text.as_str(), false)), &mut folded, limit);
        assert!(stats.chars > 4_000_000 && folded.len() <= limit.saturating_mul(2));
    }
}
