// The shell's content scripts as one text that a page can run, with Readability beside it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { timePage } from "./inpage.mjs";

// Nothing that a pass does asks the browser for anything of an extension's.
const CHROME = `{
  runtime: { id: "bench", getURL: (path) => path, sendMessage: async () => ({}), onMessage: { addListener() {} } },
  i18n: { getMessage: (key) => key },
  storage: { local: { get: async () => ({}), set: async () => {}, remove: async () => {} }, onChanged: { addListener() {} } },
}`;
/** What the measurement needs of the shell. */
export const GIVEN = ["UnnagApply", "UnnagCore", "UnnagPasses", "UnnagRemovals", "UnnagSettings"];
/** The script that starts everything on a page: here the measurement does. */
export const ENTRY = "www/content.js";

/** The content scripts of an extension, in their order. @param {string} extension */
export const scriptsOf = (extension) => JSON.parse(readFileSync(join(extension, "manifest.json"), "utf8")).content_scripts[0].js;

/**
 * What a page is to evaluate; its value is a promise of `Times`.
 * @param {string} extension
 * @param {{ runs: number, readability: boolean }} options
 */
export function sourceOf(extension, options) {
  const files = scriptsOf(extension).filter((/** @type {string} */ file) => file !== ENTRY);
  const scripts = files.map((/** @type {string} */ file) => readFileSync(join(extension, file), "utf8")).join("\n");
  const css = readFileSync(join(extension, "www/mark.css"), "utf8");
  const shell = `() => { const chrome = ${CHROME};\n${scripts}\nreturn { ${GIVEN.join(", ")} }; }`;
  return `(${timePage})(${shell}, ${readabilitySource()}, ${JSON.stringify({ ...options, css })})`;
}

/** A function that gives Readability's class. */
export function readabilitySource() {
  const file = createRequire(import.meta.url).resolve("@mozilla/readability/Readability.js");
  return `() => { ${readFileSync(file, "utf8")}\nreturn Readability; }`;
}
