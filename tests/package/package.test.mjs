// The built packages hold no way into the network, no text that becomes code or markup, no permission that is not argued; and what
// looks for them finds them.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { faults } from "./inspect.mjs";
import { PERMISSIONS } from "./manifest.mjs";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const DIST = process.env.UNNAG_DIST ?? join(ROOT, "dist");

/** A package to break. */
const COPY = mkdtempSync(join(tmpdir(), "unnag-package-"));
cpSync(join(DIST, "chromium"), COPY, { recursive: true });
after(() => rmSync(COPY, { recursive: true }));

for (const browser of ["chromium", "firefox"]) {
  test(`the package for ${browser} is clean`, () => assert.deepEqual(faults(join(DIST, browser)), []));
}

test("the README argues every permission, and no other", () => {
  const text = readFileSync(join(ROOT, "README.md"), "utf8");
  const section = text.split(/^## /m).find((part) => part.startsWith("Permissions\n")) ?? "";
  const argued = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  assert.deepEqual(argued.filter((name) => name !== "content_scripts"), PERMISSIONS);
});

/** Text added to a file of the package, and what is to be found. @type {[string, string, string][]} */
const ADDED = [
  ["www/content.js", `fetch("/count");`, "www/content.js: fetch"],
  ["www/background.js", `new XMLHttpRequest();`, "www/background.js: XMLHttpRequest"],
  ["www/background.js", `self["WebSocket"];`, "www/background.js: WebSocket"],
  ["www/content.js", `navigator.sendBeacon("/");`, "www/content.js: sendBeacon"],
  ["www/stage.js", `Object.assign(new Image(), { src: a });`, "www/stage.js: new Image"],
  ["www/stage.js", `document.createElement("img");`, `www/stage.js: createElement("img`],
  ["www/core.js", `eval(text);`, "www/core.js: eval"],
  ["www/core.js", `Function("return this")();`, "www/core.js: Function("],
  ["www/core.js", `setTimeout("a()");`, `www/core.js: setTimeout("`],
  ["www/panel.js", `a.innerHTML = b;`, "www/panel.js: innerHTML"],
  ["www/panel.js", `a.insertAdjacentHTML("beforeend", b);`, "www/panel.js: insertAdjacentHTML"],
  ["www/words.js", `import(address);`, "www/words.js: import("],
  ["www/background.js", `importScripts(address);`, "www/background.js: importScripts("],
  ["www/words.js", `const home = "https://unnag.example/";`, "www/words.js: https://unnag.example/"],
  ["www/pkg/wasm.js", `fetch("/count");`, "www/pkg/wasm.js: more than the core"],
  ["www/popup/popup.html", `<img src="https://unnag.example/logo.png">`, "www/popup/popup.html: https://unnag.example/logo.png"],
  ["www/popup/popup.html", `<script src="//unnag.example/a.js"></script>`, `www/popup/popup.html: src="//`],
  ["www/popup/popup.html", `<script>let a;</script>`, "www/popup/popup.html: <script"],
  ["www/popup/popup.html", `<p onclick="a()">`, "www/popup/popup.html: onclick="],
  ["www/mark.css", `p { background: url(//unnag.example/dot.png) }`, "www/mark.css: url(//"],
  ["www/icons/set.svg", `<script/>`, "www/icons/set.svg: <script/"],
  ["_locales/en/messages.json", `"https://unnag.example/"`, "_locales/en/messages.json: https://unnag.example/"],
  ["www/core.wasm", ``, "www/core.wasm: no kind of file that the package may hold"],
];

/** A change of the manifest, and what is to be found. @type {[(manifest: any) => void, string][]} */
const ASKED = [
  [(manifest) => manifest.permissions.push("tabs"), "the permission tabs"],
  [(manifest) => (manifest.host_permissions = ["<all_urls>"]), "the key host_permissions"],
  [(manifest) => (manifest.web_accessible_resources = []), "the key web_accessible_resources"],
  [(manifest) => (manifest.update_url = "a"), "the key update_url"],
  [(manifest) => manifest.content_scripts[0].matches.push("ftp://*/*"), "the match ftp://*/*"],
  [(manifest) => (manifest.content_scripts[0].world = "MAIN"), "the key of a content script world"],
  [(manifest) => (manifest.content_security_policy.extension_pages += "; connect-src *"), "the policy connect-src *"],
  [(manifest) => (manifest.content_security_policy.extension_pages = "script-src 'self'"), "no policy default-src 'none'"],
  [(manifest) => (manifest.content_security_policy.sandbox = "script-src *"), "the policy sandbox"],
  [(manifest) => (manifest.browser_specific_settings.gecko.update_url = "a"), "the key of gecko update_url"],
  [(manifest) => (manifest.browser_specific_settings.gecko.data_collection_permissions.required = ["websiteContent"]), "the kind of data websiteContent"],
];

/**
 * What is found once a file of the copy was changed.
 * @param {string} name
 * @param {(text: string) => string} change
 */
function found(name, change) {
  const file = join(COPY, name);
  const before = existsSync(file) ? readFileSync(file, "utf8") : null;
  writeFileSync(file, change(before ?? ""));
  try {
    return faults(COPY);
  } finally {
    if (before === null) rmSync(file);
    else writeFileSync(file, before);
  }
}

for (const [file, added, fault] of ADDED) {
  test(`found: ${file} with ${added || "nothing in it"}`, () => {
    const all = found(file, (text) => `${text}\n${added}\n`);
    assert.ok(all.some((one) => one.startsWith(fault)), all.join("\n"));
  });
}

for (const [change, fault] of ASKED) {
  test(`found: a manifest with ${fault}`, () => {
    const all = found("manifest.json", (text) => {
      const manifest = JSON.parse(text);
      change(manifest);
      return JSON.stringify(manifest);
    });
    assert.ok(all.includes(`manifest.json: ${fault}`), all.join("\n"));
  });
}

test("each was taken back", () => assert.deepEqual(faults(COPY), []));
