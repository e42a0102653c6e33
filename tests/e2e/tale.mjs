// A short story with a box that asks for money, around which the tests of strange and hostile pages build theirs.

import assert from "node:assert/strict";

import { calm, open, sleep, until, visit } from "./support.mjs";

/** @typedef {import("./support.mjs").Page} Page */
/** @typedef {import("./support.mjs").Session} Session */
/** @typedef {{ markup: string, story: { text: string, seen: boolean }[], nags: boolean[], marks: number }} Sight */

/** The story, a paragraph a line. */
export const STORY = [
  "The last lamplighter of Port Ellery put his ladder away on Sunday, forty-one years after he first carried it down the harbour wall and was told to mind the wet stones.",
  "Nobody had asked him to stop. The council had paid for electric light along the quay in the spring, and for some months the two kinds of lamp stood side by side, one burning and one not.",
  "He went out all the same, each evening at the hour the tide tables gave, because, he said, a wall that has been lit by hand for so long does not learn otherwise in one summer.",
  "Children walked behind him and counted. There were sixty-two lamps between the chandlery and the ice house, and most of the town can still say which one leans and which one whistles.",
  "On the evening of the last round the harbour master turned the electric light off for an hour, and the wall was as dark and then as yellow as it had been when he began.",
];

/** The box, with whatever else is to stand in it. */
export const NAG = `<aside id="nag" class="support-box"><h3>Keep us independent</h3>
<p>We depend on readers like you. Please make a donation to support our journalism today.</p><button type="button">Donate now</button></aside>`;

/**
 * The page. What is not said is left out, but the box.
 * @param {{ head?: string, top?: string, story?: string, nag?: string, end?: string }} [parts]
 */
export const tale = ({ head = "", top = "", story = lines(), nag = NAG, end = "" } = {}) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The last lamplighter</title>${head}</head><body>${top}
<header><a href="/">The Ellery Tide</a></header>
<main><article><h1>The last lamplighter of Port Ellery</h1>
${story}
</article>
${nag}
</main><footer><nav><a href="/about">About the paper</a> <a href="/contact">Contact</a> <a href="/terms">Terms of use</a></nav><p>© The Ellery Tide</p></footer>${end}</body></html>`;

/** The story's paragraphs. */
export const lines = () => STORY.map((text) => `<p class="line">${text}</p>`).join("\n");

/** What a page says of its own errors. */
export const PAGES_OWN = "by the page itself";

/** A script that does something in the page's own world. @param {string} code */
export const script = (code) => `<script>${code}</script>`;

/** Runs in the page, which may have named its fields after whatever is read here, or have poisoned what is not its own. */
function probe() {
  /** @type {any} */ (globalThis).disarm?.();
  const seen = { opacityProperty: true, visibilityProperty: true };
  const root = /** @type {() => Element} */ (Object.getOwnPropertyDescriptor(Document.prototype, "documentElement")?.get);
  const markup = /** @type {() => string} */ (Object.getOwnPropertyDescriptor(Element.prototype, "outerHTML")?.get);
  const shadow = /** @type {() => ShadowRoot | null} */ (Object.getOwnPropertyDescriptor(Element.prototype, "shadowRoot")?.get);
  /** @param {string} selector */
  const all = (selector) => {
    const found = [...Document.prototype.querySelectorAll.call(document, selector)];
    for (const host of Document.prototype.querySelectorAll.call(document, "[data-host]")) found.push(...(shadow.call(host)?.querySelectorAll(selector) ?? []));
    return found;
  };
  const isSeen = (/** @type {Element} */ element) => Element.prototype.checkVisibility.call(element, seen);
  const story = all(".line").map((line) => ({ text: line.textContent ?? "", seen: isSeen(line) }));
  const top = root.call(document);
  const sight = JSON.stringify({
    markup: top ? markup.call(top) : "",
    story,
    nags: all("#nag, .nag").map(isSeen),
    marks: all("[data-unnag], [data-unnag-fix], [data-unnag-focus]").length,
  });
  /** @type {any} */ (globalThis).arm?.();
  return sight;
}

/** What there is to see of a page. @param {Page} page @returns {Promise<Sight>} */
export const look = async (page) => JSON.parse(/** @type {string} */ (await page.evaluate(`(${probe})()`)));

/** The story as it is when nothing is wrong with it. */
export const WHOLE = STORY.map((text) => ({ text, seen: true }));

/**
 * A browser with the extension and one without, to compare with.
 * @param {typeof import("node:test").before} before
 * @param {typeof import("node:test").after} after
 */
export function pair(before, after) {
  /** @type {{ session: Session, plain: Session }} */
  const both = /** @type {any} */ ({});
  before(async () => {
    both.session = await open();
    both.plain = await open({ extension: null });
  });
  after(async () => {
    await both.session?.close();
    await both.plain?.close();
  });
  return both;
}

/**
 * What a page is in the end without the extension.
 * @param {Session} plain
 * @param {string} url
 * @param {number} [wait] milliseconds until the page has done all that it does by itself
 */
export async function untouched(plain, url, wait = 0) {
  const page = await plain.newPage();
  await page.goto(url, { waitUntil: "load" });
  await sleep(wait);
  const sight = await look(page);
  await page.close();
  return sight;
}

/**
 * Opens a page and asserts that its story stands, its nags are gone, nothing went wrong, and that "show all" gives it back.
 * @param {{ session: Session, plain: Session }} browsers
 * @param {string} url
 * @param {{ hidden?: boolean, notices?: string[], then?: (visit: import("./support.mjs").Visit) => Promise<unknown>, undo?: boolean,
 *   wait?: number, close?: boolean }} [wanted] `hidden`: whether the nags can be hidden; `then`: what comes before the page is given back; `undo`: whether the
 *   page stands still, and can be compared; `wait`: how long it goes on by itself; `close`: whether it is done with then
 */
export async function stands({ session, plain }, url, { hidden = true, notices = [], then = async () => {}, undo = true, wait = 0, close = true } = {}) {
  const visited = await visit(session, url);
  const { page, errors, id } = visited;
  await sleep(wait);
  const sight = await until(() => look(page), ({ nags, story }) => nags.length > 0 && nags.every((seen) => seen !== hidden) && story.every(({ seen }) => seen));
  assert.deepEqual(sight.story, WHOLE, "the story is not what it was");
  assert.ok(sight.nags.length > 0 && sight.nags.every((seen) => seen !== hidden), `nags to see: ${sight.nags}`);
  await then(visited);
  const state = await calm(session, id);
  assert.deepEqual(state.notices, notices);
  await session.ask(id, { kind: "show-all" });
  if (undo) {
    const before = await untouched(plain, url, wait);
    const given = await until(() => look(page), ({ markup }) => markup === before.markup);
    assert.equal(given.markup, before.markup, "undo left something behind");
    assert.deepEqual(given.nags, before.nags);
  }
  assert.deepEqual(errors.filter((error) => !error.includes(PAGES_OWN)), []);
  if (close) await page.close();
  return visited;
}

/**
 * The reader goes to pick something, and thinks better of it: the keyboard is Unnag's meanwhile.
 * @param {Session} session
 * @param {import("./support.mjs").Visit} visit
 */
export async function pick(session, { page, id }) {
  const isShown = () => page.evaluate(() => Document.prototype.querySelectorAll.call(document, "html > div").length > 0);
  await session.ask(id, { kind: "pick" });
  assert.equal(await until(isShown, (shown) => shown), true, "the picker did not come");
  await page.keyboard.press("Escape");
  assert.equal(await until(isShown, (shown) => !shown), false, "the picker did not go");
}
