// A row of the benchmark's table, and the statistics behind it.

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {number} value
 * @property {"×" | "ms" | "%" | "MB" | ""} unit
 * @property {string} goal in words
 * @property {number} limit
 * @property {boolean} at_most whether the limit is the most that is allowed, or the least
 * @property {number} low where the middle half of the values begins
 * @property {number} high where it ends
 * @property {string} note
 */

/**
 * @param {number[]} values
 * @param {number} share 0.5: the median
 */
export function quantile(values, share) {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  return sorted[below] + (sorted[Math.ceil(at)] - sorted[below]) * (at - below);
}

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);

/** Where the middle half of the values lies. @param {number[]} values */
export const middle = (values) => ({ low: quantile(values, 0.25), high: quantile(values, 0.75) });

/**
 * A row of a value that must not be larger than its limit.
 * @param {string} what
 * @param {Row["unit"]} unit
 * @param {number} limit
 * @param {{ value: number, low: number, high: number, note: string, goal?: string }} found
 * @returns {Row}
 */
export function atMost(what, unit, limit, { value, low, high, note, goal }) {
  return { what, value, unit, goal: goal ?? `≤ ${limit}${unit === "" ? "" : ` ${unit}`}`, limit, at_most: true, low, high, note };
}

/** Numbers for a note: three digits. @param {number} value */
export const brief = (value) => (Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "?");

/** JSON has no NaN: what could not be measured is null. @param {Row & { where: string }} row */
export function print(row) {
  const rounded = Object.entries(row).map(([key, value]) => [key, typeof value === "number" ? Number(value.toPrecision(4)) : value]);
  console.log(JSON.stringify(Object.fromEntries(rounded)));
}

/** Progress, out of the rows' way. @param {string} text */
export const say = (text) => console.error(text);
