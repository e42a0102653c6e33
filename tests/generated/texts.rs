//! What stands in generated pages: stories, asks, and letters that are meant to mislead.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A paragraph of a story.
pub const PARAGRAPH: &str = "<p>On the third day the river came over the wall, and the people of the lower village carried what they had \
    up to the barn on the hill, where nine families already slept in the hay.</p>";

/// Class names, addresses and other values as sites have them.
pub const NAMES: &[&str] = &[
    "newsletter-box",
    "paywall__overlay",
    "modal",
    "cookie-consent",
    "ad-slot",
    "donate",
    "article-body",
    "sidebar related",
    "btn btn-primary",
    "dialog",
    "alertdialog",
    "true",
    "false",
    "/donate?from=story",
    "https://give.example/now",
    "javascript:give()",
    "#",
    "email",
    "checkbox",
    "image",
    "hidden",
    "submit",
    "display:none",
    "position: fixed; inset: 0",
    "Donate now",
    "isAccessibleForFree",
    "rtl",
    "zh",
];

const SENTENCES: &[&str] = &[
    "The clock on the town hall has stood still since the storm.",
    "By evening the water had reached the third step of the church, and nobody spoke of going home.",
    "Please support us: give 5 euros a month, without you this paper cannot go on.",
    "Subscribe now to read on",
    "Already a subscriber? Log in",
    "Get our newsletter in your inbox every morning.",
    "We and our partners use cookies. Accept all",
    "Advertisement",
    "Unterstützen Sie uns mit einer Spende, damit wir weiter berichten können.",
    "Поддержите нас: без вашей помощи газета закроется.",
    "毎月の寄付で私たちの活動を支えてください。",
    "תמכו בנו כדי שנוכל להמשיך",
    "No thanks",
    "€5 €10 €25",
    "© 2026",
];

const ODD: &[&str] = &[
    "\u{0}\u{1}\u{8}\u{b}\u{1f}\u{7f}\u{85}\u{9f}",
    "\u{202e}won etanod\u{202c}",
    "\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}",
    "d\u{200b}o\u{200c}n\u{200d}a\u{2060}t\u{feff}e no\u{ad}w",
    "Dоnаtе nоw, suррort us",
    "𝐃𝐨𝐧𝐚𝐭𝐞 𝓷𝓸𝔀",
    "d\u{336}o\u{336}n\u{336}a\u{336}t\u{336}e\u{301}\u{301}\u{301}",
    "😀👩\u{200d}👩\u{200d}👧\u{fe0f}🏳\u{fe0f}\u{200d}🌈",
    "\u{fffd}\u{fffd}\u{ffff}\u{10ffff}",
    "İıſKﬀΐ",
    "\u{2028}\u{2029}\u{3000}\u{a0}",
    "<",
    "&lt;b&gt;",
];

/// A text: a sentence or a few, or what nobody says.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => vec(select(SENTENCES), 1..4).prop_map(|sentences| sentences.join(" ")),
        2 => select(ODD).prop_map(str::to_owned),
        1 => (select(SENTENCES), select(ODD), any::<prop::sample::Index>()).prop_map(|(sentence, odd, at)| inside(sentence, odd, at)),
        1 => vec(any::<char>(), 0..24).prop_map(String::from_iter),
    ]
}

/// A text with another in it.
fn inside(text: &str, odd: &str, at: prop::sample::Index) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (before, after) = chars.split_at(at.index(chars.len()));
    before.iter().copied().chain(odd.chars()).chain(after.iter().copied()).collect()
}
