// Hiding by hand: by mouse, by keyboard alone, by touch. Remembered, listed, taken back exactly; the page hears and drives nothing.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { BROWSER, calm, host, isSeen, markup, marks, open, pageText, parsed, sleep, until, visit } from "./support.mjs";

const SAMPLE = pageText("sample");
/** What a click must not reach, and what is picked in most tests: neither is a nag. */
const LIST = ".side__list";
const KINDS = ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "contextmenu", "keydown", "keyup", "focusin", "focusout", "focus", "blur", "touchstart", "touchend"];

/** A page that listens as early and as high up as a page can. */
const EARS = `<script>
  window.heard = [];
  for (const kind of ${JSON.stringify(KINDS)}) addEventListener(kind, (event) => event.target !== window && window.heard.push(kind), true);
</script>`;
const watched = SAMPLE.replace("<head>", `<head>${EARS}`);

/** Another page of the site: the same box with other entries, under another story. */
const other = SAMPLE.replaceAll("ferry", "windmill")
  .replace("Low water shows the old mill road", "The baker who rises at noon")
  .replace("School roof to be done before autumn", "A bridge for hedgehogs")
  .replace("The village organ that plays one note too many", "Choir looks for a bass")
  .replace("Why sawdust has become dear", "Frost in May");

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;
/** @type {import("./support.mjs").Visit} */
let story;
/** The panel's buttons in the order in which Tab meets them, and the one that has the focus. */
const BUTTONS = ["Wider", "Narrower", "Preview", "Hide here", "Cancel"];
let focused = "";
/** How the page stands before anything is picked. */
let standing = "";

before(async () => {
  server = await host({ "/watched.html": watched, "/other.html": other });
  session = await open();
});

after(async () => {
  await session?.close();
  await server?.close();
});

beforeEach(async () => {
  await session.evaluate(() => chrome.storage.local.clear());
  story = await visit(session, `${server.origin}/watched.html`);
  standing = await markup(story.page);
});

afterEach(async () => {
  await story.page.close();
  assert.deepEqual(story.errors, []);
});

test("by mouse: what is clicked is asked about, widened, previewed and hidden; the page hears nothing of it", async () => {
  await pick();
  await story.page.mouse.move(...(await middleOf(`${LIST} h2`)));
  await story.page.mouse.click(...(await middleOf(`${LIST} h2`)));
  await story.page.keyboard.press("ArrowUp");
  await pressButton("Preview");
  assert.equal(await until(() => isSeen(story.page, LIST), (seen) => !seen), false, "the preview hides nothing");
  await pressButton("Preview");
  assert.equal(await until(() => isSeen(story.page, LIST), (seen) => seen), true, "the preview does not end");
  await pressButton("Hide here");
  await gone(LIST);
  assert.equal(await until(stageStands, (stands) => !stands), false, "something of the picker stays");
  assert.deepEqual(await heard(), []);
});

test("what is picked is listed as the reader's, counted, and taken back to the last byte", async () => {
  const { records } = story.state;
  const thing = await pickList();
  const state = await calm(session, story.id);
  assert.equal(state.records.length, records.length + 1);
  assert.match(thing.text, /^Most read/);
  assert.equal(thing.shown, false);
  const badge = () => session.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), story.id);
  assert.equal(await until(badge, (text) => text === String(records.length + 1)), String(records.length + 1));

  await session.ask(story.id, { kind: "show", id: thing.id });
  assert.equal(await isSeen(story.page, LIST), true);
  await session.ask(story.id, { kind: "hide", id: thing.id });
  assert.equal(await isSeen(story.page, LIST), false);

  // @ts-ignore: a name of the extension's own pages.
  await session.evaluate((site, id) => UnnagSettings.removeCorrection(site, id), state.site, String(thing.correction));
  assert.equal(await until(() => isSeen(story.page, LIST), (seen) => seen), true);
  await calm(session, story.id);
  assert.equal(await markup(story.page), standing);
  // @ts-ignore: a name of the extension's own pages.
  await session.evaluate((site) => UnnagSettings.setSite(site, { on: false }), state.site);
  assert.equal(await until(() => marks(story.page), (count) => count === 0), 0);
  assert.equal(await markup(story.page), await parsed(story.page, watched));
});

test("it is remembered over a reload, and known again on another page of the site with other words", async () => {
  await pickList();
  await story.page.reload({ waitUntil: "load" });
  await gone(LIST);
  const second = await visit(session, `${server.origin}/other.html`);
  assert.equal(await until(() => isSeen(second.page, LIST), (seen) => !seen), false, "not known again");
  const { records } = await calm(session, second.id);
  assert.ok(records.some((/** @type {import("./support.mjs").Thing} */ { reasons, correction }) => reasons.includes("by-you") && correction), "not listed there");
  assert.equal(await isSeen(second.page, ".article__body p"), true);
  await second.page.close();
});

test("by keyboard alone", async () => {
  await story.page.setViewport({ width: 700, height: 800 });
  await story.page.evaluate((selector) => document.querySelector(selector)?.scrollIntoView({ block: "center", behavior: "instant" }), LIST);
  await pick();
  // From an entry of the list to the list, to the box; down again and up again.
  for (const key of /** @type {const} */ (["ArrowUp", "ArrowUp", "ArrowDown", "ArrowUp", "Enter"])) await story.page.keyboard.press(key);
  await sleep(100);
  await story.page.keyboard.press("Enter");
  await gone(LIST);
  assert.equal(await isSeen(story.page, ".article__body"), true);
  assert.equal(await isSeen(story.page, ".more"), true);
  assert.deepEqual(await heard(), []);
});

test("by touch", async () => {
  await pick();
  await story.page.touchscreen.tap(...(await middleOf(`${LIST} h2`)));
  await sleep(100);
  await pressButton("Wider", "tap");
  await pressButton("Hide here", "tap");
  await gone(LIST);
  assert.deepEqual(await heard(), []);
});

test("a link is picked without being followed", async () => {
  const before = story.page.url();
  await pick();
  await story.page.mouse.click(...(await middleOf(".sections a")));
  await sleep(200);
  await story.page.keyboard.press("Escape");
  assert.equal(story.page.url(), before);
  assert.equal(await markup(story.page), standing);
});

test("Escape ends it without a trace, and the focus goes back to where it was", async () => {
  await story.page.focus(".byline a");
  await pick();
  await story.page.keyboard.press("ArrowUp");
  await story.page.keyboard.press("Escape");
  assert.equal(await until(stageStands, (stands) => !stands), false);
  assert.equal(await markup(story.page), standing);
  assert.equal(await story.page.evaluate(() => document.activeElement?.matches(".byline a")), true);
  assert.deepEqual(await heard(), []);
  // Afterwards the page hears again.
  await story.page.keyboard.press("Shift");
  assert.deepEqual(await heard(), ["keydown", "keyup"]);
});

test("neither the page nor its story can be picked", async () => {
  await pick();
  await story.page.mouse.move(...(await middleOf(".article__body p")));
  await sleep(100);
  for (let times = 0; times < 12; times += 1) await story.page.keyboard.press("ArrowUp");
  await story.page.keyboard.press("Enter");
  await sleep(300);
  await story.page.keyboard.press("Enter");
  await sleep(300);
  await story.page.keyboard.press("Escape");
  for (const selector of ["body", "main", ".article__body", "h1"]) assert.equal(await isSeen(story.page, selector), true, selector);
});

test("at what the context menu was opened at, it asks at once", async () => {
  await story.page.mouse.click(...(await middleOf(`${LIST} h2`)), { button: "right" });
  await session.ask(story.id, { kind: "pick-here" });
  await until(stageStands, (stands) => stands);
  focused = "Hide here";
  await story.page.keyboard.press("ArrowUp");
  await sleep(100);
  await pressButton("Hide here");
  await gone(LIST);
});

test("it speaks the language that the reader chose, and so does the context menu", async () => {
  const settings = await session.extensionPage("www/options/options.html");
  await settings.select("#language", "de");
  const words = () => session.evaluate(async () => JSON.stringify(await chrome.storage.local.get("words")));
  assert.match(await until(words, (kept) => kept !== "{}"), /Hier ausblenden/);
  await pick();
  // What stands in a closed shadow root, and the menu's titles, a driver reads in Chromium only.
  if (BROWSER === "chromium") {
    await story.page.mouse.click(...(await middleOf(`${LIST} h2`)));
    await story.page.waitForSelector("aria/Hier ausblenden");
    const worker = await settings.browser().waitForTarget((target) => target.type() === "service_worker").then((target) => target.worker());
    // @ts-ignore: a name of the extension's background.
    assert.equal(await worker?.evaluate(() => UnnagWords.say("menu_pick")), "Mit Unnag ausblenden …");
  }
  await story.page.keyboard.press("Escape");
  await settings.bringToFront();
  await settings.select("#language", "");
  const kept = () => session.evaluate(async () => Object.keys(await chrome.storage.local.get("words")).length);
  assert.equal(await until(kept, (count) => count === 0), 0, "the words of a language that nobody wants are kept");
  await settings.close();
});

test("the page cannot drive it", async () => {
  await story.page.evaluate((selector) => {
    document.querySelector(selector)?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, composed: true }));
  }, LIST);
  await session.ask(story.id, { kind: "pick-here" });
  await until(stageStands, (stands) => stands);
  await story.page.evaluate(drive, LIST);
  await sleep(500);
  await story.page.evaluate(drive, LIST);
  await sleep(500);
  assert.equal(await stageStands(), true, "the page ended it");
  assert.equal(await isSeen(story.page, LIST), true);
  // @ts-ignore: a name of the extension's own pages.
  const kept = await session.evaluate(async () => Object.keys((await UnnagSettings.read()).sites));
  assert.deepEqual(kept, []);
  assert.equal(await story.page.evaluate(() => document.documentElement.lastElementChild?.shadowRoot ?? null), null, "the page can look into it");
  await story.page.keyboard.press("Escape");
});

test("it works where the page has a modal dialog open", async () => {
  await story.page.evaluate(() => {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.id = "terms";
    dialog.innerHTML = "<h2>House rules</h2><p>Dogs stay outside, boots stay in the hall, and the last one out turns off the lamp.</p>";
    dialog.showModal();
  });
  await calm(session, story.id);
  assert.equal(await isSeen(story.page, "#terms"), true, "the dialog is not there to be picked");
  await pick();
  await story.page.mouse.click(...(await middleOf("#terms p")));
  await sleep(200);
  await story.page.keyboard.press("ArrowUp");
  await sleep(100);
  await pressButton("Hide here");
  await gone("#terms");
});

/** Starts it as the popup and the shortcut do; what the page heard before does not count. */
async function pick() {
  await story.page.bringToFront();
  await story.page.evaluate(() => (Reflect.get(window, "heard").length = 0));
  await session.ask(story.id, { kind: "pick" });
  assert.equal(await until(stageStands, (stands) => stands), true, "the picker does not start");
  focused = "Hide here";
}

/**
 * Presses a button of the panel. Only Chromium lets a driver find what stands in a closed shadow root; elsewhere it is reached with
 * the Tab key, as a reader would.
 * @param {string} name
 * @param {"click" | "tap"} [how]
 */
async function pressButton(name, how = "click") {
  if (BROWSER === "chromium") {
    const button = await story.page.waitForSelector(`aria/${name}`);
    await button?.[how]();
    return;
  }
  await sleep(200);
  const way = BUTTONS.indexOf(name) - BUTTONS.indexOf(focused);
  if (way < 0) await story.page.keyboard.down("Shift");
  for (let step = 0; step < Math.abs(way); step += 1) await story.page.keyboard.press("Tab");
  if (way < 0) await story.page.keyboard.up("Shift");
  await story.page.keyboard.press("Enter");
  focused = name;
}

/** Picks the list of most-read stories. */
async function pickList() {
  await pick();
  await story.page.mouse.click(...(await middleOf(`${LIST} h2`)));
  await story.page.keyboard.press("ArrowUp");
  await sleep(100);
  await pressButton("Hide here");
  await gone(LIST);
  const find = async () => (await session.ask(story.id, { kind: "state" })).records.find(byYou);
  const thing = await until(find, (found) => Boolean(found));
  assert.ok(thing, "what was picked is not listed");
  return thing;
}

/** @param {import("./support.mjs").Thing} thing */
const byYou = ({ reasons, correction }) => reasons.includes("by-you") && correction !== null;

/** Whether something of Unnag's own stands on the page. */
const stageStands = () => story.page.evaluate(() => document.documentElement.lastElementChild?.localName === "div");

const heard = () => story.page.evaluate(() => /** @type {string[]} */ (Reflect.get(window, "heard")));

/** @param {string} selector */
async function gone(selector) {
  assert.equal(await until(() => isSeen(story.page, selector), (seen) => !seen), false, `${selector} is still seen`);
}

/**
 * The middle of an element in the window.
 * @param {string} selector
 * @returns {Promise<[number, number]>}
 */
function middleOf(selector) {
  return story.page.evaluate((wanted) => {
    const { left, top, width, height } = /** @type {Element} */ (document.querySelector(wanted)).getBoundingClientRect();
    return /** @type {[number, number]} */ ([left + width / 2, top + height / 2]);
  }, selector);
}

/** Everything that a page can try with events of its own making. @param {string} selector */
function drive(selector) {
  const host = /** @type {Element} */ (document.documentElement.lastElementChild);
  const list = /** @type {HTMLElement} */ (document.querySelector(selector));
  const { left, top, width, height } = list.getBoundingClientRect();
  const where = { bubbles: true, composed: true, cancelable: true, clientX: left + width / 2, clientY: top + height / 2 };
  for (const target of [host, list, document.body, window]) {
    for (const kind of ["pointermove", "pointerdown", "mousedown", "click"]) target.dispatchEvent(new PointerEvent(kind, where));
    for (const key of ["ArrowUp", "Enter", " ", "Escape"]) target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
  }
  list.click();
}
