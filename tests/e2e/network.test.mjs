// Nothing leaves: a page makes the requests that it makes without the extension, each as often, and the extension none of its own,
// whatever the reader does with it. Every request of the browser goes through a proxy that writes it down.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { openOptions } from "./kept.mjs";
import { openPopup, openWelcome } from "./screens.mjs";
import { BROWSER, EXTENSION, calm, pageText, sleep, visit } from "./support.mjs";
import { startWeb } from "./traffic.mjs";

/** @typedef {import("./support.mjs").Session} Session */

/** What browsers ask for by themselves, with and without an extension: time, updates, settings. */
const BROWSERS_OWN = /^\S+ (https?:\/\/)?([\w-]+\.)+(google|googleapis|gvt1|mozilla|firefox|mozgcp)\.(com|org|net)[:/]/;
const ICON = /\/favicon\.ico$/;
/** How long a request may be on its way after the last thing that was done, in milliseconds. */
const LATE = 800;

/** The page's own things, wherever they stand: in the story, in what is hidden, in its scripts. */
const THINGS = `<link rel="stylesheet" href="/page.css">
  <script>
    fetch("/data.json");
    addEventListener("load", () => navigator.sendBeacon("http://counter.test/visit"));
    new Image().src = "http://counter.test/dot.gif";
  </script>
  <script src="http://scripts.test/page.js"></script>`;
const APPEAL = `<aside class="give"><img src="http://pictures.test/hands.gif" alt=""><h2>Keep this newsroom going</h2>
  <p>We live on what our readers give. Please support our work with a donation today.</p>
  <a href="http://giving.test/now">Donate now</a><iframe src="http://giving.test/form"></iframe></aside>`;
const FRAME = "<title>Give</title><p>Five, ten or twenty?</p>";
/** Pictures that could not be read would be asked for again by who prints the page. */
const PICTURE = { body: Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"), type: "image/gif" };
const STORY = pageText("sample").replace("<head>", `<head>${THINGS}`).replace("</article>", `${APPEAL}</article>`);
/** A page's own policy that forbids WebAssembly, so that the core is asked in the background; and wants to hear of breaches. */
const POLICY = "script-src 'self' 'unsafe-inline'; report-uri http://counter.test/report";
const STRICT = "http://strict.test/";

const ANSWERS = {
  "http://courier.test/": { body: STORY },
  "http://courier.test/page.css": { body: "body { background: url(/paper.gif) }", type: "text/css" },
  "http://courier.test/data.json": { body: "{}", type: "application/json" },
  "http://scripts.test/page.js": { body: "", type: "text/javascript" },
  "http://courier.test/paper.gif": PICTURE,
  "http://pictures.test/hands.gif": PICTURE,
  "http://counter.test/dot.gif": PICTURE,
  "http://giving.test/form": { body: FRAME },
  "http://quiet.test/": { body: pageText("consent-dialog") },
  [STRICT]: { body: pageText("sample"), headers: { "content-security-policy": POLICY } },
};
const ADDRESSES = ["http://courier.test/", "http://quiet.test/", STRICT];

/** @type {Awaited<ReturnType<typeof startWeb>>} */
let web;
/** @type {Session} */
let session;
/** What each page asks for in a browser without the extension. @type {Record<string, string[]>} */
const bare = {};

before(async () => {
  web = await startWeb(ANSWERS);
  const plain = await web.enter({ extension: null });
  for (const address of ADDRESSES) {
    const page = await plain.newPage();
    await page.goto(address, { waitUntil: "load" });
    bare[address] = await requests();
  }
  await plain.close();
  session = await web.enter({});
  // What opens by itself once the extension is there.
  assert.deepEqual(await requests(), []);
});

after(async () => {
  await session?.close();
  await web?.close();
});

/** The requests of pages and of extensions since the last call, in no order; a browser keeps a site's icon as it likes. */
async function requests() {
  await sleep(LATE);
  return web.take().filter((line) => !BROWSERS_OWN.test(line) && !ICON.test(line)).sort();
}

test("a page's own requests are seen, to every host", () => {
  const hosts = new Set(bare["http://courier.test/"]?.map((line) => new URL(line.split(" ")[1] ?? "").host));
  assert.deepEqual([...hosts].sort(), ["counter.test", "courier.test", "giving.test", "pictures.test", "scripts.test"]);
});

test("a page asks for what it asks for without the extension, and no more", async () => {
  // Chromium tells a site whose policy refuses WebAssembly that something tried; once a page.
  const reported = [...(bare[STRICT] ?? []), "POST http://counter.test/report"].sort();
  for (const address of ADDRESSES) {
    const { id, state } = await visit(session, address);
    assert.deepEqual(await requests(), address === STRICT && BROWSER === "chromium" ? reported : bare[address], address);
    assert.ok(state.records.length > 0, `nothing was hidden on ${address}`);
    await use(session, id);
    assert.deepEqual(await requests(), [], `used on ${address}`);
  }
  await visit(session, STRICT);
  assert.deepEqual(await requests(), bare[STRICT], "a page that is known to refuse");
});

test("the extension's own pages ask for nothing", async () => {
  const options = await openOptions(session);
  await options.page.select("#language", "de");
  await openWelcome(session);
  await session.extensionPage("www/welcome/sample.html");
  assert.deepEqual(await requests(), []);
});

/** All that a reader can have done on a page. @param {Session} session @param {number} id its tab */
async function use(session, id) {
  const popup = await openPopup(session, id);
  await popup.waitForSelector("#things li");
  await popup.close();
  for (const kind of ["show-all", "hide-all", "print", "pick"]) await session.ask(id, { kind });
  await session.ask(id, { kind: "text", format: "markdown" });
  await calm(session, id);
}

/** Ways out, each in a script of the extension. @type {Record<string, [string, string]>} */
const LEAKS = {
  "a fetch of the content script": ["www/content.js", `fetch("http://leak.test/page");`],
  "a picture of the content script": ["www/content.js", `new Image().src = "http://leak.test/picture";`],
  "a fetch of the background": ["www/background.js", `fetch("http://leak.test/background");`],
  "a socket of the background": ["www/background.js", `new WebSocket("wss://leak.test:8443/socket");`],
  "a fetch of the popup": ["www/popup/frame.js", `fetch("http://leak.test/popup");`],
};

test("each way out would be seen", async () => {
  const copy = mkdtempSync(join(tmpdir(), "unnag-leak-"));
  cpSync(EXTENSION, copy, { recursive: true });
  for (const [file, text] of Object.values(LEAKS)) writeFileSync(join(copy, file), `\n${text}\n`, { flag: "a" });
  // The policy of its own pages would stop three of them.
  const manifest = JSON.parse(readFileSync(join(copy, "manifest.json"), "utf8"));
  manifest.content_security_policy.extension_pages = "script-src 'self' 'wasm-unsafe-eval'";
  writeFileSync(join(copy, "manifest.json"), JSON.stringify(manifest));
  const leaky = await web.enter({ extension: copy });
  await openPopup(leaky, (await visit(leaky, "http://quiet.test/")).id);
  const leaks = new Set((await requests()).filter((line) => line.includes("leak.test")));
  await leaky.close();
  rmSync(copy, { recursive: true });
  const wanted = ["CONNECT leak.test:8443", ...["background", "page", "picture", "popup"].map((name) => `GET http://leak.test/${name}`)];
  assert.deepEqual([...leaks].sort(), wanted);
});
