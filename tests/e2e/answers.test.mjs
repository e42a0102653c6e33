// What the page answers to the popup, the shortcuts and the context menu: places shown, corrections, text, print, badge, pause.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { BROWSER, calm, host, isSeen, markup, marks, open, pageText, parsed, sleep, until, visit } from "./support.mjs";

const SAMPLE = pageText("sample");
/** Another page of the site, whose letter says the same in other words. */
const other = SAMPLE.replaceAll("ferry", "windmill").replace("For two years now", "Since the spring before last").replace("Dear readers,", "Dear readers and neighbours,");
/** An appeal whose address the page writes in its own way. */
const linked = SAMPLE.replace("<head>", '<head><base href="/deep/down/">').replace('href="/support?from=bar"', 'href="../give#now"');
const scripted = SAMPLE.replace('href="/support?from=bar"', 'href="javascript:alert(1)"');

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;
/** @type {import("./support.mjs").Visit} */
let story;

before(async () => {
  server = await host({ "/other.html": other, "/linked.html": linked, "/scripted.html": scripted });
  session = await open();
});

after(async () => {
  await session?.close();
  await server?.close();
});

beforeEach(async () => {
  await session.evaluate(() => chrome.storage.local.clear());
  story = await visit(session, `${server.origin}/pages/sample/page.html`);
});

afterEach(async () => {
  await story.page.close();
  assert.deepEqual(story.errors, []);
});

test("a hidden thing's place comes into the window, is drawn there, and leaves no trace", async () => {
  const { page, id, state } = story;
  const before = await markup(page);
  const appeal = find(state, "A word from");
  const bare = await page.screenshot();
  await session.ask(id, { kind: "outline", id: appeal.id });
  await page.bringToFront();
  await sleep(300);
  // It stands after the share links, and the window shows both sides of it.
  assert.ok(await page.evaluate(isInWindow, ".share"), "its place is not in the window");
  const drawn = await page.screenshot();
  await session.ask(id, { kind: "outline", id: null });
  await page.bringToFront();
  await sleep(300);
  const cleared = await page.screenshot();
  assert.notDeepEqual(drawn, bare);
  assert.notDeepEqual(drawn, cleared, "nothing was drawn");
  assert.equal(await markup(page), before);
  assert.equal(await isSeen(page, ".appeal"), false);
});

test("a shown thing is framed where it stands, until the reader does something on the page", async () => {
  const { page, id, state } = story;
  const appeal = find(state, "A word from");
  await session.ask(id, { kind: "show", id: appeal.id });
  await calm(session, id);
  const before = await markup(page);
  await session.ask(id, { kind: "outline", id: appeal.id });
  assert.ok(await page.evaluate(isInWindow, ".appeal"));
  assert.notEqual(await markup(page), before);
  await page.bringToFront();
  await page.mouse.click(5, 5);
  assert.equal(await until(() => markup(page), (now) => now === before), before);
});

test("what the reader wants to see here always is listed as shown, and seen on the site's other pages", async () => {
  const { id, state } = story;
  const appeal = find(state, "A word from");
  const sketched = await session.ask(id, { kind: "sketch", id: appeal.id });
  assert.deepEqual([sketched.label, sketched.text, typeof sketched.id], [appeal.label, appeal.text, "string"]);
  assert.notEqual((await session.ask(id, { kind: "sketch", id: appeal.id })).id, sketched.id, "an id is used twice");
  // @ts-ignore: a name of the extension's own pages.
  await session.evaluate((site, correction) => UnnagSettings.addCorrection(site, { ...correction, act: "show" }), state.site, sketched);
  assert.equal(await until(() => isSeen(story.page, ".appeal"), (seen) => seen), true);
  const spared = find(await calm(session, id), "A word from");
  assert.deepEqual([spared.shown, spared.correction, spared.label], [true, sketched.id, appeal.label]);

  await session.ask(id, { kind: "show-all" });
  await session.ask(id, { kind: "hide-all" });
  assert.equal(await isSeen(story.page, ".appeal"), true, "hiding all hides what is to be shown");

  const second = await visit(session, `${server.origin}/other.html`);
  assert.equal(await isSeen(second.page, ".appeal"), true, "not known on another page");
  assert.equal(await isSeen(second.page, ".support-bar"), false);
  await second.page.close();

  // @ts-ignore: a name of the extension's own pages.
  await session.evaluate((site, correction) => UnnagSettings.removeCorrection(site, correction), state.site, sketched.id);
  assert.equal(await until(() => isSeen(story.page, ".appeal"), (seen) => !seen), false);
  assert.equal(find(await calm(session, id), "A word from").shown, false);
});

test("the appeal's own link is absolute, and leads nowhere but to the web or a letter", async () => {
  assert.equal(find(story.state, "Support us").support, `${server.origin}/support?from=bar`);
  for (const [path, wanted] of [["/linked.html", `${server.origin}/deep/give#now`], ["/scripted.html", null]]) {
    const second = await visit(session, server.origin + path);
    assert.equal(find(second.state, "Support us").support, wanted);
    await second.page.close();
  }
});

test("the story as Markdown and as plain text, without what nags", async () => {
  const { id } = story;
  const markdown = await session.ask(id, { kind: "text", format: "markdown" });
  assert.match(markdown, /^# The ferry returns to Lake Tarn$/m);
  assert.match(markdown, /^## A hull that had to learn to float$/m);
  assert.match(markdown, /The steamer Aurelia will carry passengers/);
  const text = await session.ask(id, { kind: "text", format: "text" });
  assert.match(text, /^A hull that had to learn to float$/m);
  for (const written of [markdown, text]) assert.doesNotMatch(written, /Support us|A word from|Most read|All rights reserved/);
  // Where Unnag is off, too.
  // @ts-ignore: a name of the extension's own pages.
  await session.evaluate((site) => UnnagSettings.setSite(site, { on: false }), story.state.site);
  await until(() => marks(story.page), (count) => count === 0);
  assert.equal(await session.ask(id, { kind: "text", format: "markdown" }), markdown);
});

test("it prints what is shown", async () => {
  const { page, id } = story;
  await page.evaluate(() => addEventListener("beforeprint", () => Object.assign(window, { printed: true })));
  await session.ask(id, { kind: "print" });
  assert.equal(await until(() => page.evaluate(() => Reflect.get(window, "printed") === true), Boolean), true);
});

test("it says which site and page it is, its mode, and that a hidden cookie notice is not answered", async () => {
  const { state } = story;
  assert.deepEqual([state.on, state.paused, state.mode, state.site], [true, false, "clean", "127.0.0.1"]);
  assert.deepEqual([state.url, state.title, state.notices], [`${server.origin}/pages/sample/page.html`, "The ferry returns to Lake Tarn | The Tarn Valley Herald", []]);
  const consent = await visit(session, `${server.origin}/pages/consent-dialog/page.html`);
  assert.deepEqual(consent.state.notices, ["consent"]);
  await session.ask(consent.id, { kind: "show-all" });
  assert.deepEqual((await session.ask(consent.id, { kind: "state" })).notices, []);
  await consent.page.close();
});

test("a pause takes hold in open pages at once, everywhere, and ends so", async () => {
  const { page, id } = story;
  const elsewhere = await visit(session, `${server.origin}/pages/sample/page.html`.replace("127.0.0.1", "localhost"));
  // @ts-ignore: a name of the extension's own pages.
  await session.evaluate(() => UnnagSettings.setOptions({ paused: true }));
  for (const each of [page, elsewhere.page]) assert.equal(await until(() => marks(each), (count) => count === 0), 0);
  assert.equal(await markup(page), await parsed(page, SAMPLE));
  const state = await session.ask(id, { kind: "state" });
  assert.deepEqual([state.on, state.paused], [false, true]);
  // @ts-ignore: a name of the extension's own pages.
  await session.evaluate(() => UnnagSettings.setOptions({ paused: false }));
  for (const each of [page, elsewhere.page]) assert.equal(await until(() => isSeen(each, ".appeal"), (seen) => !seen), false);
  await elsewhere.page.close();
});

test("the badge counts, or not, as the reader likes it", async () => {
  const { id, state } = story;
  const badge = () => session.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), id);
  const count = String(state.records.length);
  assert.equal(await until(badge, (text) => text === count), count);
  // @ts-ignore: a name of the extension's own pages.
  await session.evaluate(() => UnnagSettings.setOptions({ badge: false }));
  assert.equal(await until(badge, (text) => text === ""), "");
  // @ts-ignore: a name of the extension's own pages.
  await session.evaluate(() => UnnagSettings.setOptions({ badge: true }));
  assert.equal(await until(badge, (text) => text === count), count);
});

test("the shortcuts: site, Focus, all, pick", async () => {
  const { page, id } = story;
  const before = await markup(page);
  await command("toggle-site");
  assert.equal(await until(() => marks(page), (count) => count === 0), 0);
  await command("toggle-site");
  assert.equal(await until(() => isSeen(page, ".appeal"), (seen) => !seen), false);
  await calm(session, id);

  await command("focus");
  assert.equal(await until(() => isSeen(page, ".masthead"), (seen) => !seen), false);
  await command("focus");
  assert.equal(await until(() => isSeen(page, ".masthead"), (seen) => seen), true);
  await calm(session, id);
  assert.equal(await markup(page), before);
  // @ts-ignore: a name of the extension's own pages.
  assert.deepEqual(await session.evaluate(async () => (await UnnagSettings.read()).sites), {}, "a choice is left of it");

  await command("undo-all");
  assert.equal(await until(() => marks(page), (count) => count === 0), 0);
  await command("undo-all");
  assert.equal(await until(() => isSeen(page, ".appeal"), (seen) => !seen), false);

  await command("pick");
  await page.bringToFront();
  assert.equal(await until(() => page.evaluate(() => document.documentElement.lastElementChild?.localName), (name) => name === "div"), "div");
  await page.keyboard.press("Escape");
  assert.equal(await until(() => page.evaluate(() => document.documentElement.lastElementChild?.localName), (name) => name === "body"), "body");
});

test("every shortcut of the manifest is known, and none besides", async () => {
  const names = await session.evaluate(async () => (await chrome.commands.getAll()).map(({ name }) => name).filter((name) => !name?.startsWith("_")));
  assert.deepEqual(names.sort(), ["focus", "pick", "toggle-site", "undo-all"]);
});

test("the context menu has its entries, and shows what was hidden", async () => {
  const { page, id } = story;
  for (const entry of ["pick", "show"]) assert.equal(await session.evaluate(hasEntry, entry), true, entry);
  assert.equal(await session.evaluate(hasEntry, "nothing"), false);
  await load("www/commands.js", "www/menu.js");
  // @ts-ignore: a name of the extension's own pages.
  await session.evaluate((tab) => UnnagMenu.act({ menuItemId: "show" }, tab), id);
  assert.equal(await until(() => marks(page), (count) => count === 0), 0);
  // In a frame the page does not know what was clicked: the reader points.
  // @ts-ignore: a name of the extension's own pages.
  await session.evaluate((tab) => UnnagMenu.act({ menuItemId: "pick", frameId: 7 }, tab), id);
  await page.bringToFront();
  await page.keyboard.press("Escape");
});

test("on the first day, the welcome page waits in a tab behind", async () => {
  const tabs = await session.evaluate(() => chrome.tabs.query({}));
  const welcome = tabs.filter(({ url }) => url?.endsWith("/www/welcome/welcome.html"));
  assert.deepEqual(welcome.map(({ active }) => active), [false]);
});

test("the background may be ended at any time", { skip: BROWSER === "firefox" && "no driver ends Firefox's" }, async () => {
  const { page, id, state } = story;
  const target = await session.browser.waitForTarget((one) => one.type() === "service_worker" && one.url().endsWith("/www/background.js"));
  await (await target.worker())?.close();
  await session.ask(id, { kind: "show", id: state.records[0]?.id });
  const badge = () => session.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), id);
  const count = String(state.records.length - 1);
  assert.equal(await until(badge, (text) => text === count), count);
  assert.equal(await session.evaluate(hasEntry, "pick"), true);
  const worker = await (await session.browser.waitForTarget((one) => one.type() === "service_worker")).worker();
  const listens = await worker?.evaluate(() => [chrome.commands.onCommand.hasListeners(), chrome.contextMenus.onClicked.hasListeners()]);
  assert.deepEqual(listens, [true, true]);
  await page.bringToFront();
});

test("where Unnag is off, picking says so instead", async () => {
  const { page, id, state } = story;
  // @ts-ignore: a name of the extension's own pages.
  await session.evaluate((site) => UnnagSettings.setSite(site, { on: false }), state.site);
  await until(() => marks(page), (count) => count === 0);
  const before = await markup(page);
  await session.ask(id, { kind: "pick" });
  await page.bringToFront();
  assert.notEqual(await markup(page), before);
  await page.keyboard.press("Enter");
  assert.equal(await until(() => markup(page), (now) => now === before), before);
});

/**
 * Does what a shortcut does. No driver presses the browser's own keys.
 * @param {string} name
 */
async function command(name) {
  await load("www/commands.js");
  // @ts-ignore: a name of the extension's own pages.
  await session.evaluate((wanted, tab) => UnnagCommands.run(wanted, tab), name, story.id);
}

/**
 * Loads scripts of the background into the page where the extension's interfaces are.
 * @param {string[]} paths
 */
async function load(...paths) {
  for (const path of paths) {
    await session.evaluate(async (wanted) => {
      if (document.querySelector(`script[src="/${wanted}"]`)) return;
      const script = Object.assign(document.createElement("script"), { src: `/${wanted}` });
      document.head.append(script);
      await new Promise((resolve) => script.addEventListener("load", resolve));
    }, path);
  }
}

/** Whether the context menu has an entry. @param {string} entry */
async function hasEntry(entry) {
  return new Promise((resolve) => chrome.contextMenus.update(entry, {}, () => resolve(!chrome.runtime.lastError)));
}

/**
 * @param {import("./support.mjs").PageState} state
 * @param {string} start
 */
function find({ records }, start) {
  const thing = records.find(({ text }) => text.startsWith(start));
  assert.ok(thing, `nothing begins with ${start}`);
  return thing;
}

/** @param {string} selector */
function isInWindow(selector) {
  const { top, bottom } = /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
