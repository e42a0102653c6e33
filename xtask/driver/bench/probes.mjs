// Extensions for one measurement: a copy of the real one between scripts that look at the clock, and one with an empty module.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { emptyModule } from "./module.mjs";
import { scriptsOf } from "./shell.mjs";

/**
 * What the scripts leave on `<html>`.
 * @typedef {object} Probe in milliseconds
 * @property {number} evaluated from the first script to the last
 * @property {number} ready from the first script to the first answer of the core; 0 where it was not asked
 * @property {number} loaded from the first script to the compiled module
 * @property {number} turn what ran once the settings were read; 0 where nothing was read
 * @property {number} compiled how many modules were compiled
 * @property {number} memory bytes of the modules' memory
 */

export const ATTRIBUTE = "data-unnag-probe";
/** The event at which a page is told again. */
export const ASKED = "unnag-probe";
/** Pages whose path ends in it have the core started by the last script, without a wait for the settings. */
export const START = "start";

/** Runs first. Text, as it stands in a file of the extension. */
const FIRST = `
const probe = { first: performance.now(), evaluated: 0, loaded: 0, ready: 0, turn: 0, compiled: 0, memories: [] };
WebAssembly.Module = new Proxy(WebAssembly.Module, { construct(target, values) { probe.compiled += 1; return new target(...values); } });
WebAssembly.Instance = new Proxy(WebAssembly.Instance, { construct(target, values) {
  const instance = new target(...values);
  if (instance.exports.memory) probe.memories.push(instance.exports.memory);
  return instance;
} });
probe.tell = () => {
  const { evaluated, loaded, ready, turn, compiled, memories } = probe;
  const memory = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  document.documentElement.setAttribute("${ATTRIBUTE}", JSON.stringify({ evaluated, loaded, ready, turn, compiled, memory }));
};
document.addEventListener("${ASKED}", probe.tell);
`;

/** Runs before the entry: sees the settings come, and the end of what a page that is switched off does then. */
const BEFORE_ENTRY = `
{
  const { local } = chrome.storage;
  const get = local.get.bind(local);
  let came = 0;
  local.get = (...keys) => get(...keys).then((found) => { came ||= performance.now(); return found; });
  const { stop } = UnnagRemovals.Removals.prototype;
  UnnagRemovals.Removals.prototype.stop = function () {
    stop.call(this);
    if (came > 0) probe.turn ||= performance.now() - came;
    probe.tell();
  };
}
`;

/** @param {string} start */
const last = (start) => `
probe.evaluated = performance.now() - probe.first;
if (location.pathname.endsWith("${START}")) {
  ${start}
  probe.ready = performance.now() - probe.first;
  probe.tell();
}
`;

const LOADED = "probe.loaded = performance.now() - probe.first;";
const START_CORE = `
const core = UnnagCore.route({ refused: false, onRefusal() {} });
${LOADED}
core.plan(UnnagSnapshot.snapshotPage(document), UnnagSettings.forCore(UnnagSettings.merge(undefined), "bench"));`;
/** Decoded as core.js does it. */
const START_EMPTY = `
const bytes = typeof Uint8Array.fromBase64 === "function" ? Uint8Array.fromBase64(EMPTY) : Uint8Array.from(atob(EMPTY), (letter) => letter.charCodeAt(0));
const { answer } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
${LOADED}
answer(1);`;

/**
 * A copy of the extension that tells when it did what.
 * @param {string} extension
 */
export function probed(extension) {
  const folder = copyOf(extension);
  const scripts = scriptsOf(extension);
  const entry = scripts.at(-1);
  const files = { "probe-first.js": FIRST, "probe-entry.js": BEFORE_ENTRY, "probe-last.js": last(START_CORE) };
  return finish(folder, files, ["probe-first.js", ...scripts.slice(0, -1), "probe-entry.js", entry, "probe-last.js"]);
}

/**
 * An extension with nothing but an empty module, loaded in the same way.
 * @param {string} extension where the manifest comes from
 * @param {number} size of the module in bytes
 */
export function empty(extension, size) {
  const folder = mkdtempSync(join(tmpdir(), "unnag-bench-"));
  const { manifest_version, version, content_scripts, browser_specific_settings } = manifestOf(extension);
  const [{ matches, run_at }] = content_scripts;
  const manifest = { manifest_version, name: "Empty module", version, browser_specific_settings, content_scripts: [{ matches, run_at }] };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  const text = Buffer.from(emptyModule(size)).toString("base64");
  const files = { "probe-first.js": FIRST, "empty.js": `const EMPTY = "${text}";`, "probe-last.js": last(START_EMPTY) };
  return finish(folder, files, Object.keys(files));
}

/** @param {string} extension */
export function copyOf(extension) {
  const folder = mkdtempSync(join(tmpdir(), "unnag-bench-"));
  cpSync(extension, folder, { recursive: true });
  return folder;
}

/** @param {string} folder */
const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));

/**
 * @param {string} folder
 * @param {Record<string, string>} files
 * @param {string[]} scripts the manifest's content scripts from now on
 */
export function finish(folder, files, scripts) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const manifest = manifestOf(folder);
  manifest.content_scripts[0].js = scripts;
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * What a page's probe tells, once it has.
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<Probe>}
 */
export async function probeOf(page) {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const text = await page.evaluate((name) => document.documentElement.getAttribute(name), ATTRIBUTE);
    if (text) return JSON.parse(text);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the content scripts told nothing on ${page.url()}`);
}
