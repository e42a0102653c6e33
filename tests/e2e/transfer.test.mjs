// The settings as a file: saved by a click, read again through the file field; what is not right is refused and changes nothing.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";

import { clear, correction, isChecked, keep, kept, messages, openOptions, wordsOf } from "./kept.mjs";
import { open, until } from "./support.mjs";

const EN = messages("en");
/** Where the browser finds its reader's folders, and with them the downloads. */
const home = mkdtempSync(join(tmpdir(), "unnag-home-"));
const HERE = {
  version: 2,
  mode: "focus",
  strictness: "careful",
  kinds: { donate: true, subscribe: true, newsletter: true, consent: false, ad: true },
  paused: false,
  badge: false,
  sync: false,
  language: "en",
  sites: {
    "herald.example": { on: false, mode: null, corrections: [], removed: {}, at: 1_700_000_000_000 },
    "gazette.example": { on: true, mode: "clean", corrections: [correction("one"), correction("two", { act: "show" })], removed: {}, at: 0 },
  },
  at: 1_700_000_000_000,
  refusals: ["https://closed.example"],
};

/** @type {import("./support.mjs").Session} */
let session;
/** @type {import("./support.mjs").Page} */
let page;
/** @type {string[]} */
let errors;

before(async () => {
  Object.assign(process.env, { HOME: home, USERPROFILE: home });
  session = await open();
  ({ page, errors } = await openOptions(session));
});

after(async () => {
  await session?.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  assert.deepEqual(errors, []);
});

beforeEach(async () => {
  await clear(session);
  await keep(session, HERE);
  await until(() => page.$$("#sites li"), (items) => items.length === 2);
});

/** Chooses a file as the reader does. @param {string} text @param {string} [name] */
async function choose(text, name = "file.json") {
  const file = join(home, name);
  writeFileSync(file, text);
  const field = await page.$("#import");
  await /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (field).uploadFile(file);
}

/** @param {string} text @param {"merge" | "replace"} how */
async function take(text, how) {
  await choose(text);
  await page.waitForSelector("#import-dialog[open]");
  await page.click(`#import-dialog [value="${how}"]`);
  await page.click('#import-dialog [value="import"]');
  assert.equal(await wordsOf(page, "#said", /taken over/), EN.options_imported.message);
}

/** The whole file that was saved last. */
async function saved() {
  const files = () => readdirSync(home, { recursive: true, encoding: "utf8" }).filter((name) => /unnag-settings-[\d-]+\.json$/.test(name));
  const [name] = await until(async () => files(), (all) => all.length > 0);
  const text = () => readFileSync(join(home, name), "utf8");
  return until(async () => text(), (now) => now.endsWith("}\n"));
}

/** A file with the settings, changed. @param {object} [more] */
const fileWith = (more = {}) => {
  const { sync, refusals, ...settings } = HERE;
  return JSON.stringify({ unnag: "settings", exported: "2026-01-01T00:00:00.000Z", ...settings, ...more });
};

test("saved, forgotten and read again, everything is as it was", async () => {
  await page.click("#export");
  assert.equal(await wordsOf(page, "#said"), EN.options_exported.message);
  const text = await saved();
  const { exported, ...file } = JSON.parse(text);
  const { sync, refusals, ...choices } = HERE;
  assert.ok(Math.abs(Date.parse(exported) - Date.now()) < 60_000);
  for (const site of Object.values(choices.sites)) Reflect.deleteProperty(site, "removed");
  assert.deepEqual(file, { unnag: "settings", ...choices });

  await page.click("#forget");
  await page.waitForSelector("#forget-dialog[open]");
  await page.click('#forget-dialog [value="forget"]');
  await until(() => kept(session), (now) => now === null);
  await take(text, "replace");
  const now = await kept(session);
  for (const site of Object.values(now.sites)) Reflect.deleteProperty(site, "removed");
  assert.deepEqual(now, { ...choices, sync: false, refusals: [] });
  assert.equal(await isChecked(page, '[value="careful"]'), true);
});

test("added to what is here: the later choice holds, corrections come together", async () => {
  const sites = {
    "herald.example": { on: true, mode: "focus", corrections: [], at: 1_600_000_000_000 },
    "gazette.example": { on: false, mode: null, corrections: [correction("three", { at: 2000 })], at: 1_800_000_000_000 },
    "courier.example": { on: false, mode: null, corrections: [], at: 0 },
  };
  await take(fileWith({ sites, at: 1, mode: "clean" }), "merge");
  const now = await kept(session);
  assert.equal(now.mode, "focus");
  assert.equal(now.sites["herald.example"].on, false);
  assert.equal(now.sites["gazette.example"].on, false);
  assert.deepEqual(now.sites["gazette.example"].corrections.map((/** @type {{ id: string }} */ { id }) => id), ["one", "two", "three"]);
  assert.equal(now.sites["courier.example"].on, false);
  assert.deepEqual(now.refusals, HERE.refusals);
});

test("replaced, what the file does not hold is gone; what is no choice stays", async () => {
  await take(fileWith({ sites: { "courier.example": { on: false, at: 5 } }, mode: "clean", at: 5 }), "replace");
  const now = await kept(session);
  assert.deepEqual(Object.keys(now.sites), ["courier.example"]);
  assert.equal(now.mode, "clean");
  assert.deepEqual(now.refusals, HERE.refusals);
});

test("a file of the first version is read", async () => {
  await take(JSON.stringify({ unnag: "settings", version: 1, mode: "clean", sites: { "courier.example": { on: false } } }), "replace");
  assert.equal((await kept(session)).sites["courier.example"].on, false);
});

test("cancelled, nothing changes", async () => {
  const before = await kept(session);
  for (const leave of [() => page.keyboard.press("Escape"), () => page.click('#import-dialog button[value=""]')]) {
    await choose(fileWith({ mode: "clean" }));
    await page.waitForSelector("#import-dialog[open]");
    await leave();
    await until(() => page.$("#import-dialog[open]"), (dialog) => dialog === null);
  }
  assert.deepEqual(await kept(session), before);
});

const site = (/** @type {object} */ entry) => ({ sites: { "courier.example": { on: true, mode: null, corrections: [], at: 0, ...entry } } });

/** @type {[string, string, string, ...string[]][]} what is wrong, the file, the key of the sentence, and what it names */
const WRONG = [
  ["empty", "", "settings_import_not_json"],
  ["cut off", fileWith().slice(0, -20), "settings_import_not_json"],
  ["a picture", "\u0089PNG\r\n", "settings_import_not_json"],
  ["another's JSON", JSON.stringify({ version: 2, sites: {} }), "settings_import_foreign"],
  ["a list", "[]", "settings_import_foreign"],
  ["null", "null", "settings_import_foreign"],
  ["of a newer version", fileWith({ version: 3, more: true }), "settings_import_newer", "3", "2"],
  ["without a version", fileWith({ version: undefined }), "settings_import_damaged", "version"],
  ["of no version", fileWith({ version: "two" }), "settings_import_damaged", "version"],
  ["with another mode", fileWith({ mode: "loud" }), "settings_import_damaged", "mode"],
  ["with a kind that is no switch", fileWith({ kinds: { ad: "yes" } }), "settings_import_damaged", "kinds › ad"],
  ["with an unknown field", fileWith({ colour: "red" }), "settings_import_damaged", "colour"],
  ["with sites as a list", fileWith({ sites: [1] }), "settings_import_damaged", "sites"],
  ["with an impossible site", fileWith({ sites: { "a b": { on: false } } }), "settings_import_damaged", "sites › a b"],
  ["with a site that is half on", fileWith(site({ on: 0.5 })), "settings_import_damaged", "sites › courier.example › on"],
  ["with a time before time", fileWith(site({ at: -1 })), "settings_import_damaged", "sites › courier.example › at"],
  ["with a correction without a sketch", fileWith(site({ corrections: [{ id: "x", act: "hide" }] })), "settings_import_damaged", "sites › courier.example › corrections"],
  ["with one correction twice", fileWith(site({ corrections: [correction("x"), correction("x")] })), "settings_import_damaged", "sites › courier.example › corrections"],
  ["with an endless text", fileWith({ language: "x".repeat(2 ** 23) }), "settings_import_too_large"],
  ["with too many sites", fileWith({ sites: Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`n${n}.example`, { on: false }])) }), "settings_import_too_large"],
];

test("a file that is not right is refused with a sentence, and nothing changes", async () => {
  const before = await kept(session);
  for (const [what, text, key, ...values] of WRONG) {
    await page.$eval("#wrong", (element) => void (element.textContent = ""));
    await choose(text);
    const wanted = values.reduce((words, value, index) => words.replace(`$${index + 1}`, value), EN[key].message);
    assert.equal(await wordsOf(page, "#wrong"), wanted, what);
    assert.equal(await page.$("#import-dialog[open]"), null, what);
  }
  assert.deepEqual(await kept(session), before);
});
