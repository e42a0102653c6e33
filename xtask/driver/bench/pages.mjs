// The pages that are measured, and the headers that they are served with.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

// A saved page stands still: nothing of it runs, and nothing is fetched. Wasm may run, for the extension.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'wasm-unsafe-eval'";

/** Only a page that shares nothing with others gets a fine clock. */
export const FINE_CLOCK = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/** The same for Firefox, which blurs its clock for everyone. */
export const FINE_CLOCK_PREFS = { "privacy.reduceTimerPrecision": false };

/**
 * @param {string} html
 * @returns {import("../serve.mjs").Route}
 */
export const still = (html) => ({ body: html, type: "text/html; charset=utf-8", headers: { ...FINE_CLOCK, "content-security-policy": POLICY } });

/**
 * A page whose scripts run.
 * @param {string} html
 * @returns {import("../serve.mjs").Route}
 */
export const lively = (html) => ({ body: html, type: "text/html; charset=utf-8", headers: FINE_CLOCK });

/**
 * Some pages, spread over all: of the corpus, or of the tree's own where there is none.
 * @param {string | null} corpus
 * @param {string} root the tree
 * @param {number} count
 * @returns {Map<string, string>} HTML by name
 */
export function pages(corpus, root, count) {
  const all = corpus === null ? ownPages(root) : corpusPages(corpus);
  const some = all.filter((_, at) => Math.floor((at * count) / all.length) !== Math.floor(((at - 1) * count) / all.length));
  return new Map(some.map(({ name, read }) => [name, read()]));
}

/**
 * @param {string} corpus
 * @returns {{ name: string, read: () => string }[]}
 */
function corpusPages(corpus) {
  const list = join(corpus, "pages.jsonl");
  if (!existsSync(corpus)) throw new Error(`there is no corpus at ${corpus}`);
  if (!existsSync(list)) throw new Error(`${corpus} is no corpus: it has no pages.jsonl`);
  const names = readFileSync(list, "utf8").trim().split("\n").map((line) => String(JSON.parse(line).pid));
  return names.map((name) => ({ name, read: () => gunzipSync(readFileSync(join(corpus, `${name}.html.gz`))).toString() }));
}

/** @param {string} root */
function ownPages(root) {
  const folder = join(root, "tests", "pages");
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "page.html"))).sort();
  if (names.length === 0) throw new Error(`there are no pages in ${folder}`);
  return names.map((name) => ({ name, read: () => readFileSync(join(folder, name, "page.html"), "utf8") }));
}
