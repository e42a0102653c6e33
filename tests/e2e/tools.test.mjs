// What the popup does with a page beside hiding: pick, copy, print, a report that stays here, the publisher's own link, the ways on.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { clear } from "./kept.mjs";
import { openPopup } from "./screens.mjs";
import { BROWSER, host, open, until, visit } from "./support.mjs";

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;
/** @type {import("./support.mjs").Visit} */
let story;
/** @type {import("./support.mjs").Page} */
let popup;
/** @type {string[]} */
let popupErrors;

before(async () => {
  server = await host({ "/paste": "<!doctype html><title>Paste</title><textarea></textarea>" });
  session = await open();
});

after(async () => {
  await session?.close();
  await server?.close();
});

beforeEach(async () => {
  await clear(session);
  story = await visit(session, `${server.origin}/pages/sample/page.html`);
  popup = await openPopup(session, story.id);
  popupErrors = session.watchErrors(popup);
  await popup.bringToFront();
});

afterEach(async () => {
  await popup.close().catch(() => {});
  await story.page.close();
  assert.deepEqual([...story.errors, ...popupErrors], []);
});

/** Waits for the popup's answer to what the reader did. @param {RegExp} wanted */
async function said(wanted) {
  const words = await until(() => popup.$eval("#said", (line) => line.textContent ?? ""), (text) => wanted.test(text));
  assert.match(words, wanted);
}

/** What the reader would paste now. */
async function pasted() {
  const page = await session.newPage();
  await page.goto(`${server.origin}/paste`);
  await page.bringToFront();
  await page.focus("textarea");
  await page.keyboard.down("Control");
  // Chromium pastes for a driver only when the key brings the command along; Firefox knows no such thing.
  await page.keyboard.press("v", BROWSER === "chromium" ? { commands: ["Paste"] } : {});
  await page.keyboard.up("Control");
  const text = () => page.$eval("textarea", (field) => /** @type {HTMLTextAreaElement} */ (field).value);
  const found = await until(text, (value) => value !== "");
  await page.close();
  return found;
}

/** The popup closes itself. */
async function closes() {
  assert.equal(await until(() => popup.evaluate(() => true).catch(() => false), (there) => !there), false, "the popup stayed open");
}

test("the story is copied as text, without what is hidden, and it is said", async () => {
  await popup.click("#copy-text");
  await said(/copied/i);
  const text = await pasted();
  assert.match(text, /^The ferry returns to Lake Tarn$/m);
  assert.match(text, /The first crossing on the first of May/);
  assert.doesNotMatch(text, /A word from the Tarn Valley Herald|Reading without ads/);
});

test("the story is copied as Markdown", async () => {
  await popup.click("#copy-markdown");
  await said(/copied/i);
  const text = await pasted();
  assert.match(text, /^# The ferry returns to Lake Tarn$/m);
  assert.match(text, /^## A hull that had to learn to float$/m);
});

test("the page is printed, and the popup out of the way", async () => {
  await story.page.evaluate(() => addEventListener("beforeprint", () => Object.assign(window, { printed: true })));
  await popup.click("#print");
  await closes();
  assert.equal(await until(() => story.page.evaluate(() => Reflect.get(window, "printed") ?? false), (printed) => printed), true);
});

test("picking begins on the page, and the popup is out of the way", async () => {
  await popup.click("#pick");
  await closes();
  const stands = () => story.page.evaluate(() => document.querySelectorAll(":popover-open").length);
  assert.equal(await until(stands, (count) => count === 1), 1, "nothing to pick with on the page");
});

test("a report says what was hidden and why; the address only where the reader wants it", async () => {
  const report = () => popup.$eval("#report", (field) => /** @type {HTMLTextAreaElement} */ (field).value);
  await popup.click("#wrong summary");
  const text = await until(report, (value) => value !== "");
  const { version } = await session.evaluate(() => chrome.runtime.getManifest());
  assert.match(text, new RegExp(`^Unnag ${version.replaceAll(".", "\\.")}$`, "m"));
  assert.match(text, BROWSER === "chromium" ? /Chrome\// : /Firefox\//);
  assert.match(text, /^hidden donate 0\.\d\d \([a-z, -]*asks-for-money[a-z, -]*\): Our newspaper is kept/m);
  assert.ok(!text.includes("127.0.0.1") && !text.includes("Lake Tarn |"), "the address stands in it unasked");
  assert.equal(await popup.$eval("#report", (field) => /** @type {HTMLTextAreaElement} */ (field).readOnly), true);

  await popup.click("#with-address");
  const named = await until(report, (value) => value.includes(story.page.url()));
  assert.ok(named.includes(story.page.url()));
  await popup.click("#copy-report");
  await said(/copied/i);
  assert.equal((await pasted()).trim(), named);

  await popup.click("#with-address");
  assert.equal(await until(report, (value) => value === text), text);
});

test("the publisher's own link to support it stays in reach", async () => {
  const link = await popup.$eval("#support a", (anchor) => {
    const { href, target, rel, textContent } = /** @type {HTMLAnchorElement} */ (anchor);
    return { href, target, rel, words: textContent };
  });
  assert.deepEqual(link, { href: `${server.origin}/support?from=bar`, target: "_blank", rel: "noopener noreferrer", words: "Support this site: 127.0.0.1/support" });
});

test("the ways on: options, and the first-run page", async () => {
  /** The extension's own pages that are open; puppeteer does not hear of all that Firefox opens. */
  const views = (/** @type {string} */ name) =>
    session.evaluate((end) => chrome.extension.getViews({ type: "tab" }).filter(({ location }) => location.pathname.endsWith(end)).length, name);
  const before = await views("welcome.html");
  await popup.click("#options");
  assert.equal(await until(() => views("options.html"), (count) => count === 1), 1, "no options");
  await popup.bringToFront();
  await popup.click("footer a");
  assert.equal(await until(() => views("welcome.html"), (count) => count === before + 1), before + 1, "no first-run page");
});
