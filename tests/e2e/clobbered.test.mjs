// Pages that name their fields, pictures and links after whatever is read of a page, and pages that replace what scripts call.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { host } from "./support.mjs";
import { lines, NAG, pair, pick, script, stands, tale } from "./tale.mjs";

/** Elements named after everything that an object of the page has, on any of its prototypes. */
const NAMED = `const named = (object, make) => {
  const names = new Set();
  for (let at = object; at; at = Object.getPrototypeOf(at)) for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  return [...names].sort().map(make).join("");
};`;

/** What a form, and the page's document, look like to a script that trusts their names. */
const FORMS = script(`${NAMED}
  for (const form of [...document.querySelectorAll("form.named")]) {
    const place = document.createElement("div");
    place.hidden = true;
    place.innerHTML = named(form, (name) => '<input type="hidden" name="' + name + '">');
    Element.prototype.append.call(form, place);
  }`);
const DOCUMENT = script(`${NAMED} document.write('<div hidden>' + named(document, (name) => '<img alt="" name="' + name + '"><form name="' + name + '"></form>') + '<img alt="" name="prerendering"></div>');`);
const OWN = ["UnnagDom", "UnnagApply", "UNNAG_WASM", "wasm_bindgen", "scheduler", "chrome", "browser", "importScripts"];
const WINDOW = script(`${NAMED}
  document.write('<div hidden>' + named(window, (name) => '<form id="' + name + '"></form>')
    + ${JSON.stringify(OWN)}.map((name) => '<form name="' + name + '"><input name="yield"><input name="runtime"><input name="plan"></form><iframe name="' + name + '"></iframe>').join("") + '</div>');`);

/** Enough for a page to be read in turns. */
const LONG = `<ul>${"<li>The <b>tide</b> came in at the old quay and went out again.</li>".repeat(3000)}</ul>`;

const inForm = (/** @type {string} */ html) => `<form class="named" action="/none">${html}</form>`;
const LOCKED = `<style>html, body { overflow: hidden } #nag { position: fixed; inset: 0; background: #fff } form.named { overflow: auto; max-height: 9em }</style>`;
/** Takes the end of the story away, as walls do. */
const TAKES = script(`addEventListener("load", () => setTimeout(() => document.querySelectorAll(".line:nth-of-type(n + 4)").forEach((line) => line.remove()), 300));`);

/** What a page can reach of its own world, each broken as long as it is armed. */
const POISON = script(`
  window.touched = 0;
  const broken = [[Array, "from"], [Object, "freeze"], [Object, "assign"], [Reflect, "get"], [JSON, "stringify"], [Math, "round"], [window, "setTimeout"], [window, "queueMicrotask"],
    [window, "getComputedStyle"], [window, "MutationObserver"], [window, "ResizeObserver"], [window, "AbortController"], [window, "Map"], [window, "Set"], [window, "WeakMap"], [window, "Uint32Array"]];
  for (const proto of [Array, Map, Set, WeakMap, WeakSet, String, RegExp, Promise, Function, Uint32Array, Node, Element, HTMLElement, Document, EventTarget, MutationObserver, ShadowRoot].map((each) => each.prototype)) {
    for (const name of Reflect.ownKeys(proto)) if (name !== "constructor") broken.push([proto, name]);
  }
  const back = [];
  for (const [object, name] of broken) {
    const was = Object.getOwnPropertyDescriptor(object, name);
    if (!was?.configurable) continue;
    const trap = () => { touched += 1; throw new Error("poison: " + String(name)); };
    back.push([object, name, was, "value" in was ? { ...was, value: trap } : { ...was, get: trap, set: trap }]);
  }
  const { defineProperty } = Object;
  const put = (which) => { for (let at = 0; at < back.length; at += 1) { const each = back[at]; defineProperty(each[0], each[1], each[which]); } };
  window.disarm = () => put(2);
  window.arm = () => put(3);
  arm();`);

/** @type {Awaited<ReturnType<typeof host>>} */
let server;
const browsers = pair(before, after);

before(async () => {
  server = await host({
    "/forms.html": tale({ head: LOCKED, story: inForm(lines()), nag: inForm(`<p>Printed on Thursdays in the old net loft.</p>${NAG}`), end: FORMS + TAKES }),
    "/asking-form.html": tale({ nag: NAG.replace("<aside", '<form class="named"').replace("</aside>", "</form>"), end: FORMS }),
    "/document.html": tale({ top: DOCUMENT }),
    "/window.html": tale({ top: WINDOW, end: LONG }),
    "/poisoned.html": tale({ head: POISON }),
  });
});

after(() => server?.close());

/** Shows where each hidden thing stands. @param {import("./support.mjs").Visit} visit */
async function outline({ id, state }) {
  for (const thing of state.records) await browsers.session.ask(id, { kind: "outline", id: thing.id });
  await browsers.session.ask(id, { kind: "outline", id: null });
}

test("a form whose fields are named after all that it has is a form", async () => void (await stands(browsers, `${server.origin}/forms.html`, { then: outline, wait: 600 })));

test("a form that asks is hidden, however its fields are named", async () => void (await stands(browsers, `${server.origin}/asking-form.html`)));

test("pictures and forms named after all that a document has, or may have, change nothing", async () => {
  await stands(browsers, `${server.origin}/document.html`, {
    then: async (visit) => {
      assert.equal(await browsers.session.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), visit.id), "1");
      await pick(browsers.session, visit);
    },
  });
});

test("elements named after all that a window has, and after Unnag's own words, change nothing", async () => void (await stands(browsers, `${server.origin}/window.html`)));

test("what the page broke in its own world is whole in Unnag's", async () => {
  const { page } = await stands(browsers, `${server.origin}/poisoned.html`, { close: false });
  assert.equal(await page.evaluate("disarm(); touched"), 0, "something of Unnag's ran in the page's world");
});
