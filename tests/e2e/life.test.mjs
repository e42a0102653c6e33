// The extension's life: its background is ended, it is updated while tabs are open, a window is private.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import { ENDING_PREFS } from "../../xtask/driver/background.mjs";
import { appeal, endBackground, privateVisit, saved, update } from "./lives.mjs";
import { BROWSER, calm, host, isSeen, markup, marks, open, pageText, parsed, sleep, until, visit } from "./support.mjs";

const SAMPLE = pageText("sample");
const LINE = "<p>Another boat came in with the tide and was tied up at the old quay.</p>";
/** Such a page asks the background for every verdict, and is large enough for the answer to take its time. */
const STRICT = { body: SAMPLE.replace('class="article__body">', `$&${LINE.repeat(1_000)}`), type: "text/html", headers: { "content-security-policy": "script-src 'none'" } };
/** What the first paragraphs of a story were sent with, and what stands there once the page was saved while they were hidden. */
const SENT = ["", "", "", "", ' style="color: black"'];
const SAVED = [
  ' data-unnag="donate"',
  ' data-unnag-fix="cover"',
  ' data-unnag-focus="empty"',
  ' data-unnag-style="" style="display: none !important"',
  ' style="color: black; display: none !important" data-unnag-style="=color: black"',
];
/** How often the background is ended while a page asks it. */
const ENDS = 20;

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;

before(async () => {
  server = await host({ "/strict.html": STRICT, "/saved.html": story(SAVED) });
  session = await open({ prefs: ENDING_PREFS });
});

afterEach(() => session.evaluate(() => chrome.storage.local.clear()));

after(async () => {
  await session?.close();
  await server?.close();
});

test("a page is cleaned by a background that is ended again and again", async () => {
  const { page, errors, id } = await visit(session, `${server.origin}/strict.html`);
  assert.equal(await until(() => isSeen(page, ".support-bar"), (seen) => !seen), false);
  for (let time = 0; time < ENDS; time += 1) {
    await endBackground(session);
    await page.evaluate(appeal, `late-${time}`);
  }
  const left = () => page.evaluate(() => [...document.querySelectorAll(".late")].filter((box) => box.checkVisibility()).map((box) => box.id));
  assert.deepEqual(await until(left, (boxes) => boxes.length === 0), []);
  assert.deepEqual((await calm(session, id)).notices, []);
  assert.deepEqual(errors, []);
});

test("a question that the background took along when it was ended is asked again", async () => {
  const { page, id } = await visit(session, `${server.origin}/strict.html`);
  for (let time = 0; time < ENDS; time += 1) {
    const text = session.ask(id, { kind: "text", format: "text" });
    await sleep(time * 4);
    await endBackground(session);
    assert.match(String(await text), /steamer Aurelia/, `ended ${time * 4} ms after the question`);
  }
  await page.close();
});

test("what the reader picks is kept by a background that was ended just before", async () => {
  const { page } = await visit(session, `${server.origin}/pages/sample/page.html`);
  await endBackground(session);
  const correction = { id: "one", act: "hide", label: "other", text: "", sketch: {} };
  await session.evaluate((correction) => chrome.runtime.sendMessage({ kind: "correct", site: "paper.example", correction }), correction);
  const settings = await until(() => saved(session), (value) => value !== undefined);
  assert.equal(settings.sites["paper.example"].corrections[0].id, "one");
  await page.close();
});

test("after an update the open page stays as it was cleaned, old scripts go quiet, and the next load is cleaned anew", async () => {
  const { page, errors } = await visit(session, `${server.origin}/pages/sample/page.html`);
  const count = await marks(page);
  assert.ok(count > 0);
  await update(session);
  assert.equal(await until(() => marks(page), (now) => now === count), count);
  assert.equal(await isSeen(page, ".appeal"), false);

  await page.evaluate(appeal, "late");
  await sleep(600);
  // Firefox sends the new scripts to open pages; Chromium leaves the page to its old ones, which can do nothing any more.
  assert.equal(await isSeen(page, "#late"), BROWSER === "chromium");

  await page.reload();
  assert.equal(await until(() => isSeen(page, ".appeal"), (seen) => !seen), false);
  assert.equal(await marks(page), count, "marks after the next load");
  assert.deepEqual(errors, []);
});

test("a page that was saved with its marks is read as it was sent", async () => {
  const { page, id } = await visit(session, `${server.origin}/saved.html`);
  const gone = () => page.evaluate(() => [...document.querySelectorAll(".article__body p")].filter((line) => !line.checkVisibility()).length);
  assert.equal(await until(gone, (count) => count === 0), 0);
  await calm(session, id);
  await session.ask(id, { kind: "show-all" });
  assert.equal(await markup(page), await parsed(page, story(SENT)));
});

/** The sample with these attributes on the paragraphs of its story. @param {string[]} attributes */
function story(attributes) {
  const [head, body] = SAMPLE.split(/(?<=class="article__body">)/);
  const left = [...attributes];
  return head + body.replaceAll("<p>", () => `<p${left.shift() ?? ""}>`);
}

test("nothing of a private window is written down", { skip: BROWSER === "firefox" && "a driver cannot let an extension into Firefox's private windows" }, async () => {
  const { isCleaned, close } = await privateVisit(session, `${server.origin}/strict.html`);
  assert.equal(await until(isCleaned, (cleaned) => cleaned), true);
  await sleep(500);
  assert.equal(await session.evaluate(async () => JSON.stringify(await chrome.storage.local.get())), "{}");
  await close();
});
