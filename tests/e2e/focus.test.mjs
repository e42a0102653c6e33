// Focus on the live page: only the story, in the middle of the window, and out again to the last byte.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { calm, host, isSeen, markup, open, pageText, sleep, until, visit } from "./support.mjs";

const SAMPLE = pageText("sample");
/** How far from its place, in pixels, what the reader was reading may be afterwards. */
const SLACK = 4;
/** Widest line, in ems of its own type: with most typefaces, 80 characters. */
const WIDEST = 38;

/** A page as they were built before grids: columns that float, a fixed width, margins for what stands beside. */
const FLOATS = SAMPLE.replace("</style>", `
  body { width: 1500px; padding-top: 240px; }
  .page { display: block; width: 1200px; max-width: none; margin-left: 260px; }
  .article { float: left; width: 700px; margin-left: 120px; }
  .side { float: right; width: 264px; }
  .article__body { padding-right: 180px; }
  </style>`);

/** The story scrolls in a pane of its own, beside a column that stands still. */
const PANE = SAMPLE.replace("</style>", `
  html, body { height: 100%; overflow: hidden; }
  .page { height: 80vh; max-width: none; }
  .article { height: 80vh; overflow-y: auto; }
  </style>`);

/** Only links: nothing to focus on. */
const FRONT = `<!doctype html><html lang="en"><title>The Herald</title><body><h1>The Herald</h1><ul>
  <li><a href="/a">Herons nest</a></li><li><a href="/b">Roof done</a></li><li><a href="/c">Frost</a></li></ul></body></html>`;

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;
/** @type {import("./support.mjs").Visit | null} */
let story = null;

before(async () => {
  server = await host({ "/floats.html": FLOATS, "/pane.html": PANE, "/front.html": FRONT });
  session = await open();
});

after(async () => {
  await session?.close();
  await server?.close();
});

beforeEach(() => session.evaluate(() => chrome.storage.local.clear()));

afterEach(async () => {
  const { page, errors } = /** @type {import("./support.mjs").Visit} */ (story);
  await page.close();
  assert.deepEqual(errors, []);
});

for (const [name, path] of [["a grid", "/pages/sample/page.html"], ["floats", "/floats.html"], ["a pane", "/pane.html"]]) {
  for (const width of [1280, 360]) {
    test(`${name}, ${width} pixels wide: the story stands in the middle, and out again nothing is left of it`, async () => {
      const { page, id } = await go(path);
      await page.setViewport({ width, height: 800 });
      await calm(session, id);
      const before = await markup(page);
      await focus(true);
      assert.deepEqual(await page.evaluate(askew, { slack: SLACK, widest: WIDEST }), []);
      for (const selector of ["h1", ".article__body p", ".article__body h2"]) assert.equal(await isSeen(page, selector), true, selector);
      for (const selector of [".masthead", ".side", ".more", ".foot", ".appeal"]) assert.equal(await isSeen(page, selector), false, selector);
      assert.deepEqual(await page.evaluate(typeOf), ["18px", "rgb(29, 35, 39)", "Charter"], "the page's own type is changed");
      await focus(false);
      assert.equal(await markup(page), before);
    });
  }
}

for (const path of ["/pages/sample/page.html", "/pane.html"]) {
  test(`${path}: what the reader was reading stays where it was, in and out`, async () => {
    const { page } = await go(path);
    await page.evaluate(() => document.querySelectorAll(".article__body p")[3]?.scrollIntoView({ block: "start", behavior: "instant" }));
    await sleep(200);
    const before = await page.evaluate(topOf);
    await focus(true);
    assertNear(await page.evaluate(topOf), before);
    await focus(false);
    assertNear(await page.evaluate(topOf), before);
  });
}

test("it goes on without a reload, over one, and with the mode of all sites", async () => {
  const { page, id, state } = await go("/pages/sample/page.html");
  await page.evaluate(() => Object.assign(window, { sameVisit: true }));
  await session.evaluate(() => UnnagSettings.setOptions({ mode: "focus" }));
  assert.equal(await until(() => isSeen(page, ".masthead"), (seen) => !seen), false);
  assert.equal((await calm(session, id)).mode, "focus");
  assert.equal(await page.evaluate(() => Reflect.get(window, "sameVisit")), true, "the page was loaded anew");
  await page.reload({ waitUntil: "load" });
  assert.equal(await until(() => isSeen(page, ".masthead"), (seen) => !seen), false);
  await session.evaluate((site) => UnnagSettings.setSite(site, { mode: "clean" }), state.site);
  assert.equal(await until(() => isSeen(page, ".masthead"), (seen) => seen), true);
  assert.equal(await isSeen(page, ".appeal"), false);
});

test("showing all shows the page as it came, layout and all, and hiding all brings Focus back", async () => {
  const { page, id } = await go("/pages/sample/page.html");
  await session.ask(id, { kind: "show-all" });
  await calm(session, id);
  const bare = await markup(page);
  await session.ask(id, { kind: "hide-all" });
  await focus(true);
  await session.ask(id, { kind: "show-all" });
  await calm(session, id);
  assert.equal(await markup(page), bare);
  await session.ask(id, { kind: "hide-all" });
  await calm(session, id);
  assert.deepEqual(await page.evaluate(askew, { slack: SLACK, widest: WIDEST }), []);
  assert.equal(await isSeen(page, ".masthead"), false);
});

test("what Unnag does to the layout does not reach the core: a thing is sketched the same in both modes", async () => {
  const { id, state } = await go("/pages/sample/page.html");
  const appeal = state.records.find(({ text }) => text.startsWith("A word from"));
  const clean = await session.ask(id, { kind: "sketch", id: appeal?.id });
  await focus(true);
  const focused = await session.ask(id, { kind: "sketch", id: appeal?.id });
  assert.ok(clean.sketch);
  assert.deepEqual(focused.sketch, clean.sketch);
});

test("a page without a story is left as it is, and says so", async () => {
  const { page, id } = await go("/front.html");
  const before = await markup(page);
  await focus(true);
  const { notices } = await session.ask(id, { kind: "state" });
  assert.deepEqual(notices, ["unfocused"]);
  assert.equal(await markup(page), before);
});

/** @param {string} path */
async function go(path) {
  story = await visit(session, server.origin + path);
  return story;
}

/** @param {boolean} on */
async function focus(on) {
  const { id, state } = /** @type {import("./support.mjs").Visit} */ (story);
  const mode = on ? "focus" : "clean";
  await session.evaluate((site, wanted) => UnnagSettings.setSite(site, { mode: wanted }), state.site, mode);
  assert.equal((await until(() => session.ask(id, { kind: "state" }), (now) => now.mode === mode)).mode, mode);
  await calm(session, id);
}

/**
 * What is not as a reader wants it: paragraphs off the middle, too wide, out of the window, or a window that scrolls sideways.
 * @param {{ slack: number, widest: number }} limits
 */
function askew({ slack, widest }) {
  const faults = [];
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth > clientWidth + slack) faults.push(`the window scrolls sideways: ${scrollWidth} of ${clientWidth}`);
  const paragraphs = [...document.querySelectorAll(".article__body p")];
  for (const paragraph of paragraphs) {
    const { left, right, width } = paragraph.getBoundingClientRect();
    const size = Number.parseFloat(getComputedStyle(paragraph).fontSize);
    if (Math.abs((left + right) / 2 - clientWidth / 2) > slack) faults.push(`off the middle: ${left} to ${right} of ${clientWidth}`);
    if (width > widest * size) faults.push(`too wide: ${width / size} em`);
    if (width < Math.min(clientWidth * 0.8, 20 * size)) faults.push(`too narrow: ${width}`);
  }
  return [...new Set(faults)];
}

/** Size, colour and face of the story. */
function typeOf() {
  const { fontSize, color, fontFamily } = getComputedStyle(/** @type {Element} */ (document.querySelector(".article__body p")));
  return [fontSize, color, fontFamily.split(",")[0]];
}

function topOf() {
  return /** @type {Element} */ (document.querySelectorAll(".article__body p")[3]).getBoundingClientRect().top;
}

/** @param {number} value @param {number} wanted */
function assertNear(value, wanted) {
  assert.ok(Math.abs(value - wanted) <= SLACK, `${value} instead of ${wanted}`);
}
