#!/usr/bin/env python3
"""Plants appeals and look-alikes from the bank into copies of labelled pages.

    plant.py CORPUS BANK OUT [--variants N]

CORPUS is a folder in the documented format (pages.jsonl, PID.html.gz, PID.labels.json); OUT becomes one, too. Real pages hold few letters
in prose, so copies of them receive some: with and without class names, as boxes, bars, forms and bare paragraphs, before, in and after
the story, beside look-alikes that are story. Equal input gives equal output: every draw is seeded by the page's name.
"""
import argparse
import copy
import gzip
import json
import random
import zlib
from pathlib import Path

from lxml import html

# Share of copies that lose most of their furniture.
SMALL = 0.5
# Share of copies whose story is about what appeals are about.
RETOLD = 0.3
# Blocks to each side of a planted one that keep their labels.
NEAR = 5
NAMES = {
    "donate": ["support-box", "donation", "contribute-letter", "appeal", "fundraiser"],
    "subscribe": ["paywall", "subscribe-box", "meter", "reg-wall", "premium-teaser"],
    "newsletter": ["newsletter", "signup-form", "nl-box", "follow-us", "app-promo"],
    "consent": ["cookie-banner", "consent-dialog", "privacy-notice", "gdpr"],
    "ad": ["promo", "sponsored", "event-box", "shop-teaser"],
}
# Where each shape may stand, with weights.
PLACES = {
    "letter": {"end": 6, "after": 2, "start": 1, "middle": 1},
    "note": {"end": 3, "above": 3, "start": 2, "middle": 3, "side": 3},
    "box": {"end": 3, "middle": 3, "after": 2, "bottom": 1, "side": 2},
    "form": {"end": 3, "middle": 2, "after": 3, "bottom": 1, "side": 2},
    "bar": {"top": 6, "bottom": 4},
    "sticky": {"bottom": 7, "top": 3},
    "dialog": {"bottom": 7, "top": 3},
    "wall": {"end": 5, "bottom": 3, "middle": 2},
    "author-note": {"end": 8, "start": 2},
    "help": {"middle": 7, "end": 3},
}


def read_page(corpus, pid):
    text = gzip.decompress((corpus / f"{pid}.html.gz").read_bytes()).decode("utf-8", "replace")
    labels = json.loads((corpus / f"{pid}.labels.json").read_text())
    tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    return tree, {b["id"]: b for b in labels}


def story_blocks(tree, labels):
    """Elements of the story's longer paragraphs, in document order."""
    found = []
    for element in tree.iter("p", "div"):
        block = labels.get(int(element.get("data-b", -1)))
        if block and block["label"] == "article" and block["words"] >= 15 and block.get("shown", True):
            found.append(element)
    return found


class Planter:
    """Plants into one copy of one page; remembers the labels of what it planted."""

    def __init__(self, tree, labels, draw):
        self.tree, self.draw, self.labels = tree, draw, copy.deepcopy(labels)
        self.story = story_blocks(tree, labels)
        self.next_id = max(labels, default=0) + 1
        self.planted = []

    def mark(self, element, label, words):
        element.set("data-b", str(self.next_id))
        self.labels[self.next_id] = {"id": self.next_id, "label": label, "words": words, "shown": True}
        self.planted.append(self.next_id)
        self.next_id += 1

    def text_block(self, tag, text, label, names):
        element = html.Element(tag)
        if names:
            element.set("class", names)
        element.text = text
        self.mark(element, label, len(text.split()))
        return element

    def part(self, part, label, host, names):
        """One part of an appeal as an element, built in one of the ways that pages use."""
        role, text, draw = part["role"], part["text"], self.draw
        if role == "heading":
            return self.text_block(draw.choice(["h2", "h3", "h4", host, host]), text, label, names)
        if role in ("button", "dismiss", "amount", "link"):
            tag = draw.choice({"button": ["button", "a", "div", host], "dismiss": ["a", "button", host, "div"],
                               "amount": ["li", "button", "div", "label", host], "link": ["a", "a", host]}[role])
            if tag == "a":
                outer = self.text_block("div" if draw.random() < 0.5 else host, "", label, names)
                inner = html.Element("a", href=draw.choice(["#", "/support", "/x/1", "https://pay.example/"]))
                inner.text, outer.text = text, None
                outer.append(inner)
                return outer
            if tag in ("li", "label"):
                tag = "li" if tag == "li" else "div"
            return self.text_block(tag, text, label, names)
        if role in ("field", "email"):
            field = html.Element("input", type="email" if role == "email" and draw.random() < 0.7 else "text", placeholder=text)
            holder = html.Element("div")
            holder.append(field)
            return holder
        if role == "check":
            element = self.text_block(draw.choice(["label", "div"]), text, label, names)
            if element.tag == "label":
                wrap = html.Element("div")
                element.insert(0, html.Element("input", type="checkbox"))
                wrap.append(element)
                return wrap
            return element
        if role == "image":
            holder = html.Element("div")
            holder.append(html.Element("img", src="data:,", alt=text))
            return holder
        tag = {"list": "li", "quote": "blockquote", "small": draw.choice(["p", "div", host])}.get(role, host)
        return self.text_block(tag, text, label, names)

    def render(self, item):
        draw, label = self.draw, item["label"]
        appeal = label in NAMES
        host = draw.choice([e.tag for e in self.story])
        if item["shape"] in ("letter", "note", "story") and draw.random() < 0.6:
            names = draw.choice(self.story).get("class")
        else:
            names = None
        parts = item["parts"]
        prose = [p for p in parts if p["role"] in ("text", "greeting", "signature")]
        if appeal and len(prose) == len(parts) and len(prose) > 1 and draw.random() < 0.2:
            return [self.lines(prose, label, host, names)]
        elements = [self.part(p, label, host, names) for p in parts]
        wrapped = {"letter": 0.5, "note": 0.3, "story": 0.15, "author-note": 0.4}.get(item["shape"], 0.85 if appeal else 0.2)
        if draw.random() >= wrapped:
            return elements
        box = html.Element(draw.choice(["div", "div", "div", "section", "aside"]))
        style = draw.random()
        if style < 0.35 and appeal:
            box.set("class", draw.choice(NAMES[label]))
        elif style < 0.6:
            box.set("class", "".join(draw.choices("abcdefghkmnpqrstxyz", k=6)))
        if appeal and item["shape"] in ("form", "box") and any(p["role"] in ("field", "email") for p in parts) and draw.random() < 0.7:
            form = html.Element("form")
            form.extend(elements)
            elements = [form]
        if draw.random() < 0.4:
            inner = html.Element("div")
            inner.extend(elements)
            elements = [inner]
        box.extend(elements)
        return [box]

    def lines(self, prose, label, host, names):
        """A letter in one block, its paragraphs parted by line breaks."""
        block = self.text_block(host, "", label, names)
        block.text = prose[0]["text"]
        for part in prose[1:]:
            block.append(html.Element("br"))
            last = html.Element("br")
            last.tail = part["text"]
            block.append(last)
        self.labels[self.planted[-1]]["words"] = sum(len(p["text"].split()) for p in prose)
        return block

    def plant(self, item):
        elements = self.render(item)
        places = PLACES.get(item["shape"], {"middle": 7, "end": 3})
        place = self.draw.choices(list(places), weights=list(places.values()))[0]
        body = self.tree.find("body")
        if place in ("top", "bottom") and body is not None:
            parent, at = body, 0 if place == "top" else len(body)
        else:
            anchor = self.anchor(place)
            if place == "after" and anchor.getparent().getparent() is not None and anchor.getparent().tag != "body":
                anchor = anchor.getparent()
            parent = anchor.getparent()
            at = parent.index(anchor) + (place not in ("start", "above"))
        for offset, element in enumerate(elements):
            tail_from = parent[at + offset - 1] if place not in ("start", "above") and at + offset > 0 else None
            parent.insert(at + offset, element)
            if offset == 0 and tail_from is not None and (tail_from.tail or "").strip():
                tail_from.tail, element.tail = None, tail_from.tail

    def retell(self, items):
        """Gives the story's paragraphs the words of look-alikes: a whole story about money, cookies or newsletters."""
        texts = [p["text"] for item in items for p in item["parts"] if p["role"] in ("text", "quote")]
        headings = [p["text"] for item in items for p in item["parts"] if p["role"] == "heading"]
        told = [e for e in self.story if not e.xpath(".//*[@data-b]") and self.draw.random() < 0.8]
        if headings:
            told += [e for e in self.tree.iter("h1") if self.label_of(e) == "article"][:1]
            texts.insert(len([e for e in told if e.tag != "h1"]), headings[0])
        for element, text in zip(told, texts):
            for child in list(element):
                element.remove(child)
            element.text = text
            self.labels[int(element.get("data-b"))]["words"] = len(text.split())

    def anchor(self, place):
        """The element of the story beside which an item is planted."""
        if place == "middle":
            return self.draw.choice(self.story[1:-1])
        if place == "above":
            return next((e for e in self.tree.iter("h1") if self.label_of(e) == "article"), self.story[0])
        if place == "start":
            return self.story[0]
        if place == "side":
            beside = [e for aside in self.tree.iter("aside") for e in aside if isinstance(e.tag, str)]
            return self.draw.choice(beside) if beside else self.story[-1].getparent()
        # A story often ends in a short line (an agency, a correction), which an appeal then follows.
        last = self.story[-1]
        lines = [e for e in last.itersiblings() if self.label_of(e) == "article"]
        return lines[-1] if lines and self.draw.random() < 0.6 else last

    def shrink(self):
        """Takes most furniture away: small pages are rare in the corpus and common on the web."""
        furniture = [e for e in self.tree.iter() if isinstance(e.tag, str) and self.label_of(e) in ("nav", "related", "comments", "other")]
        for element in furniture:
            if self.draw.random() < 0.9 and element.getparent() is not None and not element.xpath(".//*[@data-b]"):
                element.drop_tree()
        if self.draw.random() < 0.5:
            kept = self.draw.randint(4, 9)
            for element in self.story[kept:]:
                if not element.xpath(".//*[@data-b]"):
                    element.drop_tree()
            self.story = [e for e in self.story if e.getparent() is not None]
        for element in list(self.tree.iter("nav", "ul", "header", "footer", "aside")):
            if not element.xpath(".//*[@data-b]") and element.getparent() is not None and element.get("data-b") is None:
                element.drop_tree()

    def label_of(self, element):
        return self.labels.get(int(element.get("data-b") or -1), {}).get("label")

    def disguise(self):
        """Takes or scrambles the names, and sometimes the tags, as pages built by tools do."""
        style = self.draw.random()
        if style < 0.35:
            for element in self.tree.iter():
                for name in ("class", "id", "role", "aria-label"):
                    element.attrib.pop(name, None)
        elif style < 0.6:
            for element in self.tree.iter():
                if isinstance(element.tag, str):
                    for name in ("class", "id"):
                        if name in element.attrib:
                            element.set(name, f"c{zlib.crc32(element.get(name).encode()):x}")
        if self.draw.random() < 0.12:
            for element in self.tree.iter("p", "article", "section", "main", "aside", "header", "footer"):
                element.tag = "div"


def choose(bank, lang, draw):
    """The items for one copy: some of each kind, mostly in the page's language."""
    near = [i for i in bank if i["lang"] == lang] if draw.random() < 0.75 else []
    pool = near if len(near) >= 10 else bank
    kind = lambda test: [i for i in pool if test(i)]
    chosen = []
    for chance, items in (
        (0.55, kind(lambda i: i["shape"] == "letter")),
        (0.50, kind(lambda i: i["shape"] == "note")),
        (0.35, kind(lambda i: i["shape"] in ("bar", "sticky", "dialog"))),
        (0.40, kind(lambda i: i["shape"] in ("box", "form", "wall"))),
        (0.60, kind(lambda i: i["label"] == "article")),
        (0.25, kind(lambda i: i["label"] in ("meta", "related"))),
    ):
        if items and draw.random() < chance:
            chosen.append(draw.choice(items))
    return chosen


def thin(tree, labels, planted, near, draw):
    """Keeps the planted labels, those around them, and a fifth of the rest: copies must not outweigh their page."""
    order = [int(e.get("data-b")) for e in tree.iter() if isinstance(e.tag, str) and e.get("data-b") is not None]
    places = [at for at, i in enumerate(order) if i in set(planted)]
    ids = set(planted) | near | {i for at in places for i in order[max(0, at - NEAR) : at + NEAR + 1]}
    return [b for i, b in sorted(labels.items()) if i in ids or draw.random() < 0.2]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("bank", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--variants", type=int, default=3)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    bank = [dict(json.loads(line), lang=path.stem) for path in sorted(args.bank.glob("*.jsonl")) for line in path.read_text().splitlines() if line]
    pages = [json.loads(line) for line in (args.corpus / "pages.jsonl").read_text().splitlines()]
    listed = []
    for page in sorted(pages, key=lambda p: p["pid"]):
        tree, labels = read_page(args.corpus, page["pid"])
        if len(story_blocks(tree, labels)) < 4:
            continue
        for variant in range(args.variants):
            pid = f"{page['pid']}-{variant}"
            draw = random.Random(pid)
            planter = Planter(copy.deepcopy(tree), labels, draw)
            if draw.random() < SMALL:
                planter.shrink()
            if draw.random() < RETOLD:
                stories = [i for i in bank if i["label"] == "article" and i["lang"] == (page.get("lang") or "en")]
                planter.retell(draw.sample(stories, min(6, len(stories))))
            for item in choose(bank, page.get("lang") or "en", draw):
                planter.plant(item)
            planter.disguise()
            story_ids = {int(e.get("data-b")) for e in draw.sample(planter.story, min(12, len(planter.story))) + planter.story[-4:] + planter.story[:3]}
            text = html.tostring(planter.tree, encoding="unicode", doctype="<!doctype html>")
            (args.out / f"{pid}.html.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
            (args.out / f"{pid}.labels.json").write_text(json.dumps(thin(planter.tree, planter.labels, planter.planted, story_ids, draw)))
            listed.append({"pid": pid, "url": page.get("url"), "lang": page.get("lang"), "from": page["pid"]})
    (args.out / "pages.jsonl").write_text("".join(json.dumps(p) + "\n" for p in listed))
    print(f"{len(listed)} copies of {len({p['from'] for p in listed})} pages, {len(bank)} items in the bank")


main()
