// Documents of other kinds, with other rights, opened anew, without a root, and with names that nobody would give.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { host, sleep, visit } from "./support.mjs";
import { lines, look, NAG, pair, pick, script, stands, tale, untouched } from "./tale.mjs";

const HTML = "text/html; charset=utf-8";

/** @param {string} policy @param {string} [body] */
const under = (policy, body = tale()) => ({ body, type: HTML, headers: { "content-security-policy": policy } });

const BEFORE = '<!doctype html><title>One moment</title><p class="soon">The page is on its way.</p>';
/** Opens its document anew, with the story. @param {string} close when it is closed again */
const opens = (close) => `${BEFORE}${script(`const text = ${JSON.stringify(tale()).replaceAll("</", "<\\/")};
  addEventListener("load", () => setTimeout(() => { document.open(); document.write(text); ${close} }, 500));`)}`;

const XHTML = tale()
  .replace("<!doctype html>", '<?xml version="1.0"?><!DOCTYPE html>')
  .replace("<html ", '<html xmlns="http://www.w3.org/1999/xhtml" ')
  .replace('<meta charset="utf-8">', "");
const OTHER_ROOT = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><foreignObject width="600" height="400"><div xmlns="http://www.w3.org/1999/xhtml">${NAG}</div></foreignObject></svg>`;
const FEED = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Ellery Tide</title><entry><title>Please donate today</title></entry></feed>`;
const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj\ntrailer<</Root 1 0 R>>\n");

/** Documents that are no pages: the same with the extension as without. */
const OTHERS = { xml: "application/xml", svg: "image/svg+xml", text: "text/plain", json: "application/json", root: "application/xhtml+xml" };
/** @type {Record<string, string>} */
const BODIES = { xml: FEED, svg: OTHER_ROOT, text: "Please donate today.\n", json: '{"ask": "Please donate today."}', root: OTHER_ROOT };

const LONG = "x".repeat(1 << 20);
const CONTROL = "\\u0001\\u0008\\u001b\\u007f\\u0085\\u2028\\ufeff\\ufffe\\ud800 \\udc00\\u202e";

/** @type {Record<string, import("../../xtask/driver/serve.mjs").Route>} */
const PAGES = {
  "/opened.html": opens("document.close();"),
  "/slowly.html": opens("setTimeout(() => document.close(), 600);"),
  "/rootless.html": tale({
    end: script(`addEventListener("load", () => setTimeout(() => {
      const root = document.documentElement;
      root.remove();
      setTimeout(() => document.append(root), 400);
    }, 500));`),
  }),
  "/never.html": tale({ end: script(`addEventListener("load", () => setTimeout(() => document.documentElement.remove(), 500));`) }),
  "/sandboxed.html": under("sandbox allow-scripts", tale({ end: script("try { localStorage.x = 1; } catch {}") })),
  "/scriptless.html": under("sandbox"),
  "/trusted.html": under("require-trusted-types-for 'script'; trusted-types 'none'"),
  "/strict.xhtml": { body: XHTML, type: "application/xhtml+xml" },
  "/long.html": tale({
    story: lines().replace('class="line"', `class="line ${LONG}" id="${LONG}"`),
    nag: NAG.replace('class="support-box"', `class="support-box ${LONG}"`),
  }),
  "/control.html": tale({
    end: script(`for (const element of document.querySelectorAll(".line, #nag, #nag *")) {
      for (const name of ["class", "title", "aria-label", "role", "href", "data-${"y".repeat(5000)}"]) element.setAttribute(name, (element.getAttribute(name) ?? "") + " ${CONTROL}");
      if (element.id !== "nag") element.id = "${CONTROL}" + Math.abs(element.textContent.length);
    }`),
  }),
  "/frames.html": '<!doctype html><html><head><title>Frames</title></head><frameset cols="50%,50%"><frame src="about:blank"><frame src="about:blank"></frameset></html>',
  "/paper.pdf": { body: PDF, type: "application/pdf" },
};
for (const [name, type] of Object.entries(OTHERS)) PAGES[`/other.${name}`] = { body: BODIES[name] ?? "", type };

/** @type {Awaited<ReturnType<typeof host>>} */
let server;
const browsers = pair(before, after);
const at = (/** @type {string} */ name) => `${server.origin}/${name}`;

before(async () => {
  server = await host(PAGES);
});

after(() => server?.close());

test("a document that is opened anew is read anew, and the reader can still pick", async () => void (await stands(browsers, at("opened.html"), { wait: 1000, then: (visit) => pick(browsers.session, visit) })));

test("a document that is opened anew and comes slowly is read when it is there", async () => void (await stands(browsers, at("slowly.html"), { wait: 1600, then: (visit) => pick(browsers.session, visit) })));

test("a page that loses its root for a while is read when it is back", async () => void (await stands(browsers, at("rootless.html"), { wait: 1200 })));

test("a page without a root is none", async () => {
  const { page, id, errors } = await visit(browsers.session, at("never.html"));
  await sleep(800);
  assert.equal((await look(page)).markup, "");
  const { notices, records } = await browsers.session.ask(id, { kind: "state" });
  assert.deepEqual([notices, records], [[], []]);
  assert.deepEqual(errors, []);
});

for (const [name, what] of [["sandboxed", "whose origin is opaque"], ["scriptless", "that may run no scripts"], ["trusted", "that only trusts what it made itself"]]) {
  test(`a page ${what} is a page`, async () => void (await stands(browsers, at(`${name}.html`))));
}

test("a page written in XML is a page", async () => void (await stands(browsers, at("strict.xhtml"))));

test("names of a megabyte, and of no letters, change nothing", async () => {
  await stands(browsers, at("long.html"));
  await stands(browsers, at("control.html"));
});

for (const name of [...Object.keys(OTHERS).map((kind) => `other.${kind}`), "frames.html"]) {
  test(`${name} stays as it is`, async () => {
    const page = await browsers.session.newPage();
    const errors = browsers.session.watchErrors(page);
    await page.goto(at(name), { waitUntil: "load" });
    await sleep(300);
    assert.equal((await look(page)).markup, (await untouched(browsers.plain, at(name))).markup);
    assert.deepEqual(errors, []);
    await page.close();
  });
}

test("a PDF is left to the browser", async () => {
  const page = await browsers.session.newPage();
  const errors = browsers.session.watchErrors(page);
  await page.goto(at("paper.pdf")).catch(() => {});
  await sleep(300);
  assert.equal(await browsers.session.tabId(page).then((id) => browsers.session.ask(id, { kind: "state" })).catch(() => null), null);
  assert.deepEqual(errors, []);
});
