// The lint of the extension's scripts objects to each of these, and to nothing beside them.

import assert from "node:assert/strict";
import { dirname } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { ESLint } from "eslint";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const REFUSED = [
  `fetch("/count");`,
  `globalThis.fetch("/count");`,
  `window["XMLHttpRequest"];`,
  `self.WebSocket;`,
  `new EventSource("/news");`,
  `new RTCPeerConnection();`,
  `navigator.sendBeacon("/count");`,
  `new Image();`,
  `document.createElement("iframe");`,
  `a.src = b;`,
  `a.setAttribute("srcset", b);`,
  `a.setAttribute("onclick", b);`,
  `import(b);`,
  `import("https://unnag.example/a.js");`,
  `importScripts(b);`,
  `importScripts("https://unnag.example/a.js");`,
  `a("https://unnag.example/");`,
  `eval(b);`,
  `new Function(b);`,
  `setTimeout("a()", 1);`,
  `location.href = "javascript:a()";`,
  `a.innerHTML = b;`,
  `const { outerHTML } = a; b(outerHTML);`,
  `a.insertAdjacentHTML("beforeend", b);`,
  `document.write(b);`,
  `new DOMParser().parseFromString(b, "text/html");`,
  `if (a == b) c();`,
];

const ALLOWED = [
  `import(chrome.runtime.getURL("_locales/en/messages.json"));`,
  `importScripts("core.js", "pkg/unnag.js");`,
  `document.createElementNS("http://www.w3.org/2000/svg", "svg");`,
  `a.textContent = b;`,
  `chrome.tabs.create({ url: chrome.runtime.getURL("www/welcome/welcome.html") });`,
];

/** @type {ESLint} */
let lint;

before(() => {
  lint = new ESLint({ cwd: ROOT });
});

/** What the lint says of a script of the extension. @param {string} text */
async function said(text) {
  const [result] = await lint.lintText(text, { filePath: "www/sample.js" });
  return result?.messages.map(({ message }) => message) ?? [];
}

for (const text of REFUSED) test(`refused: ${text}`, async () => assert.notDeepEqual(await said(text), []));
for (const text of ALLOWED) test(`allowed: ${text}`, async () => assert.deepEqual(await said(text), []));
