//! What Focus mode keeps of a story beside its text, what it does not, and what of that is written. The model is as strict as it can be:
//! to it nothing is main text but the paragraphs.

use super::*;
use crate::block::Blocks;
use crate::html::Document;
use crate::plan::{Mode, Plan, Settings};
use crate::snapshot::Attribute;
use crate::verdict::judge;
use crate::writing::Format;

const PARAGRAPHS: [&str; 6] = [
    "The bell of Saint Ursula rang again on Sunday, forty years after it cracked in the great frost and was carried down into the cellar.",
    "It had taken the founders two winters to find a metal that sounds like the old one, and one more to learn how it was cast at all.",
    "On the square people stood with their hats in their hands, and when the first stroke came some of the older ones began to weep.",
    "The mayor, who had been a boy of six when it fell silent, was allowed to pull the rope and did not want to let go of it any more.",
    "Nobody knows what the second bell will cost, said the priest, and nobody has asked yet, which he takes for the best of all signs.",
    "Until then the two small ones will have to do, and the swallows that live beside them seem to have got used to the noise already.",
];

/// A page whose headline stands outside the box of its text, with everything around that a story has and that a site adds.
fn page() -> Document {
    let [a, b, c, d, e, f] = PARAGRAPHS.map(|text| format!("<p>{text}</p>"));
    Document::parse(&format!(
        "<title>The bell rings again - Valley Herald</title><body>
        <header class=masthead><a href=/><img src=/logo.svg alt='Valley Herald'></a><nav><a href=/sport>Sport</a><a href=/culture>Culture</a></nav></header>
        <div class=page><div class=opening>
          <ol class=breadcrumb><li><a href=/>Home</a></li><li><a href=/culture>Culture</a></li></ol>
          <h1>The bell rings again</h1>
          <p class=lede>After forty years of silence the great bell of Saint Ursula was heard over the roofs of the town once more.</p>
          <div class=byline>By <a href=/merle rel=author>Merle Ahrend</a></div><div><time datetime=2026-03-08>8 March</time></div>
          <div class=share><a href=https://facebook.example/sharer><svg></svg></a><a href=https://twitter.example/intent><svg></svg></a></div>
          <div class=lead-picture><img src=/bell.jpg></div>
        </div>
        <div class=text>{a}
          <figure class=inset><img src=/rope.jpg><figcaption>Photo: <a href=/k>K. Thoma</a></figcaption></figure>{b}
          <figure class=chart><table><caption>Weight</caption><tr><th>Bell</th><th>Kilograms</th></tr><tr><td>Ursula</td><td>2,140</td></tr><tr><td>Agnes</td><td>610</td></tr></table></figure>{c}
          <iframe class=film src='https://www.youtube.example/embed/1'></iframe><div><video class=sound src=/bell.mp4></video><span>0:00 of 1:23</span></div>{d}
          <iframe class=slot src='https://ads.example/slot?id=7'></iframe>
          <blockquote class=twitter-tweet><p>Heard it all the way to the lake!</p>— Ida (@ida)</blockquote>{e}
          <aside class=related><h3>Read on</h3><ul><li><a href=/1>The founders of the coast</a></li><li><a href=/2>A winter of repairs</a></li></ul></aside>{f}
        </div></div>
        <footer><img src=/seal.png alt=Seal><a href=/imprint>Imprint</a></footer>"
    ))
}

fn plan(document: &Document) -> Plan {
    plan_of(document, &PARAGRAPHS)
}

/// The plan where nothing but `told` is main text.
fn plan_of(document: &Document, told: &[&str]) -> Plan {
    let blocks = Blocks::of(document.snapshot());
    let page = Page::of(document.snapshot(), &blocks);
    let settings = Settings { mode: Mode::Focus, ..Settings::default() };
    let mut judgement = judge(&page, &settings).expect("the shipped weights");
    let told: Vec<String> = told.iter().map(|text| text.to_lowercase()).collect();
    let is_told = |b: usize| told.iter().any(|text| text == blocks.folded(b));
    judgement.main = (0..blocks.len()).map(|b| if is_told(b) { 0.9 } else { 0.01 }).collect();
    crate::plan::make(&page, &judgement, &settings)
}

fn element(page: &Document, name: &str) -> u32 {
    let named = |e: &u32| page.snapshot().tag(*e).name() == name || page.snapshot().attribute(*e, Attribute::Class) == Some(name);
    (0..page.snapshot().len() as u32).find(named).unwrap_or_else(|| panic!("no element {name}"))
}

#[test]
fn what_belongs_to_the_story_stays() {
    let page = page();
    let hidden = plan(&page).hidden(page.snapshot());
    let parts = ["h1", "lede", "byline", "time", "lead-picture", "inset", "chart", "film", "twitter-tweet", "sound"];
    for name in parts.into_iter().chain(["caption", "th", "td"]) {
        assert!(!hidden[element(&page, name) as usize], "{name} is hidden");
    }
    for element in
        (0..page.snapshot().len() as u32).filter(|e| page.attribute(*e, "src").is_some_and(|file| file.ends_with(".jpg")))
    {
        assert!(!hidden[element as usize], "a picture is hidden");
    }
}

#[test]
fn a_byline_after_a_standfirst_that_is_told_stays() {
    let [standfirst, text @ ..] = PARAGRAPHS;
    let text = text.map(|text| format!("<p>{text}</p>")).concat();
    let head = format!("<h1>The bell rings again</h1><p>{standfirst}</p><div class=byline>By Merle Ahrend · 8 March</div>");
    let page = Document::parse(&format!("<body><main>{head}{text}</main>"));
    let hidden = plan_of(&page, &PARAGRAPHS).hidden(page.snapshot());
    assert!(!hidden[element(&page, "byline") as usize], "the byline is hidden");
}

#[test]
fn what_a_site_adds_goes() {
    let page = page();
    let hidden = plan(&page).hidden(page.snapshot());
    for name in ["masthead", "breadcrumb", "share", "slot", "related", "footer"] {
        assert!(hidden[element(&page, name) as usize], "{name} stays");
    }
}

#[test]
fn the_frame_holds_all_that_is_kept() {
    let page = page();
    let focus = plan(&page);
    assert_eq!(focus.frame, Some(element(&page, "page")), "headline and text stand in it");
    assert_eq!(focus.story, Some(element(&page, "text")));
    assert_eq!(crate::plan(page.snapshot(), &Settings::default()).expect("the shipped weights").frame, None);
}

#[test]
fn only_the_text_is_written() {
    let mut page = page();
    let focus = plan(&page);
    let columns = crate::writing::write(page.snapshot(), &focus, Format::Text);
    assert_eq!(columns, page.text_of(&focus, Format::Text));
    assert_eq!(columns.lines().collect::<Vec<_>>(), [&["The bell rings again"], &PARAGRAPHS[..]].concat());
}

#[test]
fn a_story_without_any_of_it_is_kept_as_it_was() {
    let page = Document::parse(&PARAGRAPHS.map(|text| format!("<p>{text}</p>")).concat());
    let focus = plan(&page);
    assert!(focus.operations.is_empty() && focus.unwritten.is_empty(), "{focus:?}");
}
