// The options page: every control by clicking and typing, with its effect in an open tab, without a reload.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { clear, correction, isChecked, keep, kept, messages, openOptions, wordsOf } from "./kept.mjs";
import { BROWSER, host, isSeen, markup, marks, open, pageText, parsed, until, visit } from "./support.mjs";

const SAMPLE = pageText("sample");
const EN = messages("en");

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;
/** A page with donation nags, open beside the options. @type {import("./support.mjs").Visit} */
let story;
/** @type {import("./support.mjs").Page} */
let page;
/** @type {string[]} */
let errors;

before(async () => {
  server = await host();
  session = await open();
});

after(async () => {
  await session?.close();
  await server?.close();
});

beforeEach(async () => {
  await clear(session);
  story = await visit(session, `${server.origin}/pages/sample/page.html`);
  await story.page.evaluate(() => Object.assign(window, { sameVisit: true }));
  ({ page, errors } = await openOptions(session));
});

afterEach(async () => {
  const same = await story.page.evaluate(() => Reflect.get(window, "sameVisit"));
  await page.close();
  await story.page.close();
  assert.equal(same, true, "the page was loaded anew");
  assert.deepEqual([...story.errors, ...errors], []);
});

async function askToForget() {
  await page.click("#forget");
  await page.waitForSelector("#forget-dialog[open]");
}

/** Waits until the appeal of the open page is seen, or not. @param {boolean} wanted */
async function seen(wanted) {
  assert.equal(await until(() => isSeen(story.page, ".appeal"), (is) => is === wanted), wanted);
}

/** Waits for a value of what is kept. @param {(settings: any) => unknown} part @param {unknown} wanted */
async function keeps(part, wanted) {
  const now = await until(async () => part((await kept(session)) ?? {}), (value) => JSON.stringify(value) === JSON.stringify(wanted));
  assert.deepEqual(now, wanted);
}

test("a kind that is switched off is shown in the open page, and hidden again", async () => {
  await seen(false);
  await page.click("#kind-donate");
  await seen(true);
  await keeps(({ kinds }) => kinds, { donate: false, subscribe: true, newsletter: true, consent: true, ad: true });
  await page.click("#kind-donate");
  await seen(false);
  for (const kind of ["subscribe", "newsletter", "consent", "ad"]) {
    await page.click(`#kind-${kind}`);
    await keeps(({ kinds }) => kinds[kind], false);
  }
});

test("each kind has an example and a figure, which goes with the strictness", async () => {
  const about = await page.$$eval("#kinds li", (items) => items.map((item) => [item.querySelector("q")?.textContent, item.querySelector(".figure")?.textContent]));
  assert.equal(about.length, 5);
  for (const [example, figure] of about) assert.ok(example && /\d/.test(figure ?? ""), `${example}: ${figure}`);
  const { KINDS } = await figures();
  about.forEach(([, figure], at) => assert.match(figure ?? "", told(Object.values(KINDS)[at].normal)));
  await page.click('[value="careful"]');
  const careful = told(KINDS.donate.careful);
  assert.match(await wordsOf(page, "#kinds li .figure", careful), careful);
});

test("each strictness tells what it costs, and takes effect at once, by mouse and by keyboard", async () => {
  const costs = await page.$$eval("#strictness .about", (all) => all.map((about) => about.textContent));
  const { ALL } = await figures();
  const { appeals, pagesHurt, storyWords } = ALL;
  assert.match(costs[1] ?? "", told(appeals.normal));
  assert.ok(costs[1]?.includes(`${pagesHurt.normal[0].toFixed(1)}%`) && costs[1].includes(`${storyWords.normal[0].toFixed(2)}%`), costs[1] ?? "");
  const before = await marks(story.page);
  await page.click('[value="thorough"]');
  assert.ok((await until(() => marks(story.page), (count) => count > before)) > before);
  await keeps(({ strictness }) => strictness, "thorough");
  await page.keyboard.press("ArrowUp");
  await keeps(({ strictness }) => strictness, "normal");
  assert.equal(await until(() => marks(story.page), (count) => count === before), before);
});

test("the default mode takes effect at once", async () => {
  assert.equal(await isSeen(story.page, ".masthead"), true);
  await page.click('[name="mode"][value="focus"]');
  assert.equal(await until(() => isSeen(story.page, ".masthead"), (is) => !is), false);
  await page.click('[name="mode"][value="clean"]');
  assert.equal(await until(() => isSeen(story.page, ".masthead"), (is) => is), true);
});

test("paused, every page stays as it is", async () => {
  await page.click("#paused");
  assert.equal(await until(() => marks(story.page), (count) => count === 0), 0);
  assert.equal(await markup(story.page), await parsed(story.page, SAMPLE));
  await page.focus("#paused");
  await page.keyboard.press(" ");
  await seen(false);
});

test("the badge can be switched off", async () => {
  await page.click("#badge");
  await keeps(({ badge }) => badge, false);
});

test("a site is added by its address, searched, switched, given a mode and removed", async () => {
  await page.type("#add-name", `${server.origin}/pages/sample/page.html`);
  await page.keyboard.press("Enter");
  await seen(true);
  assert.equal(await markup(story.page), await parsed(story.page, SAMPLE));
  await page.type("#add-name", "www.herald.example");
  await page.click("#add button");
  assert.equal(await wordsOf(page, "#sites li:nth-child(2) .name"), "herald.example");

  await page.type("#search-name", "127");
  assert.match(await wordsOf(page, "#sites-count", /1/), /1\D+2/);
  assert.equal(await wordsOf(page, "#sites li .name"), "127.0.0.1");
  await page.click("#sites li .on");
  await seen(false);
  assert.equal(await wordsOf(page, "#sites li .name"), "127.0.0.1", "a site must not vanish below the reader's hand");

  await page.select("#sites li .mode", "focus");
  assert.equal(await until(() => isSeen(story.page, ".masthead"), (is) => !is), false);
  await page.click("#sites li .remove");
  assert.equal(await until(() => isSeen(story.page, ".masthead"), (is) => is), true);
  await keeps(({ sites }) => Object.keys(sites ?? {}), ["herald.example"]);
});

test("what is no site is not added, and the reader hears why", async () => {
  for (const text of ["", "two words", "https://", "mailto:somebody"]) {
    await page.$eval("#add-name", (field) => Object.assign(field, { value: "" }));
    await page.type("#add-name", text);
    await page.click("#add button");
    assert.equal(await wordsOf(page, "#add-wrong"), EN.options_add_wrong.message, `"${text}"`);
    assert.equal(await page.$eval("#add-name", (field) => field.getAttribute("aria-invalid")), "true");
  }
  assert.equal(await kept(session), null);
  await page.$eval("#add-name", (field) => Object.assign(field, { value: "" }));
  await page.type("#add-name", "herald.example:8080");
  await page.click("#add button");
  await keeps(({ sites }) => Object.keys(sites ?? {}), ["herald.example"]);
  assert.equal(await isSeen(page, "#add-wrong"), false);
});

test("corrections are listed with their site and taken back one by one; the keyboard keeps its place", async () => {
  const corrections = [correction("one"), correction("two", { act: "show", label: "donate" })];
  await keep(session, { version: 2, sites: { "herald.example": { on: true, corrections } } });
  assert.match(await wordsOf(page, ".corrections summary"), /2/);
  await page.click(".corrections summary");
  const lines = await page.$$eval(".correction .text", (all) => all.map((text) => text.textContent));
  assert.deepEqual(lines, ["Always hidden: “Words of one”", "Always shown: “Words of two”"]);
  await page.focus(".correction button");
  await page.keyboard.press("Enter");
  await keeps(({ sites }) => sites["herald.example"].corrections.map((/** @type {{ id: string }} */ { id }) => id), ["two"]);
  assert.equal(await until(() => page.evaluate(() => document.activeElement?.tagName), (tag) => tag === "SUMMARY"), "SUMMARY");
  await page.focus("#sites li .remove");
  await page.keyboard.press("Enter");
  await keeps(({ sites }) => sites, {});
  assert.equal(await page.evaluate(() => document.activeElement?.id), "sites");
});

test("the shortcuts are shown, with the way to change them", async () => {
  const listed = await page.$$eval("#keys dt", (all) => all.map((term) => term.textContent));
  const commands = await session.evaluate(async () => (await chrome.commands.getAll()).filter(({ name }) => !name?.startsWith("_")));
  assert.equal(commands.length, 4);
  assert.deepEqual(listed, commands.map(({ name }) => EN[`command_${name?.replaceAll("-", "_")}`].message));
  for (const { shortcut = "" } of commands) assert.ok((await wordsOf(page, "#keys")).includes(shortcut), shortcut);
  const before = (await session.evaluate(() => chrome.tabs.query({}))).length;
  await page.click("#change-keys");
  const tabs = () => session.evaluate(async () => (await chrome.tabs.query({})).map(({ id }) => id ?? 0));
  const after = await until(tabs, (all) => all.length > before);
  assert.equal(after.length, before + 1, `${BROWSER} opened no page of shortcuts`);
  await session.evaluate((id) => chrome.tabs.remove(id), Math.max(...after));
});

test("another language is spoken at once, and again the browser's", async () => {
  await keep(session, { version: 2, sites: { "herald.example": { corrections: [correction("one")] } } });
  await wordsOf(page, ".correction .chip");
  await page.select("#language", "de");
  assert.equal(await wordsOf(page, ".correction .chip", /Anzeige|Werbung/), messages("de").label_ad.message);
  assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), ["de", "ltr"]);
  await page.select("#language", "");
  assert.equal(await wordsOf(page, ".correction .chip", /Ad/), EN.label_ad.message);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
});

test("each language is listed by its own name, and Arabic is written from right to left", async () => {
  const listed = await page.$$eval("#language option", (options) => options.map((option) => [/** @type {HTMLOptionElement} */ (option).value, option.textContent]));
  assert.equal(listed.length, 17);
  assert.deepEqual(listed.slice(0, 3), [["", EN.options_language_browser.message], ["en", "English"], ["es", "Español"]]);
  await page.select("#language", "ar");
  assert.equal(await wordsOf(page, "h1", /[\u0600-\u06ff]/), messages("ar").options_title.message);
  assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), ["ar", "rtl"]);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
});

test("everything is forgotten only when the reader says so twice", async () => {
  await keep(session, { version: 2, mode: "focus", sites: { "herald.example": { on: false } }, refusals: ["https://closed.example"] });
  await session.evaluate(() => chrome.storage.sync.set({ "sites-0": { version: 2, sites: { "herald.example": { on: false, at: 1 } } } }));
  await wordsOf(page, "#sites li .name");
  await askToForget();
  await page.keyboard.press("Escape");
  await askToForget();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), EN.options_forget_no.message);
  await page.keyboard.press("Enter");
  assert.equal((await kept(session)).mode, "focus");
  await askToForget();
  await page.click('#forget-dialog [value="forget"]');
  await wordsOf(page, "#said");
  assert.equal(await kept(session), null);
  assert.deepEqual(await session.evaluate(() => chrome.storage.sync.get()), {});
  assert.equal(await isChecked(page, '[name="mode"][value="clean"]'), true);
  assert.equal(await page.$("#sites li"), null);
});

/** What the page tells; `tests/figures.rs` says that these are the figures of the model card. */
async function figures() {
  // @ts-ignore: a name of the extension's own pages.
  return page.evaluate(() => ({ KINDS: UnnagFigures.KINDS, ALL: UnnagFigures.ALL }));
}

/** A figure with its bounds, each a whole number. @param {readonly number[]} figure */
const told = (figure) => new RegExp(figure.map((value) => `\\b${value.toFixed(0)}\\b`).join(".*"), "s");
