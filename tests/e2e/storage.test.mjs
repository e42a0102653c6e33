// What is kept, over versions, damage, bounds and failure: nothing that the reader chose is lost.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { clear, correction, isChecked, keep, kept, messages, openOptions, wordsOf } from "./kept.mjs";
import { BROWSER, host, marks, open, until, visit } from "./support.mjs";

const EN = messages("en");
const MAX_SITES = 2000;
const MAX_CORRECTIONS = 100;
const MIB = 2 ** 20;

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;
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
  ({ page, errors } = await openOptions(session));
});

afterEach(async () => {
  await page.close();
  assert.deepEqual(errors, []);
});

/** Runs a line of the page's own scripts. @param {string} line @param {import("./support.mjs").Page} [where] @returns {Promise<any>} */
const run = (line, where = page) => /** @type {Promise<any>} */ (where.evaluate(`(async () => (${line}))()`));

/** Sites that are switched off. @param {number} count */
const sites = (count) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`n${n}.example`, { on: false, at: n }]));

/** A site with corrections that weigh so much. @param {number} bytes */
const heavy = (bytes) => ({ on: true, corrections: [correction("heavy", { sketch: { words: "x".repeat(bytes) } })] });

test("a value of the first version holds, and nothing of it is lost when it is written anew", async () => {
  const old = { version: 1, mode: "clean", strictness: "careful", kinds: { ad: false }, sites: { "127.0.0.1": { on: false }, "odd.example": { on: true } }, refusals: ["https://closed.example"] };
  await keep(session, old);
  const { page: story, state } = await visit(session, `${server.origin}/pages/sample/page.html`);
  assert.equal(state.on, false);
  assert.equal(await marks(story), 0);
  await story.close();
  assert.equal(await isChecked(page, "#kind-ad"), false);
  assert.deepEqual(await kept(session), old, "to read is not to write");

  await page.bringToFront();
  await page.click("#badge");
  const now = await until(() => kept(session), ({ version }) => version === 2);
  const { at, ...rest } = now;
  assert.deepEqual(rest, {
    version: 2,
    mode: "clean",
    strictness: "careful",
    kinds: { donate: true, subscribe: true, newsletter: true, consent: true, ad: false },
    paused: false,
    badge: false,
    sync: false,
    language: "",
    sites: { "127.0.0.1": { on: false, mode: null, corrections: [], removed: {}, at: 0 } },
    refusals: ["https://closed.example"],
  });
  assert.ok(Math.abs(at - Date.now()) < 60_000);
});

test("of a damaged value all that is valid holds", async () => {
  const damaged = {
    version: 2,
    mode: "loud",
    strictness: "thorough",
    kinds: null,
    paused: "no",
    language: "../de",
    at: Infinity,
    refusals: [1, "https://closed.example"],
    sites: {
      "herald.example": { on: false, mode: 7, at: "now" },
      "not a site": { on: false },
      "gazette.example": { on: "?", corrections: [null, { id: "" }, { ...correction("bad"), act: "burn" }, { ...correction("good"), label: "?", text: 5 }] },
    },
  };
  const merged = await run(`UnnagSettings.merge(${JSON.stringify(damaged)})`);
  assert.deepEqual(merged, {
    version: 2,
    mode: "clean",
    strictness: "thorough",
    kinds: { donate: true, subscribe: true, newsletter: true, consent: true, ad: true },
    paused: false,
    badge: true,
    sync: false,
    language: "",
    at: 0,
    refusals: ["https://closed.example"],
    sites: {
      "herald.example": { on: false, mode: null, corrections: [], removed: {}, at: 0 },
      "gazette.example": { on: true, mode: null, corrections: [correction("good", { label: "other", text: "" })], removed: {}, at: 0 },
    },
  });
  for (const nothing of ["undefined", "null", "7", '"text"', "[]"]) {
    assert.deepEqual(await run(`UnnagSettings.merge(${nothing})`), await run("UnnagSettings.merge({})"), nothing);
  }
});

test("a value of a newer version is followed as far as it is understood, and never overwritten", async () => {
  const newer = { version: 3, mode: "clean", sites: { "127.0.0.1": { on: false, colour: "red" } }, shiny: true };
  await keep(session, newer);
  const { page: story, state } = await visit(session, `${server.origin}/pages/sample/page.html`);
  assert.equal(state.on, false);
  await story.close();
  assert.equal(await wordsOf(page, "#problem"), EN.settings_newer.message);

  await page.bringToFront();
  await page.click("#kind-ad");
  assert.equal(await wordsOf(page, "#wrong"), EN.settings_newer.message);
  assert.equal(await until(() => isChecked(page, "#kind-ad"), (on) => on), true, "the page shows what does not hold");
  assert.deepEqual(await kept(session), newer);
});

test("where there is no room the reader hears so, and nothing is lost", async () => {
  await keep(session, { version: 2, sites: { "herald.example": heavy(MIB - 2000) } });
  const before = await kept(session);
  await run(`UnnagSettings.addCorrection("gazette.example", ${JSON.stringify(correction("more", { sketch: { words: "y".repeat(4000) } }))}).catch(() => {})`);
  assert.deepEqual(await kept(session), before);
  await keep(session, { version: 2, sites: { "herald.example": heavy(MIB) } });
  await page.type("#add-name", "gazette.example");
  await page.click("#add button");
  assert.equal(await wordsOf(page, "#wrong"), EN.settings_full.message);
  assert.equal(await page.$eval("#add-name", (field) => /** @type {HTMLInputElement} */ (field).value), "gazette.example");
  assert.deepEqual(Object.keys((await kept(session)).sites), ["herald.example"]);
  await page.click("#sites .remove");
  assert.deepEqual(await until(async () => Object.keys((await kept(session)).sites), (names) => names.length === 0), [], "what makes room is refused");
});

test("where the browser has no room the reader hears so, and nothing is lost", { skip: BROWSER === "firefox" && "Firefox sets no bound" }, async () => {
  await page.click("#badge");
  await until(() => kept(session), (now) => now?.badge === false);
  await session.evaluate(async (size) => {
    // Up to the last byte, in ever smaller pieces.
    for (let piece = size, n = 0; piece > 1; n += 1) {
      await chrome.storage.local.set({ [`ballast-${n}`]: "x".repeat(piece) }).catch(() => (piece /= 2));
    }
  }, MIB);
  const before = await kept(session);
  await page.type("#add-name", "gazette.example");
  await page.click("#add button");
  assert.equal(await wordsOf(page, "#wrong"), EN.settings_full.message);
  assert.deepEqual(await kept(session), before);
});

test("no more sites than there is room for, and the oldest corrections go", async () => {
  await keep(session, { version: 2, sites: sites(MAX_SITES) });
  assert.match(await wordsOf(page, "#sites-count", /2,000/), /100\D+2,000/);
  await page.type("#add-name", "gazette.example");
  await page.click("#add button");
  assert.equal(await wordsOf(page, "#wrong"), EN.settings_too_many_sites.message.replace("$1", "2000"));
  assert.equal(Object.keys((await kept(session)).sites).length, MAX_SITES);

  await clear(session);
  const many = Array.from({ length: MAX_CORRECTIONS }, (_, n) => correction(`n${n}`, { at: n }));
  await keep(session, { version: 2, sites: { "herald.example": { corrections: many } } });
  await run(`UnnagSettings.addCorrection("herald.example", ${JSON.stringify(correction("new"))})`);
  const { corrections } = (await kept(session)).sites["herald.example"];
  assert.deepEqual([corrections.length, corrections[0].id, corrections.at(-1).id], [MAX_CORRECTIONS, "n1", "new"]);
});

test("what was said of a block takes the place of what was said of it before", async () => {
  const add = (/** @type {object} */ one) => run(`UnnagSettings.addCorrection("herald.example", ${JSON.stringify(one)})`);
  await add(correction("first", { sketch: { words: "help", form: true } }));
  await add(correction("other", { sketch: { words: "help", form: false } }));
  await add(correction("second", { sketch: { form: true, words: "help" }, act: "show" }));
  const site = (await kept(session)).sites["herald.example"];
  assert.deepEqual(site.corrections.map((/** @type {{ id: string }} */ { id }) => id), ["other", "second"]);
  const told = await run('UnnagSettings.read().then((settings) => UnnagSettings.forCore(settings, "herald.example"))');
  assert.deepEqual(told.corrections.map((/** @type {{ act: string }} */ { act }) => act), ["hide", "show"]);
});

test("two windows that write at once lose nothing of each other", async () => {
  const { page: second, errors: more } = await openOptions(session);
  const write = (/** @type {string} */ name) => `Promise.all(Array.from({ length: 20 }, (_, n) => UnnagSettings.setSite("${name}" + n + ".example", { on: false })))`;
  await Promise.all([run(write("a")), run(write("b"), second), run('UnnagSettings.setOptions({ mode: "focus" })', second)]);
  const now = await kept(session);
  assert.equal(Object.keys(now.sites).length, 40);
  assert.equal(now.mode, "focus");
  // Each shows what the other did.
  for (const window of [page, second]) assert.match(await wordsOf(window, "#sites-count", /40/), /40/);
  await second.close();
  assert.deepEqual(more, []);
});

test("where the storage fails, a choice is not kept and the reader hears so", async () => {
  await page.evaluate(() => {
    // As in a browser whose profile cannot be opened.
    const fail = () => Promise.reject(new Error("no storage"));
    for (const name of ["get", "set"]) Object.defineProperty(chrome.storage.local, name, { value: fail });
  });
  await page.click("#kind-ad");
  assert.equal(await wordsOf(page, "#wrong"), EN.settings_unavailable.message);
  assert.equal(await until(() => isChecked(page, "#kind-ad"), (on) => on), true);
  assert.equal(await run("UnnagSettings.problem().then(({ code }) => code)"), "unavailable");
  assert.deepEqual(await run("UnnagSettings.read()"), await run("UnnagSettings.merge(undefined)"));
  assert.equal(await kept(session), null);
});

test("with a broken storage pages are cleaned all the same, and the options say that choices cannot be kept", { skip: BROWSER === "firefox" && "Firefox mends its storage" }, async () => {
  const profile = mkdtempSync(join(tmpdir(), "unnag-broken-"));
  mkdirSync(join(profile, "Default"));
  // A file where Chromium wants its folder.
  writeFileSync(join(profile, "Default/Local Extension Settings"), "");
  const broken = await open({ profile });
  try {
    const { page: story, errors: faults } = await visit(broken, `${server.origin}/pages/sample/page.html`);
    assert.ok((await until(() => marks(story), (count) => count > 0)) > 0);
    const { page: options, errors: more } = await openOptions(broken);
    assert.equal(await wordsOf(options, "#problem"), EN.settings_unavailable.message);
    assert.deepEqual([...faults, ...more], []);
  } finally {
    await broken.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
