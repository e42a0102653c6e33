// Nothing that a page says or does makes Unnag act for it, and little of what Unnag does can be found by a page.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";

import { BROWSER, calm, EXTENSION, host, sleep, until, visit } from "./support.mjs";
import { lines, look, NAG, pair, script, stands, tale, WHOLE } from "./tale.mjs";

/** Every kind of event that anything on a page may listen to, made up and sent to everything. */
const FLOOD = `const kinds = ["click", "pointerdown", "pointerup", "pointermove", "mousedown", "mouseup", "keydown", "keyup", "keypress", "input", "focus", "focusin", "focusout",
    "contextmenu", "toggle", "beforetoggle", "wheel", "touchstart", "touchmove", "pageshow", "pagehide", "prerenderingchange", "load", "DOMContentLoaded",
    "readystatechange", "visibilitychange", "message", "storage", "cancel", "close", "unnag", "data-unnag"];
  const made = (kind) => [
    new Event(kind, { bubbles: true, composed: true }),
    new CustomEvent(kind, { bubbles: true, cancelable: true, detail: { kind: "show-all" } }),
    new MouseEvent(kind, { bubbles: true, cancelable: true }),
    new PointerEvent(kind, { bubbles: true, cancelable: true, pointerType: "mouse" }),
    new KeyboardEvent(kind, { bubbles: true, key: "Enter", code: "Enter" }),
    new KeyboardEvent(kind, { bubbles: true, key: "Tab" }),
    new KeyboardEvent(kind, { bubbles: true, key: "h", altKey: true, shiftKey: true }),
    new PageTransitionEvent(kind, { persisted: true }),
  ];
  addEventListener("click", (event) => event.preventDefault(), true);
  const flood = () => {
    for (const target of [window, document, ...document.querySelectorAll("*")]) for (const kind of kinds) for (const event of made(kind)) target.dispatchEvent(event);
    for (const kind of ["state", "show", "hide", "show-all", "hide-all", "outline", "pick", "pick-here", "print", "text", "sketch", "count", "plan", "correct"]) {
      postMessage({ kind, id: 1 }, "*");
      for (const api of [window.chrome, window.browser]) try { api.runtime.sendMessage({ kind, id: 1 }); } catch {}
    }
  };`;

/** How a page may write what Unnag writes. */
const WRITE = `const write = (root) => {
    for (const line of root.querySelectorAll(".line")) {
      for (const [name, value] of [["unnag", "donate"], ["unnagFix", "cover"], ["unnagFocus", "empty"]]) if (line.dataset[name] !== value) line.dataset[name] = value;
    }
  };`;

const SHADOW = `const host = document.querySelector("[data-host]");
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = ${JSON.stringify(lines())};`;

const MARKED = lines().replaceAll("<p ", '<p data-unnag="ad" data-unnag-fix="cover" data-unnag-focus="empty" ');

/** What a call from Unnag shows of it, where the page is called in the middle of what Unnag does. */
const STACKS = script(`let stacks = [];
  const note = () => { try { null.x; } catch (error) { stacks.push(String(error.stack), String(new Error().stack)); } };
  customElements.define("support-box", class extends HTMLElement {
    static observedAttributes = ["data-unnag", "style"];
    attributeChangedCallback() { note(); }
  });
  const popover = document.querySelector("[popover]");
  popover.showPopover();
  popover.addEventListener("beforetoggle", note);`);
const ASKS = `<div class="nag" popover="manual"><p>Please support us with a donation, so that all can read.</p><button>Donate now</button></div>`;

const NEWSLETTER = `<form id="nag" class="newsletter"><h3>Get our newsletter</h3><p>Sign up for our free weekly newsletter and never miss a story.</p>
<input type="email" placeholder="Your email address"><button>Subscribe</button></form>`;

/** @type {Record<string, import("../../xtask/driver/serve.mjs").Route>} */
const PAGES = {
  "/flood.html": tale({ end: script(`${FLOOD} addEventListener("load", () => setTimeout(flood, 300), { once: true });`) }),
  "/early.html": {
    body: tale({
      top: `<!--pause 700-->${script('document.dispatchEvent(new Event("DOMContentLoaded", { bubbles: true })); dispatchEvent(new Event("load"));')}<!--pause 200-->`,
      head: '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>',
      nag: '<div id="nag" class="paywall"><h3>Subscribe to read on</h3><p>This article is for subscribers. Subscribe now to read the whole story.</p><button>Subscribe</button></div>',
    }),
    paced: true, type: "text/html",
  },
  "/typed.html": tale({
    nag: "",
    end: script(`addEventListener("load", () => setTimeout(() => {
      document.querySelector("main").insertAdjacentHTML("beforeend", ${JSON.stringify(NEWSLETTER)});
      document.querySelector("#nag input").focus();
      document.execCommand("insertText", false, "nobody@paper.example");
    }, 400));`),
  }),
  "/served.html": tale({ story: MARKED }),
  "/later.html": tale({ end: script(`${WRITE} addEventListener("load", () => setTimeout(() => { write(document); document.documentElement.dataset.unnag = "ad"; }, 400));`) }),
  "/shadow.html": tale({ story: "<div data-host></div>", end: script(`${SHADOW} ${WRITE} write(root); addEventListener("load", () => setTimeout(() => write(root), 500));`) }),
  "/stubborn.html": tale({
    end: script(`${WRITE} let rounds = 0;
      addEventListener("load", () => setTimeout(() => {
        new MutationObserver(() => { rounds += 1; write(document); }).observe(document, { attributes: true, subtree: true });
        write(document);
      }, 400));`),
  }),
  "/injected.html": {
    body: tale({ top: '<div id="victim" data-unnag-style="=position:fixed;inset:0" style="position:fixed;display:none !important"></div>' }),
    type: "text/html", headers: { "content-security-policy": "style-src 'self'" },
  },
  "/stacks.html": tale({ nag: NAG.replace("<aside", "<support-box").replace("</aside>", "</support-box>"), end: ASKS + STACKS }),
};

/** @type {Awaited<ReturnType<typeof host>>} */
let server;
const browsers = pair(before, after);
const at = (/** @type {string} */ name) => `${server.origin}/${name}.html`;

before(async () => {
  server = await host(PAGES);
});

after(() => server?.close());

test("made-up events and messages do nothing", async () => {
  const { page, id, errors, state } = await visit(browsers.session, at("flood"));
  assert.equal(state.records.length, 1);
  await sleep(500);
  assert.deepEqual(await calm(browsers.session, id), state);
  const sight = await look(page);
  assert.deepEqual([sight.nags, sight.story], [[false], WHOLE]);
  assert.equal(await page.evaluate(() => document.querySelectorAll("html > :not(head, body)").length), 0, "the picker came");
  assert.deepEqual(errors, []);
});

test("a page that says itself that it has loaded is read when it has", async () => void (await stands(browsers, at("early"), { undo: false, notices: ["partial"] })));

test("a field that a script fills in is not the reader's", async () => void (await stands(browsers, at("typed"), { undo: false, wait: 600 })));

for (const [name, what] of [["served", "served with"], ["later", "given later"], ["shadow", "given in a shadow tree"]]) {
  test(`a story that was ${what} Unnag's own marks can be read`, async () => {
    const { page, errors, state } = await visit(browsers.session, at(name));
    await sleep(700);
    const { story, marks, nags } = await until(() => look(page), (sight) => sight.marks === 1 && sight.story.every(({ seen }) => seen));
    assert.deepEqual([story, nags, marks], [WHOLE, [false], 1]);
    assert.deepEqual(state.records.length, 1);
    assert.deepEqual(errors, []);
  });
}

test("a page that marks its own story again and again is left to it", async () => {
  const { page, id, errors } = await visit(browsers.session, at("stubborn"));
  const { notices } = await until(() => browsers.session.ask(id, { kind: "state" }), (state) => state.notices.length > 0);
  assert.deepEqual(notices, ["insists"]);
  const rounds = Number(await page.evaluate("rounds"));
  assert.ok(rounds < 200, `${rounds} rounds`);
  assert.deepEqual(errors, []);
});

test("a style that somebody wrote into an attribute of Unnag's is not put into force where the page's policy forbids it", async () => {
  const { page } = await visit(browsers.session, at("injected"));
  assert.equal(await page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector("#victim"))).position), "static");
});

test("a page that is called in the middle of what Unnag does is not told by whom", async () => {
  const { page } = await stands(browsers, at("stacks"), { undo: false, close: false });
  const stacks = /** @type {string[]} */ (await page.evaluate("stacks"));
  assert.ok(stacks.length >= 4, "the page was not called");
  assert.doesNotMatch(stacks.join("\n"), /extension|unnag|www\//);
});

test("no file of the extension can be had by a page, and nothing new stands in its window", async () => {
  const files = readdirSync(EXTENSION, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const addresses = files.map((file) => `${browsers.session.origin}/${file.parentPath.slice(EXTENSION.length + 1)}/${file.name}`);
  assert.ok(addresses.length > 50);
  const { page } = await visit(browsers.session, at("served"));
  const had = await page.evaluate(had_, addresses);
  assert.deepEqual(had, []);
  const other = await browsers.plain.newPage();
  await other.goto(at("served"), { waitUntil: "load" });
  assert.deepEqual(await page.evaluate(traces), await other.evaluate(traces));
});

/** Runs in the page: which of some addresses it can load in any way. @param {string[]} addresses */
async function had_(addresses) {
  const load = (/** @type {"img" | "script" | "link"} */ name, /** @type {string} */ address) =>
    new Promise((resolve) => {
      const element = document.createElement(name);
      Object.assign(element, { onload: () => resolve(true), onerror: () => resolve(element.remove()) }, name === "link" ? { rel: "stylesheet", href: address } : { src: address });
      document.head.append(element);
    });
  const all = addresses.map(async (address) => {
    const ways = await Promise.all([fetch(address).then(() => true, () => false), load("img", address), load("script", address), load("link", address)]);
    return ways.includes(true) ? address : "";
  });
  return (await Promise.all(all)).filter(Boolean);
}

/** Runs in the page: what it finds of its window, style sheets, animations, and resources. */
function traces() {
  const names = new Set();
  for (let at = window; at; at = Object.getPrototypeOf(at)) for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  return {
    names: [...names].sort(),
    sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
    animations: document.getAnimations().length,
    loaded: performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("extension")).length,
  };
}
