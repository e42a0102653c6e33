// Choices on several devices: `storage.sync` is written here as another device would write it, and read as it would read it.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { clear, correction, isChecked, keep, kept, messages, openOptions, wordsOf } from "./kept.mjs";
import { host, isSeen, markup, marks, open, pageText, parsed, sleep, until, visit } from "./support.mjs";

const EN = messages("en");
const NOW = Date.now();
const DAY = 24 * 60 * 60 * 1000;
/** What the browsers allow, in bytes. */
const MOST_ITEM = 8192;
const MOST = 102_400;
/** Long enough for the background to do what it should not. */
const WHILE = 500;

/** @type {import("./support.mjs").Session} */
let session;
/** @type {import("./support.mjs").Page} */
let page;
/** @type {string[]} */
let errors;

before(async () => {
  session = await open();
});

after(async () => {
  await session?.close();
});

beforeEach(async () => {
  await clear(session);
  ({ page, errors } = await openOptions(session));
});

afterEach(async () => {
  await page.close();
  assert.deepEqual(errors, []);
});

/** Runs a line of the page's own scripts. @param {string} line @returns {Promise<any>} */
const run = (line) => /** @type {Promise<any>} */ (page.evaluate(`(async () => (${line}))()`));

/** Settings of this device, with sync on, once they have gone out. @param {object} [more] */
async function here(more = {}) {
  await keep(session, { version: 2, sync: true, ...more });
  const isOut = "UnnagSchema.textOf(UnnagSync.pack(await UnnagSettings.read()).items) === UnnagSchema.textOf(await chrome.storage.sync.get())";
  assert.equal(await until(() => run(isOut), (is) => is), true, "the settings do not go out");
}

/** What another device says. @param {object} more its settings */
const there = (more) => run(`chrome.storage.sync.set(UnnagSync.pack(UnnagSettings.merge(${JSON.stringify({ version: 2, ...more })})).items)`);

/** @returns {Promise<Record<string, any>>} */
const items = () => session.evaluate(() => chrome.storage.sync.get());

/** @param {(settings: any) => unknown} part @param {unknown} wanted */
async function keeps(part, wanted) {
  const now = await until(async () => part((await kept(session)) ?? {}), (value) => JSON.stringify(value) === JSON.stringify(wanted));
  assert.deepEqual(now, wanted);
}

/** @param {string} site @param {boolean} wanted whether it is on, in sync */
async function syncs(site, wanted) {
  const on = async () => Object.values(await items()).find(({ sites }) => sites?.[site])?.sites[site].on;
  assert.equal(await until(on, (is) => is === wanted), wanted);
}

/** @param {any} settings @param {string} site */
const idsOf = ({ sites }, site) => sites?.[site]?.corrections.map((/** @type {{ id: string }} */ { id }) => id);

test("nothing goes out and nothing comes in before the reader says so; then both do", async () => {
  await keep(session, { version: 2, mode: "focus", at: NOW, sites: { "mine.example": { on: false, at: NOW } }, refusals: ["https://closed.example"] });
  await there({ sites: { "theirs.example": { on: false, at: NOW } } });
  await page.click("#badge");
  await keeps(({ badge }) => badge, false);
  await sleep(WHILE);
  assert.deepEqual(Object.keys((await items())["sites-0"].sites), ["theirs.example"]);
  assert.deepEqual(Object.keys((await kept(session)).sites), ["mine.example"]);

  await page.click("#sync");
  await keeps(({ sites }) => Object.keys(sites ?? {}).sort(), ["mine.example", "theirs.example"]);
  await syncs("mine.example", false);
  const all = await items();
  assert.deepEqual(Object.keys(all).sort(), ["options", "sites-0"]);
  assert.equal(all.options.mode, "focus");
  assert.doesNotMatch(JSON.stringify(all), /closed|refusals|"sync"/);

  await page.click("#sync");
  await keeps(({ sync }) => sync, false);
  await page.type("#add-name", "later.example");
  await page.click("#add button");
  await keeps(({ sites }) => Object.keys(sites ?? {}).length, 3);
  await sleep(WHILE);
  assert.doesNotMatch(JSON.stringify(await items()), /later/);
});

test("a site that another device switches off is off here, in the open page, at once", async () => {
  const server = await host();
  await here({ sites: { "127.0.0.1": { on: true, mode: "clean", at: NOW - DAY } } });
  const { page: story } = await visit(session, `${server.origin}/pages/sample/page.html`);
  assert.ok((await marks(story)) > 0);
  await there({ sites: { "127.0.0.1": { on: false, at: NOW } } });
  assert.equal(await until(() => marks(story), (count) => count === 0), 0);
  assert.equal(await markup(story), await parsed(story, pageText("sample")));
  await story.close();
  await server.close();
});

test("the later choice holds; in the same second the one that is off", async () => {
  const second = Math.floor(NOW / 1000) * 1000;
  await here({ sites: { "a.example": { on: false, at: NOW - DAY }, "b.example": { on: true, mode: "focus", at: NOW }, "c.example": { on: true, mode: "focus", at: second + 900 } } });
  await there({ sites: { "a.example": { on: true, mode: "focus", at: NOW }, "b.example": { on: false, at: NOW - DAY }, "c.example": { on: false, at: second + 100 } } });
  await keeps(({ sites }) => ["a", "b", "c"].map((name) => sites[`${name}.example`].on), [true, true, false]);
  await syncs("a.example", true);
  await syncs("b.example", true);
  await syncs("c.example", false);
});

test("off and on again at once ends with on, whatever the clock says", async () => {
  await here({ sites: { "a.example": { on: true, mode: "focus", at: NOW + DAY } } });
  await run('UnnagSettings.setSite("a.example", { on: false })');
  await syncs("a.example", false);
  await run('UnnagSettings.setSite("a.example", { on: true })');
  await syncs("a.example", true);
  await sleep(WHILE);
  assert.equal((await kept(session)).sites["a.example"].on, true);
});

test("a site that was removed does not come back from a device that had it", async () => {
  await here({ sites: { "a.example": { on: false, at: NOW - DAY, corrections: [correction("one")] } } });
  await syncs("a.example", false);
  await wordsOf(page, "#sites .name");
  await page.click("#sites .remove");
  await syncs("a.example", true);
  assert.equal(await page.$("#sites li"), null);
  await there({ sites: { "a.example": { on: false, at: NOW - DAY, corrections: [correction("one")] } } });
  await syncs("a.example", true);
  const site = (await kept(session)).sites["a.example"];
  assert.deepEqual([site.on, site.corrections], [true, []]);
  // Chosen anew elsewhere, it does.
  await there({ sites: { "a.example": { on: false, at: Date.now() + DAY } } });
  await keeps(({ sites }) => sites["a.example"].on, false);
});

test("corrections of both devices come together, and one that was taken back stays so", async () => {
  await here({ sites: { "a.example": { corrections: [correction("mine", { at: 1 }), correction("gone", { at: 2 })] } } });
  await run('UnnagSettings.removeCorrection("a.example", "gone")');
  await there({ sites: { "a.example": { on: true, at: 0, corrections: [correction("gone", { at: 2 }), correction("theirs", { at: 3 })] } } });
  await keeps((settings) => idsOf(settings, "a.example"), ["mine", "theirs"]);
  await until(async () => idsOf((await items())["sites-0"] ?? {}, "a.example")?.join(), (ids) => ids === "mine,theirs");
  // A correction is no choice for or against the site.
  await there({ sites: { "b.example": { on: false, at: NOW - DAY } } });
  await keeps(({ sites }) => sites["b.example"]?.on, false);
  await run(`UnnagSettings.addCorrection("b.example", ${JSON.stringify(correction("new"))})`);
  assert.equal((await kept(session)).sites["b.example"].on, false);
  await there({ sites: { "a.example": { removed: { mine: NOW } } } });
  await keeps((settings) => idsOf(settings, "a.example"), ["theirs"]);
});

test("what another device said is taken in, also if this one wrote over it in the same moment", async () => {
  await here({ sites: { "a.example": { corrections: [correction("mine", { at: 1 })] } } });
  const ours = JSON.stringify(await items());
  const theirs = `UnnagSync.pack(UnnagSettings.merge(${JSON.stringify({ version: 2, sites: { "a.example": { removed: { mine: NOW } } } })})).items`;
  await run(`Promise.all([chrome.storage.sync.set(${theirs}), chrome.storage.sync.set(${ours})])`);
  await keeps((settings) => idsOf(settings, "a.example"), []);
  await until(async () => JSON.stringify(await items()), (text) => text.includes('"removed":{"mine"'));
});

test("the general choices go together, by their time; each device keeps its own sync", async () => {
  await here({ mode: "focus", strictness: "careful", at: NOW - DAY });
  await there({ mode: "clean", strictness: "thorough", badge: false, at: NOW });
  await keeps(({ mode, strictness, badge, sync }) => [mode, strictness, badge, sync], ["clean", "thorough", false, true]);
  assert.equal(await until(() => isChecked(page, '[value="thorough"]'), (on) => on), true);
  await there({ mode: "focus", at: NOW - DAY });
  await until(async () => (await items()).options.mode, (mode) => mode === "clean");
  assert.equal((await kept(session)).mode, "clean");
});

test("what a newer version says is taken in as far as it is understood, and not overwritten", async () => {
  await session.evaluate((at) => chrome.storage.sync.set({ "sites-0": { version: 3, sites: { "theirs.example": { on: false, at, colour: "red" } } } }), NOW);
  const before = await items();
  await keep(session, { version: 2, sites: { "mine.example": { on: false, at: NOW } } });
  await wordsOf(page, "#sites .name");
  await page.click("#sync");
  assert.equal(await wordsOf(page, "#wrong"), EN.settings_sync_newer.message);
  await keeps(({ sites }) => Object.keys(sites).sort(), ["mine.example", "theirs.example"]);
  assert.equal((await kept(session)).sync, true);
  assert.deepEqual(await items(), before);
});

test("beyond the browser's bounds the newest go along, all stay here, and the page says so", async () => {
  const sites = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`n${n}.example`, { on: false, at: n, corrections: [correction(`c${n}`, { at: n, sketch: { words: "<ü".repeat(150) } })] }]));
  await here({ sites });
  const all = await items();
  const sizes = Object.entries(all).map(([key, item]) => key.length + new TextEncoder().encode(JSON.stringify(item).replaceAll("<", "\\u003C")).length);
  assert.ok(Math.max(...sizes) <= MOST_ITEM, `${Math.max(...sizes)}`);
  assert.ok(sizes.reduce((sum, size) => sum + size) <= MOST);
  assert.ok(all["sites-0"].sites["n299.example"]);
  const names = Object.values(all).flatMap(({ sites: some }) => Object.keys(some ?? {}));
  assert.ok(!names.includes("n0.example") && names.length > 30, names.join());
  assert.equal(Object.keys((await kept(session)).sites).length, 300);
  const note = await wordsOf(page, "#sync-left");
  const left = Number(/\d+/.exec(note)?.[0]);
  assert.ok(left > 100 && left < 600, note);
  // The next change finds everything in order: nothing goes to and fro.
  const before = JSON.stringify(await items());
  await run("UnnagSync.exchange()");
  assert.equal(JSON.stringify(await items()), before);
  // What was in many items stands in few when there is less of it.
  await run(`UnnagSettings.update((settings) => {
    for (const site of Object.values(settings.sites)) Object.assign(site, { removed: { [site.corrections[0].id]: Date.now() }, corrections: [] });
  })`);
  const few = await until(items, (now) => Object.keys(now).length < 7);
  assert.ok(Object.keys(few).length < 7, Object.keys(few).join());
  assert.equal(await isSeen(page, "#sync-left"), false);
});

test("that something was removed is remembered for half a year, and only where there is sync", async () => {
  const old = { on: true, at: NOW - 200 * DAY };
  const sites = { "old.example": old, "new.example": { on: true, at: NOW - DAY }, "c.example": { on: true, at: 0, removed: { x: NOW - 200 * DAY, y: NOW - DAY } } };
  await here({ sites });
  await run("UnnagSettings.setOptions({ badge: false })");
  const now = (await kept(session)).sites;
  assert.deepEqual(Object.keys(now).sort(), ["c.example", "new.example"]);
  assert.deepEqual(Object.keys(now["c.example"].removed), ["y"]);
  await there({ sites: { "old.example": old } });
  await until(items, (all) => !JSON.stringify(all).includes("old.example"));
  assert.doesNotMatch(JSON.stringify(await items()), /old\.example/);
  await run("UnnagSettings.setOptions({ sync: false })");
  assert.deepEqual((await kept(session)).sites, {});
});

test("a file that replaces everything does so on all devices", async () => {
  await here({ mode: "focus", at: NOW, sites: { "gone.example": { on: false, at: NOW }, "kept.example": { on: true, at: 0, corrections: [correction("one")] } } });
  await syncs("gone.example", false);
  const file = { unnag: "settings", version: 2, mode: "clean", at: 5, sites: { "kept.example": { on: false, mode: null, corrections: [correction("one"), correction("two", { at: 2000 })], at: 5 } } };
  await run('UnnagSettings.removeCorrection("kept.example", "one")');
  await run(`UnnagTransfer.importText(${JSON.stringify(JSON.stringify(file))}, "replace")`);
  await syncs("gone.example", true);
  await syncs("kept.example", false);
  // What another device still says of before does not undo it.
  await there({ mode: "focus", at: NOW, sites: { "gone.example": { on: false, at: NOW }, "kept.example": { on: true, at: NOW - DAY, removed: { one: NOW, two: NOW } } } });
  await syncs("gone.example", true);
  const { mode, sites } = await kept(session);
  assert.deepEqual([mode, sites["kept.example"].on, sites["kept.example"].corrections.map((/** @type {{ text: string }} */ { text }) => text)], ["clean", false, ["Words of one", "Words of two"]]);
});

test("where sync fails the reader hears so, and the choice is kept", async () => {
  await page.evaluate(() => {
    Object.defineProperty(chrome.storage.sync, "get", { value: () => Promise.reject(new Error("no sync")) });
  });
  await page.click("#sync");
  assert.equal(await wordsOf(page, "#wrong"), EN.settings_sync_failed.message);
  assert.equal((await kept(session)).sync, true);
});

test("devices come to the same, in whatever order they meet", async () => {
  /** Made the same way on each run. */
  let seed = 7;
  const pick = (/** @type {number} */ count) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % count;
  };
  const some = (/** @type {(n: number) => any} */ make) => Array.from({ length: pick(4) }, (_, n) => make(n));
  const time = () => NOW - pick(4) * 400;
  const device = () => ({
    version: 2,
    sync: true,
    mode: ["clean", "focus"][pick(2)],
    paused: pick(2) === 0,
    at: pick(3) === 0 ? 0 : time(),
    sites: Object.fromEntries(some(() => [`n${pick(3)}.example`, {
      on: pick(2) === 0,
      mode: [null, "clean", "focus"][pick(3)],
      at: time(),
      corrections: some(() => correction(`c${pick(4)}`, { act: ["hide", "show"][pick(2)], at: time() })),
      removed: Object.fromEntries(some(() => [`c${pick(4)}`, time()])),
    }])),
  });
  const devices = Array.from({ length: 150 }, () => [device(), device(), device()]);
  const differing = await page.evaluate(`(() => {
    const joined = (one, other) => { const copy = structuredClone(one); UnnagJoin.join(copy, other); return copy; };
    const text = UnnagSchema.textOf;
    // A device's own value may hold what was taken back before it met another; the first meeting drops it.
    const met = (one) => joined(UnnagSettings.merge(one), UnnagSettings.merge(one));
    return ${JSON.stringify(devices)}.filter(([a, b, c]) => {
      const [one, two, three] = [a, b, c].map(UnnagSettings.merge);
      const meetings = [
        joined(joined(one, two), three), joined(one, joined(two, three)), joined(joined(three, one), two), joined(joined(two, three), joined(three, one)),
      ].map(met).map((all) => text({ ...all, at: 0, mode: 0, paused: 0 }));
      const options = [joined(joined(one, two), three), joined(three, joined(two, one))].filter(({ at }) => at > 0).map((all) => text(UnnagJoin.optionsOf(all)));
      return new Set(meetings).size > 1 || (one.at > 0 && three.at > 0 && new Set(options).size > 1);
    });
  })()`);
  assert.deepEqual(differing, []);
});
