//! Pages of any size that look like a news site's: stories with their links, cards, lists, comments, and nags between them.
//! Equal sizes give equal pages.

mod writer;

use writer::Writer;

/// Nags: class of the box, what it says, what its button says.
const NAGS: [(&str, &str, &str); 5] = [
    ("newsletter-signup", "Get the best stories in your inbox every morning. You can unsubscribe at any time.", "Sign up"),
    ("cookie-notice banner", "We and our partners use cookies to store and access information on your device.", "Accept all"),
    ("support-box", "Our reporting is free for all. If you can, support us with a small donation today.", "Donate now"),
    ("paywall-teaser", "Already a subscriber? Subscribe now for unlimited access to every story.", "See the offers"),
    ("ad-slot sponsored", "Advertisement. Sponsored content from our partner.", "Learn more"),
];

/// Most elements of one section: the rest of a page is filled up with short paragraphs.
const MOST_IN_A_SECTION: usize = 120;

/// A page of exactly this many elements, `html` and `head` included; of 200 at least.
pub fn page(elements: usize) -> String {
    let mut page = Writer::new();
    page.open("html", "");
    page.open("head", "");
    page.leaf("title", "", 6);
    page.close("head");
    page.open("body", "page news");
    page.menu();
    page.open("main", "content-wrapper");
    let mut section = 0;
    while page.elements() + MOST_IN_A_SECTION < elements {
        match section % 5 {
            0 | 2 => page.story(),
            1 => page.cards(),
            3 => page.nag(section / 5),
            _ => page.comments(),
        }
        section += 1;
    }
    while page.elements() < elements {
        page.leaf("p", "", 14);
    }
    page.close("main");
    page.close("body");
    page.close("html");
    page.html()
}

impl Writer {
    fn menu(&mut self) {
        self.open("header", "site-header");
        self.open("ul", "menu");
        (0..8).for_each(|_| self.item("menu-item"));
        self.close("ul");
        self.close("header");
    }

    fn story(&mut self) {
        self.open("article", "story");
        self.open("div", "story-body article__content");
        self.leaf("h2", "headline", 8);
        self.leaf("div", "byline", 4);
        for paragraph in 0..8 {
            self.open("p", "");
            self.words(40);
            self.link(3);
            self.words(25);
            self.leaf("em", "", 2);
            self.words(12);
            self.close("p");
            if paragraph == 4 {
                self.open("ul", "");
                (0..4).for_each(|_| self.leaf("li", "", 9));
                self.close("ul");
            }
        }
        self.close("div");
        self.open("div", "share-bar");
        (0..4).for_each(|_| self.link(1));
        self.close("div");
        self.close("article");
    }

    fn cards(&mut self) {
        self.open("section", "related-stories grid");
        self.leaf("h3", "section-title", 2);
        for _ in 0..8 {
            self.open("div", "card");
            self.open("div", "card__inner");
            self.leaf("span", "kicker", 1);
            self.open("h4", "card__title");
            self.link(7);
            self.close("h4");
            self.leaf("p", "card__text", 16);
            self.close("div");
            self.close("div");
        }
        self.close("section");
    }

    fn nag(&mut self, which: usize) {
        let (class, text, button) = NAGS[which % NAGS.len()];
        self.open("aside", class);
        self.open("div", "box");
        self.open("p", "");
        self.text(text);
        self.close("p");
        self.open("button", "btn btn-primary");
        self.text(button);
        self.close("button");
        self.close("div");
        self.close("aside");
    }

    fn comments(&mut self) {
        self.open("section", "comments");
        self.open("ol", "comment-list");
        for _ in 0..10 {
            self.open("li", "comment");
            self.open("div", "comment-meta");
            self.link(2);
            self.leaf("time", "", 3);
            self.close("div");
            self.open("div", "comment-body");
            self.leaf("p", "", 30);
            self.close("div");
            self.open("div", "reply");
            self.link(1);
            self.close("div");
            self.close("li");
        }
        self.close("ol");
        self.close("section");
    }

    fn item(&mut self, class: &str) {
        self.open("li", class);
        self.link(1);
        self.close("li");
    }
}

#[cfg(test)]
mod tests {
    use unnag::html::Document;

    #[test]
    fn a_page_has_the_elements_that_were_asked_for() {
        for elements in [200, 777, 5_000] {
            assert_eq!(Document::parse(&super::page(elements)).snapshot().len(), elements);
        }
    }
}
