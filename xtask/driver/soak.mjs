// `cargo xtask soak`, the browser's part: a line of JSON for each part, what it is at on standard error.

import { pages } from "./bench/pages.mjs";
import { hours } from "./soak/hours.mjs";
import { kills } from "./soak/kills.mjs";
import { tabs } from "./soak/tabs.mjs";
import { undoSweep } from "./soak/undo.mjs";

/**
 * What xtask asks for, as JSON in the one argument.
 * @typedef {object} Request
 * @property {"chromium" | "firefox"} browser
 * @property {string} extension the built extension's folder
 * @property {string} root the tree
 * @property {string | null} corpus pages to sweep beside the tree's own
 * @property {boolean} short a quick look: fewer of all
 * @property {string[]} [only] of the parts: undo, kills, tabs, hours
 */

/** More pages than there are. */
const ALL = 1_000_000;
const FULL = { own: ALL, given: ALL, kills: 200, tabs: 200, hours: 8 };
const SHORT = { own: 12, given: 0, kills: 10, tabs: 20, hours: 0.5 };

const request = /** @type {Request} */ (JSON.parse(process.argv[2] ?? "{}"));
const amounts = request.short ? SHORT : FULL;
const say = (/** @type {string} */ text) => console.error(text);

/** @type {Record<string, () => Promise<{ figures: Record<string, number>, findings: string[] }>>} */
const parts = {
  undo: () => {
    const own = pages(null, request.root, amounts.own);
    const given = request.corpus === null ? new Map() : pages(request.corpus, request.root, amounts.given);
    return undoSweep(request, new Map([...own, ...given]), say);
  },
  kills: () => kills(request, amounts.kills),
  tabs: () => tabs(request, amounts.tabs),
  hours: () => hours(request, amounts.hours),
};

for (const [part, run] of Object.entries(parts)) {
  if (request.only && !request.only.includes(part)) continue;
  say(`${request.browser}: ${part}`);
  console.log(JSON.stringify({ part, ...(await run()) }));
}
