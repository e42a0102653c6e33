// Pages that nobody writes on purpose: empty, huge, deep, broken. Nothing may break, and nothing but nags may go.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { host, markup, open, pageText, parsed, visit } from "./support.mjs";

const MANY = 50_000;
const LONG = 5_000_000;
const DEEP = 5_000;

const SENTENCE = "The boats came back before noon, and the square filled with people who wanted to see what they had caught. ";

/** @param {string} body */
const wrap = (body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stress</title></head><body>${body}</body></html>`;

const inputs = {
  "an empty answer": "",
  "a page without a body": "<!doctype html><title>Nothing</title>",
  "a frameset": '<!doctype html><html><head></head><frameset cols="*,*"><frame><frame></frameset></html>',
  "50,000 elements": wrap(`<main>${`<p>${SENTENCE}<b>Fish.</b></p>`.repeat(MANY / 2)}</main>`),
  "a text of five million characters": wrap(`<main><p>${SENTENCE.repeat(LONG / SENTENCE.length)}</p></main>`),
  "an attribute of five million characters": wrap(`<p class="${"x ".repeat(LONG / 2)}">${SENTENCE.repeat(4)}</p>`),
};

/** What a page's script makes of an ordinary story. */
const scripts = {
  "halves of surrogate pairs": `
    for (const text of ["\\ud83d", "\\ude00 alone", "a \\udc00\\ud800 b", "\\ud800".repeat(1000), "donate \\ud83d"]) {
      const p = document.createElement("p");
      p.textContent = text;
      p.className = text;
      p.title = text;
      document.querySelector("main").append(p);
    }`,
  "elements nested 5,000 deep": `
    // Not laid out: Chromium itself does not survive the layout of such a page.
    let inner = document.querySelector("main").appendChild(document.createElement("div"));
    inner.hidden = true;
    for (let depth = 0; depth < ${DEEP}; depth++) inner = inner.appendChild(document.createElement(depth % 7 ? "div" : "span"));
    inner.textContent = "At the bottom of the well.";`,
  "form fields named like properties": `
    document.querySelector("main").insertAdjacentHTML("beforeend",
      "<form>" + ["firstChild", "nextSibling", "parentNode", "nodeType", "localName", "getAttribute", "hasAttributes", "ownerDocument", "style"]
        .map((name) => '<input name="' + name + '">').join("") + '</form><img name="documentElement"><img name="body">');`,
};

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;

const STORY = wrap(`<main><h1>The boats are back</h1>${`<p>${SENTENCE.repeat(3)}</p>`.repeat(6)}</main>`);
const address = (/** @type {string} */ name) => `/${encodeURIComponent(name)}.html`;

before(async () => {
  const plain = Object.entries(inputs).map(([name, html]) => [`/${name}.html`, { body: html, type: "text/html" }]);
  const scripted = Object.entries(scripts).map(([name, script]) => [
    `/${name}.html`,
    STORY.replace("</body>", `<script>${script}; window.untouched = document.documentElement.outerHTML;</script></body>`),
  ]);
  const nag = pageText("sample").match(/<section class="appeal"[\s\S]*?<\/section>/)?.[0] ?? "";
  const big = wrap(`<main><h1>The boats are back</h1>${`<p>${SENTENCE}<b>Fish.</b></p>`.repeat(MANY / 2)}</main>${nag}`);
  server = await host({ ...Object.fromEntries([...plain, ...scripted]), "/big.html": big });
  session = await open();
});

after(async () => {
  await session?.close();
  await server?.close();
});

for (const [name, html] of Object.entries(inputs)) {
  test(name, async () => {
    const { page, errors, state } = await visit(session, server.origin + address(name));
    assert.ok(!state.notices.includes("failed"), "the core did not answer");
    assert.deepEqual(state.records, []);
    assert.equal((await markup(page)) === (await parsed(page, html)), true, "the page was changed");
    assert.deepEqual(errors, []);
    await page.close();
  });
}

for (const name of Object.keys(scripts)) {
  test(name, async () => {
    const { page, errors, id, state } = await visit(session, server.origin + address(name));
    assert.ok(!state.notices.includes("failed"), "the core did not answer");
    assert.ok(await page.evaluate(() => document.querySelector("h1")?.checkVisibility()));
    await session.ask(id, { kind: "show-all" });
    const same = await page.evaluate(() => {
      // The script's own tag was still open when it looked.
      const end = "</script></body></html>";
      const strip = (/** @type {string} */ text) => text.slice(0, text.lastIndexOf("<script>")).replace(end, "");
      return strip(document.documentElement.outerHTML) === strip(/** @type {any} */ (window).untouched);
    });
    assert.ok(same, "undo left something behind");
    assert.deepEqual(errors, []);
    await page.close();
  });
}

test("a page of 50,000 elements with a nag in it is cleaned all the same", async () => {
  const { page, errors } = await visit(session, `${server.origin}/big.html`);
  assert.equal(await page.evaluate(() => document.querySelector(".appeal")?.checkVisibility()), false);
  assert.equal(await page.evaluate(() => document.querySelector("main")?.checkVisibility()), true);
  assert.deepEqual(errors, []);
  await page.close();
});
