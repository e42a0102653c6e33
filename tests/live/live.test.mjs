// Every page of tests/live in a real browser with the real extension: measured in the page, used like a reader does, undone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { calm, open, sleep, until } from "../e2e/support.mjs";
import { leftOf, restless, storyFaults } from "./measure.mjs";
import { hostLive, live } from "./pages.mjs";
import { sample } from "./sampler.mjs";
import { find, walk } from "./steps.mjs";

/** @typedef {import("./pages.mjs").Live} Live */
/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("../../xtask/driver/launch.mjs").Session} Session */

const STORY = "main p";
/** How far from its place a page may be scrolled, in pixels. */
const PLACE_SLACK = 5;
const MOST_TABS = 40;
/** How long a page may take in all. */
const PATIENCE_MS = 120_000;
/** How long the page may take to stand as it did. */
const UNDO_MS = 100;

/** @type {Session} */
let session;
/** A browser without the extension: how the pages are when nobody touches them. @type {Session} */
let bare;
/** @type {Awaited<ReturnType<typeof hostLive>>} */
let server;
/** @type {string[]} */
const seen = [];
/** How each page stood after undo. @type {Map<string, Standing & { before: number }>} */
const undone = new Map();

before(async () => {
  server = await hostLive();
  [session, bare] = await Promise.all([open(), open({ extension: null })]);
});

after(async () => {
  console.log(`frames in which a nag was seen:\n${seen.join("\n")}`);
  await Promise.all([session?.close(), bare?.close()]);
  await server?.close();
});

for (const { name, page: html, wants } of live) {
  test(name, { timeout: PATIENCE_MS }, async () => {
    try {
      await check(name, html, wants);
    } catch (error) {
      // A machine that stood still for a moment fails a page that counts frames; a fault of ours fails it again.
      console.log(`${name}, once more after: ${error instanceof Error ? error.message : error}`);
      await check(name, html, wants);
    }
  });
}

/**
 * @param {string} name
 * @param {string} html
 * @param {Live} wants
 */
async function check(name, html, wants) {
  // Both at once: most of the time is waiting.
  const [own] = await Promise.all([wants.undo === false ? null : untouched(name, wants), used(name, html, wants)]);
  const mine = undone.get(name);
  if (own && mine) assertUndone(mine, own);
}

/**
 * Opens a page, does the steps, and waits until all is calm.
 * @param {Session} session
 * @param {string} name
 * @param {Live} wants
 */
async function visit(session, name, wants) {
  const page = await session.newPage();
  const errors = session.watchErrors(page);
  await page.evaluateOnNewDocument(sample, wants.nags);
  await page.bringToFront();
  await page.goto(`${server.origin}/live/${name}/page.html`, { waitUntil: "load" });
  await walk(page, server.origin, wants.steps ?? []);
  return { page, errors };
}

/**
 * The page as the reader meets it.
 * @param {string} name
 * @param {string} html
 * @param {Live} wants
 */
async function used(name, html, wants) {
  const { page, errors } = await visit(session, name, wants);
  try {
    const tab = await session.tabId(page);
    const state = await calm(session, tab);
    const frames = /** @type {Record<string, number>} */ (await page.evaluate(() => Reflect.get(window, "unnagFrames")));
    if (wants.nags.length > 0) seen.push(`${name}: ${Object.values(frames).join(", ")}${wants.early ? "" : " (may be seen)"}`);
    const story = wants.story ?? STORY;
    assert.deepEqual(await page.evaluate(leftOf, wants.nags), [], "nags are left");
    if (wants.place !== undefined) assertNear(await page.evaluate(() => scrollY), wants.place, "the reader's place is lost");
    const served = wants["story-from"] === "script" ? null : html;
    assert.deepEqual(await page.evaluate(storyFaults, story, served), [], "the story suffers");
    if (wants.early) assert.ok(Object.values(frames).every((count) => count === 0), `nags were seen: ${JSON.stringify(frames)}`);
    if (wants.notices !== undefined) assert.deepEqual(state.notices, wants.notices);
    const before = await page.evaluate(placeOf, story);
    await session.ask(tab, { kind: "show-all" });
    await sleep(UNDO_MS);
    undone.set(name, { before, ...(await page.evaluate(standing, wants.volatile ?? [], wants.nags, story)) });
    await session.ask(tab, { kind: "hide-all" });
    await calm(session, tab);
    assert.deepEqual(await page.evaluate(leftOf, wants.nags), [], "nags are left when hidden again");
    if (wants.still !== false) assert.deepEqual(await page.evaluate(restless), [], "something goes on while nothing changes");
    await use(page, wants);
    if (wants.scrolls !== false) await assertScrolls(page, story);
    if (wants.tab !== false) await assertTabReaches(page, `:is(${story}) a[href]`);
    assert.deepEqual(errors.filter((text) => /unnag|extension:/i.test(text) && !/WebAssembly/.test(text)), []);
  } finally {
    await page.close();
  }
}

/**
 * What the reader opened, fills and sends.
 * @param {Page} page
 * @param {Live} wants
 */
async function use(page, wants) {
  for (const selector of wants.keep ?? []) assert.ok(await isThere(page, selector), `${selector} is not there to see and hit`);
  for (const [selector, text] of Object.entries(wants.fill ?? {})) {
    const field = await find(page, selector);
    await field.type(text);
    assert.equal(await field.evaluate((element) => Reflect.get(element, "value") ?? element.textContent), text, `${selector} cannot be filled`);
  }
  if (wants.sent === undefined) return;
  await (await find(page, wants.sent)).click();
  const sent = await until(() => page.evaluate(() => Reflect.get(window, "sent") === true), Boolean);
  assert.ok(sent, `${wants.sent} sends nothing`);
}

/** @param {Page} page @param {string} selector */
async function isThere(page, selector) {
  const element = await find(page, selector);
  return element.evaluate((own) => {
    own.scrollIntoView({ block: "nearest", behavior: "instant" });
    const { left, top, width, height } = own.getBoundingClientRect();
    const root = /** @type {Document | ShadowRoot} */ (own.getRootNode());
    // The middle may be held by a child or a neighbour in the same box; what matters is that nothing else lies over it.
    const met = root.elementFromPoint(left + width / 2, top + Math.min(height, innerHeight) / 2);
    return own.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && (own.contains(met) || met?.contains(own));
  });
}

/** @param {Page} page @param {string} story */
async function assertScrolls(page, story) {
  const point = await page.evaluate((selector) => {
    scrollTo({ top: 0, behavior: "instant" });
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return { x: Math.round((box?.left ?? 0) + (box?.width ?? 0) / 2), y: Math.round(Math.min(innerHeight - 20, (box?.top ?? 0) + 10)) };
  }, story);
  await page.mouse.move(point.x, point.y);
  await page.mouse.wheel({ deltaY: 300 });
  const scrolled = await until(() => page.evaluate(() => scrollY), (top) => top > 0);
  assert.ok(scrolled > 0, "the wheel does not scroll");
}

/** @param {Page} page @param {string} link */
async function assertTabReaches(page, link) {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, link)) return;
  }
  assert.fail("Tab does not reach the story's links");
}

/**
 * The page without the extension, after the same steps.
 * @param {string} name
 * @param {Live} wants
 */
async function untouched(name, wants) {
  const { page } = await visit(bare, name, wants);
  await sleep(UNDO_MS);
  const own = await page.evaluate(standing, wants.volatile ?? [], wants.nags, wants.story ?? STORY);
  await page.close();
  return own;
}

/**
 * Undo gives the page back as its own scripts left it.
 * @param {Standing & { before: number }} mine `before`: where the story stood before undo
 * @param {Standing} own
 */
function assertUndone(mine, own) {
  assert.equal(difference(mine.html, own.html), "", "undo left something behind");
  // What the reader sees stays where it is, or all is where it would have been.
  if (Math.abs(mine.place - mine.before) > PLACE_SLACK) assertNear(mine.place, own.place, "undo moved the page");
}

/** @typedef {{ html: string, place: number }} Standing */

/**
 * How the page stands: its mark-up without what changes by itself. An animation of a nag does not run while it is hidden, so that
 * its classes and inline styles are those of another moment.
 * @param {string[]} attributes that change from visit to visit
 * @param {string[]} nags
 * @param {string} story
 * @returns {Standing}
 */
function standing(attributes, nags, story) {
  const copy = /** @type {Element} */ (document.documentElement.cloneNode(true));
  for (const name of attributes) for (const element of [copy, ...copy.querySelectorAll(`[${name}]`)]) element.removeAttribute(name);
  for (const nag of nags.filter((selector) => !selector.includes(">>>"))) {
    for (const element of copy.querySelectorAll(`:is(${nag}), :is(${nag}) *, body :has(:is(${nag}))`)) {
      element.removeAttribute("class");
      element.removeAttribute("style");
    }
  }
  // The order of attributes says when each was set for the first time, and nothing more.
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    const attributes = [...element.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const attribute of attributes) element.removeAttributeNode(attribute);
    for (const attribute of attributes) element.setAttributeNode(attribute);
  }
  const place = Math.round(document.querySelector(story)?.getBoundingClientRect().top ?? 0);
  return { html: copy.outerHTML, place };
}

/** Where the story's first paragraph stands in the viewport. @param {string} story */
function placeOf(story) {
  return Math.round(document.querySelector(story)?.getBoundingClientRect().top ?? 0);
}

/**
 * Where two texts begin to differ, with some of each.
 * @param {string} one
 * @param {string} other
 */
function difference(one, other) {
  const AROUND = 80;
  if (one === other) return "";
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return [one, other].map((text) => text.slice(Math.max(0, at - AROUND), at + AROUND)).join("\n  untouched: ");
}

/** @param {number} value @param {number} wanted @param {string} message */
function assertNear(value, wanted, message) {
  assert.ok(Math.abs(value - wanted) <= PLACE_SLACK, `${message}: ${value} instead of ${wanted}`);
}
