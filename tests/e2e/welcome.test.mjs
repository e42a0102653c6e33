// The first-run page: opened once by the installation; its sample is judged by the real core, and the reader can play with it.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { openWelcome } from "./screens.mjs";
import { open, until } from "./support.mjs";

/** The nags of the sample page, by kind. */
const NAGS = { donate: [".support-bar", ".help", ".letter"], newsletter: [".letterbox"], consent: [".cookies"], ad: [".ad"] };
const ALL = Object.values(NAGS).flat();

/** @type {import("./support.mjs").Session} */
let session;
/** @type {import("./support.mjs").Page} */
let page;
/** @type {string[]} */
let errors;
/** The sample's mark-up before anything was hidden. */
let untouched = "";

before(async () => {
  session = await open();
  const sample = await session.extensionPage("www/welcome/sample.html");
  untouched = await sample.evaluate(() => document.documentElement.outerHTML);
  await sample.close();
});

after(() => session?.close());

beforeEach(async () => {
  page = await openWelcome(session);
  errors = session.watchErrors(page);
});

afterEach(async () => {
  await page.close();
  assert.deepEqual(errors, []);
});

/** Which of the nags are seen in the frame. @param {string[]} selectors */
const seen = (selectors) =>
  page.$eval(
    "#sample",
    (frame, all) => all.filter((one) => /** @type {HTMLIFrameElement} */ (frame).contentDocument?.querySelector(one)?.checkVisibility()),
    selectors,
  );

/** Waits until exactly these are seen. @param {string[]} wanted */
async function sees(wanted) {
  assert.deepEqual(await until(() => seen(ALL), (now) => now.join() === wanted.join()), wanted);
}

const listed = () => page.$$eval("#things li", (items) => items.length);
const markup = () => page.$eval("#sample", (frame) => /** @type {HTMLIFrameElement} */ (frame).contentDocument?.documentElement.outerHTML);

test("the installation opens it, once", async () => {
  const views = () => session.evaluate(() => chrome.extension.getViews({ type: "tab" }).filter(({ location }) => location.pathname.endsWith("welcome.html")).length);
  // One is the test's own.
  assert.equal(await until(views, (count) => count === 2), 2);
});

test("every nag of the sample is hidden and listed, and the story stays", async () => {
  await sees([]);
  assert.equal(await listed(), ALL.length);
  assert.deepEqual(await seen(["article", ".masthead", "figure", ".list", ".foot"]), ["article", ".masthead", "figure", ".list", ".foot"]);
  assert.match(await page.$eval("#count", (line) => line.textContent ?? ""), new RegExp(`\\b${ALL.length}\\b`));
});

test("before and after, to the last byte, by mouse and by keyboard", async () => {
  await page.click("#view [value=before]");
  await sees(ALL);
  assert.equal(await markup(), untouched);
  await page.focus("#view [value=before]");
  await page.keyboard.press("ArrowRight");
  await sees([]);
});

for (const [kind, selectors] of Object.entries(NAGS)) {
  test(`${kind} can be left as it is`, async () => {
    await page.click(`#kinds [value=${kind}]`);
    await sees(selectors);
    assert.equal(await listed(), ALL.length - selectors.length);
    await page.click(`#kinds [value=${kind}]`);
    await sees([]);
  });
}

test("one thing is shown again and hidden again", async () => {
  await page.click("#things li:first-child .turn");
  await sees([".support-bar"]);
  await page.click("#things li:first-child .turn");
  await sees([]);
});

test("it leads to the options", async () => {
  await page.click("#options");
  const views = () => session.evaluate(() => chrome.extension.getViews({ type: "tab" }).filter(({ location }) => location.pathname.endsWith("options.html")).length);
  assert.equal(await until(views, (count) => count === 1), 1);
});
