// What the popup tells of a page, and that what it offers works.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { clear, keep } from "./kept.mjs";
import { openPopup } from "./screens.mjs";
import { BROWSER, ROOT, host, isSeen, open, until, visit } from "./support.mjs";

/** More elements than the core takes. */
const TOO_MANY = 200_001;
/** A picture is no page to read. */
const PICTURE = join(ROOT, "www/icons/128.png");

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;
/** @type {import("./support.mjs").Page[]} */
let opened = [];

before(async () => {
  server = await host({
    "/live/": { dir: join(ROOT, "tests/live") },
    "/large": `<!doctype html><title>Large</title><div hidden></div><script>document.querySelector("div").innerHTML = "<p>" + "<i></i>".repeat(${TOO_MANY})</script>`,
    "/picture.png": { file: PICTURE },
  });
  session = await open();
});

after(async () => {
  await session?.close();
  await server?.close();
});

beforeEach(() => clear(session));

afterEach(async () => {
  await Promise.all(opened.map((page) => page.close().catch(() => {})));
  opened = [];
});

/** The popup about a page that Unnag acts on. @param {string} path */
async function meet(path) {
  const story = await visit(session, server.origin + path);
  return { ...story, ...(await popupOn(story.page, story.id)) };
}

/** The popup about any page. @param {import("./support.mjs").Page} page @param {number} id */
async function popupOn(page, id) {
  const popup = await openPopup(session, id);
  opened.push(page, popup);
  await popup.bringToFront();
  const notices = () => popup.$$eval("#notices .note", (notes) => notes.map((note) => note.classList[1]));
  /** Waits for exactly these. @param {string[]} wanted */
  const tells = async (...wanted) => assert.deepEqual(await until(notices, (now) => now.join() === wanted.join()), wanted);
  return { page, popup, tells };
}

test("each has words, says what the reader can do, and names its buttons", async () => {
  const { popup } = await meet("/pages/sample/page.html");
  const codes = [
    "paused", "forbidden", "allowed", "unread", "browser", "failed", "too_large", "unfocused", "partial", "consent", "insists",
  ];
  const notes = await popup.$eval(
    "#notices",
    (list, all) => {
      // @ts-ignore: the element is the page's own.
      list.show(all);
      return [...list.querySelectorAll(".note")].map((note) => [...note.children].map((part) => part.textContent));
    },
    codes,
  );
  assert.equal(notes.length, codes.length);
  for (const [at, parts] of notes.entries()) assert.ok(parts.length >= 2 && parts.every((words) => words), `words are missing: ${codes[at]}`);
});

test("hiding a cookie dialog does not answer it; it can be shown again to be answered", async () => {
  const { page, popup, tells } = await meet("/pages/consent-dialog/page.html");
  await tells("consent");
  assert.equal(await isSeen(page, ".cmp-dialog"), false);
  await popup.click("#notices .answer");
  for (const part of [".cmp-dialog", ".cmp-shade"]) assert.equal(await until(() => isSeen(page, part), (seen) => seen), true, part);
  await tells();
  assert.notEqual(await popup.evaluate(() => document.activeElement?.localName), "body", "the keyboard fell out of the popup");
});

test("a site that sent only a part of the article", async () => {
  const { popup, tells } = await meet("/live/wall-json-ld/page.html");
  await tells("partial");
  assert.match(await popup.$eval("#notices", (notices) => notices.textContent ?? ""), /never reached your computer/);
});

test("a page that insists can be loaded anew", async () => {
  const { page, id } = await visit(session, `${server.origin}/live/hostile-insists/page.html`);
  // Browsers slow the clocks of pages behind others, and then it insists less often.
  const notices = async () => (await session.ask(id, { kind: "state" })).notices;
  await until(notices, (now) => now.includes("insists"));
  const { popup, tells } = await popupOn(page, id);
  await tells("insists");
  await page.evaluate(() => Object.assign(window, { sameVisit: true }));
  await popup.click("#notices .reload");
  assert.equal(await until(() => page.evaluate(() => Reflect.has(window, "sameVisit")).catch(() => true), (same) => !same), false);
});

test("where Focus finds no story, Clean is offered", async () => {
  await keep(session, { version: 2, mode: "focus", sites: {} });
  const { popup, tells } = await meet("/pages/not-empty/page.html");
  await tells("unfocused");
  await popup.click("#notices .clean");
  await tells();
  assert.equal(await popup.$eval("#mode [value=clean]", (radio) => /** @type {HTMLInputElement} */ (radio).checked), true);
});

test("a page that is too large is left as it is", async () => {
  const { tells } = await meet("/large");
  await tells("too_large");
});

test("on a page of the browser's own there is nothing to do", async () => {
  const page = await session.newPage();
  const { popup, tells } = await popupOn(page, await session.tabId(page));
  await tells("browser");
  assert.equal(await isSeen(popup, "#switch"), false);
  assert.equal(await popup.$("#notices button"), null);
});

test("a page that was not read can be loaded anew", async () => {
  const page = await session.newPage();
  await page.goto(`${server.origin}/picture.png`);
  const { popup, tells } = await popupOn(page, await session.tabId(page));
  await tells("unread");
  await page.evaluate(() => Object.assign(window, { sameVisit: true }));
  await popup.click("#notices .reload");
  assert.equal(await until(() => page.evaluate(() => Reflect.has(window, "sameVisit")).catch(() => true), (same) => !same), false);
});

test("without the permission to act, it is asked for; once it is given, the page is loaded anew", async () => {
  await withhold();
  const page = await session.newPage();
  await page.goto(`${server.origin}/pages/sample/page.html`);
  const { popup, tells } = await popupOn(page, await session.tabId(page));
  await tells("forbidden");
  assert.equal(await isSeen(page, ".appeal"), true);
  await popup.click("#notices .allow");
  await grant();
  await tells("allowed");
  await popup.click("#notices .reload");
  assert.equal(await until(() => isSeen(page, ".appeal").catch(() => true), (seen) => !seen), false);
});

/** The reader takes the permission away, as each browser lets them. */
async function withhold() {
  if (BROWSER === "chromium") return setAccess("ON_CLICK");
  await session.evaluate(() => chrome.permissions.remove({ origins: ["http://*/*", "https://*/*", "file:///*"] }));
}

/** The reader says yes. Firefox does without the question under a driver; in Chromium no driver can reach the dialog. */
async function grant() {
  if (BROWSER === "chromium") await setAccess("ON_ALL_SITES");
}

/** @param {string} access */
async function setAccess(access) {
  const page = await session.newPage();
  await page.goto("chrome://extensions");
  // @ts-ignore: an interface of this page alone.
  await page.evaluate((extensionId, hostAccess) => chrome.developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess }), new URL(session.origin).host, access);
  await page.close();
}
