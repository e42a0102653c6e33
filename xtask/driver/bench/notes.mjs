// What the times of a page come down to, and what a row says of where they go.

import { brief, median } from "./rows.mjs";

/** @typedef {import("./inpage.mjs").Times} Times */

/** The median without the first run, which finds nothing warm. @param {number[]} times */
export const warm = (times) => median(times.slice(1));

/** @param {Times} times */
export const ratio = ({ pass, readability }) => warm(pass) / warm(readability);

/** @param {Times} times */
export function detail({ pass, snapshot, core, apply, mending, walk, readability }) {
  const parts = Object.entries({ pass, snapshot, core, apply, mending, walk, readability }).filter(([, times]) => times.length > 0);
  return `${parts.map(([name, times]) => `${name} ${brief(warm(times))}`).join(", ")} ms (first pass ${brief(pass[0])})`;
}

/**
 * Where the first pass of a page goes, the one that a reader waits for: there nothing is compiled yet.
 * @param {Times[]} all
 */
export function firstOf(all) {
  /** @param {"snapshot" | "core" | "apply" | "mending" | "pass" | "readability"} part */
  const first = (part) => brief(median(all.map((times) => times[part][0])));
  return `medians of the first run: pass ${first("pass")} ms (snapshot ${first("snapshot")}, core ${first("core")}, apply ${first("apply")}, mending ${first("mending")}), Readability ${first("readability")} ms`;
}

/**
 * What of a pass goes where, over all pages, and what a walk that does nothing would cost.
 * @param {Times[]} all
 */
export function sharesOf(all) {
  /** @param {"snapshot" | "core" | "apply" | "mending" | "pass"} part */
  const sum = (part) => all.reduce((total, times) => total + warm(times[part]), 0);
  const shares = /** @type {const} */ (["snapshot", "core", "apply", "mending"]).map((part) => `${part} ${Math.round((sum(part) / sum("pass")) * 100)} %`);
  return `of the pass: ${shares.join(", ")}; snapshot ${brief(median(all.map(({ snapshot, walk }) => warm(snapshot) / warm(walk))))} × a bare TreeWalker`;
}
