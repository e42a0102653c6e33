// The measurement as a content script: a copy of the extension whose last script is the measurement in place of the entry.

import { timePage } from "./inpage.mjs";
import { copyOf, finish } from "./probes.mjs";
import { ENTRY, GIVEN, readabilitySource, scriptsOf } from "./shell.mjs";

/** @typedef {import("./inpage.mjs").Times} Times */

const ATTRIBUTE = "data-unnag-times";
const PATIENCE = 300_000;
const POLL = 250;

/** What to do stands in the address: `?runs=20&readability=1`. The extension's manifest brings the style sheet. */
const RUN = `
addEventListener("load", () => {
  const asked = new URLSearchParams(location.search);
  const options = { runs: Number(asked.get("runs")), readability: asked.has("readability"), css: null };
  const tell = (result) => document.documentElement.setAttribute("${ATTRIBUTE}", JSON.stringify(result));
  (${timePage})(() => ({ ${GIVEN.join(", ")} }), ${readabilitySource()}, options).then(tell, (error) => tell({ error: String(error) }));
});
`;

/** @param {string} extension */
export function inExtension(extension) {
  const folder = copyOf(extension);
  const scripts = scriptsOf(extension).filter((/** @type {string} */ file) => file !== ENTRY);
  return { measure, ...finish(folder, { "bench-run.js": RUN }, [...scripts, "bench-run.js"]) };
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {string} address
 * @param {{ runs: number, readability: boolean }} options
 * @returns {Promise<Times>}
 */
async function measure(page, address, { runs, readability }) {
  await page.goto(`${address}?runs=${runs}${readability ? "&readability" : ""}`, { waitUntil: "load" });
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    const text = await page.evaluate((name) => document.documentElement.getAttribute(name), ATTRIBUTE);
    const result = text && JSON.parse(text);
    if (result?.error) throw new Error(result.error);
    if (result) return result;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  throw new Error("the measurement did not end");
}
