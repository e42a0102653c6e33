// What the reader does: the switch, "show again" for one and for all, the badge. Everything is really clicked.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { calm, host, isSeen, markup, marks, open, pageText, parsed, until, visit } from "./support.mjs";

const SAMPLE = pageText("sample");
const NAGS = ["support-bar", "help-note", "appeal"];

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;
/** The sample page, and the popup about it. @type {import("./support.mjs").Visit} */
let story;
/** @type {import("./support.mjs").Page} */
let popup;
/** @type {string[]} */
let popupErrors;

before(async () => {
  server = await host();
  session = await open();
});

after(async () => {
  await session?.close();
  await server?.close();
});

beforeEach(async () => {
  await session.evaluate(() => chrome.storage.local.clear());
  story = await visit(session, `${server.origin}/pages/sample/page.html`);
  await story.page.evaluate(() => Object.assign(window, { sameVisit: true }));
  popup = await session.extensionPage(`www/popup/popup.html?tab=${story.id}`);
  popupErrors = session.watchErrors(popup);
  await popup.waitForSelector("#things li");
  // A busy machine may rest between the first nag and the last.
  const left = async () => (await Promise.all(NAGS.map((name) => isSeen(story.page, `.${name}`)))).includes(true);
  assert.equal(await until(left, (some) => !some), false, "a nag is still seen");
  story.state = await calm(session, story.id);
});

afterEach(async () => {
  const same = await story.page.evaluate(() => Reflect.get(window, "sameVisit"));
  await popup.close();
  await story.page.close();
  assert.equal(same, true, "the page was loaded anew");
  assert.deepEqual([...story.errors, ...popupErrors], []);
});

test("the popup lists what is hidden, with its kind and first words", async () => {
  const { records } = story.state;
  const listed = await popup.$$eval("#things li", (items) =>
    items.map((item) => ({ label: item.closest("[role=group]")?.querySelector("h3")?.textContent, text: item.querySelector(".text")?.textContent })),
  );
  assert.deepEqual(listed.map(({ text }) => text), records.map(({ text }) => text));
  for (const { label, text } of listed) assert.ok(label && text, "an entry without words");
  assert.ok(listed.some(({ text }) => text?.startsWith("A word from the Tarn Valley Herald")));
  assert.match((await words("#status")) ?? "", new RegExp(`\\b${records.length}\\b`));
});

test("the switch takes effect in the open page at once, both ways, and leaves nothing behind", async () => {
  await popup.click("#switch");
  assert.equal(await until(() => marks(story.page), (count) => count === 0), 0);
  assert.equal(await markup(story.page), await parsed(story.page, SAMPLE));
  assert.equal(await popup.$eval("#switch", (box) => /** @type {HTMLInputElement} */ (box).checked), false);
  assert.equal(await popup.$("#things li"), null);

  await popup.click("#switch");
  for (const name of NAGS) assert.equal(await until(() => isSeen(story.page, `.${name}`), (seen) => !seen), false, name);
  assert.ok(await popup.waitForSelector("#things li"));
});

test("one thing is shown again and hidden again", async () => {
  const before = await marks(story.page);
  const entry = await popup.evaluateHandle(() => [...document.querySelectorAll("#things li")].find((item) => item.textContent?.includes("A word from")) ?? null);
  const button = await /** @type {import("puppeteer-core").ElementHandle<Element>} */ (entry).$(".turn");
  await button?.click();
  assert.equal(await until(() => isSeen(story.page, ".appeal"), (seen) => seen), true);
  assert.equal(await isSeen(story.page, ".support-bar"), false);
  assert.ok((await marks(story.page)) < before);

  await button?.click();
  assert.equal(await until(() => isSeen(story.page, ".appeal"), (seen) => !seen), false);
  assert.equal(await marks(story.page), before);
});

test("all is shown again, to the last byte, and hidden again", async () => {
  const before = await marks(story.page);
  await popup.click("#all");
  assert.equal(await until(() => marks(story.page), (count) => count === 0), 0);
  for (const name of NAGS) assert.equal(await isSeen(story.page, `.${name}`), true, name);
  assert.equal(await markup(story.page), await parsed(story.page, SAMPLE));

  await popup.click("#all");
  assert.equal(await until(() => marks(story.page), (count) => count === before), before);
});

test("the badge counts what is hidden", async () => {
  const count = story.state.records.length;
  assert.ok(count >= NAGS.length - 1, `${count} hidden`);
  assert.equal(await until(badge, (text) => text === String(count)), String(count));

  await popup.click("#things li button");
  assert.equal(await until(badge, (text) => text === String(count - 1)), String(count - 1));
  await popup.click("#all");
  assert.equal(await until(badge, (text) => text === ""), "");
});

const badge = () => session.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), story.id);

/** @param {string} selector */
const words = (selector) => popup.$eval(selector, (element) => element.textContent);
