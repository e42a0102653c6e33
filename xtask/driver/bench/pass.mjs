// Rows about the full pass: against Readability on real and generated pages, how it grows, and its longest piece.

import { launch } from "../launch.mjs";
import { serve } from "../serve.mjs";
import { generated } from "./generated.mjs";
import { inExtension } from "./inside.mjs";
import { detail, firstOf, ratio, sharesOf, warm } from "./notes.mjs";
import { FINE_CLOCK_PREFS, still } from "./pages.mjs";
import { atMost, brief, median, middle, quantile, say } from "./rows.mjs";
import { sourceOf } from "./shell.mjs";

/** @typedef {import("./inpage.mjs").Times} Times */

// Readability needs a minute for the largest, and nothing compares with it there.
const SIZES = [{ size: 5_000, limit: 0.08 }, { size: 20_000, limit: 0.06 }, { size: 100_000, limit: null }];

/** How a page is measured. @typedef {(name: string, readability: boolean) => Promise<Times>} Measure */

/**
 * In the page's own world, where both sides have the same engine before them and nothing else.
 * @param {import("../bench.mjs").Request} request
 * @param {Map<string, string>} pages
 */
export async function* passRows({ browser, extension, runs }, pages) {
  const session = await launch({ browser, extension: null, prefs: FINE_CLOCK_PREFS });
  const measure = (/** @type {import("puppeteer-core").Page} */ page, /** @type {string} */ address, /** @type {boolean} */ readability) =>
    page.goto(address, { waitUntil: "load" }).then(() => page.evaluate(sourceOf(extension, { runs, readability })));
  yield* rowsOf(session, pages, /** @type {any} */ (measure));
}

/**
 * The same where content scripts live: Firefox hands them every node behind a wrapper, which costs more than the node. Readability
 * runs there too, as in a reader's extension.
 * @param {import("../bench.mjs").Request} request
 * @param {Map<string, string>} pages
 */
export async function* insideRows({ browser, extension, runs }, pages) {
  const copy = inExtension(extension);
  try {
    const session = await launch({ browser, extension: copy.folder, prefs: FINE_CLOCK_PREFS });
    const rows = rowsOf(session, pages, (page, address, readability) => copy.measure(page, address, { runs, readability }));
    for await (const row of rows) yield { ...row, what: `${row.what} (content script)` };
  } finally {
    copy.remove();
  }
}

/**
 * @param {import("../launch.mjs").Session} session
 * @param {Map<string, string>} pages
 * @param {(page: import("puppeteer-core").Page, address: string, readability: boolean) => Promise<Times>} timesOf
 */
async function* rowsOf(session, pages, timesOf) {
  const sized = SIZES.map(({ size }) => /** @type {[string, string]} */ ([`generated-${size}`, generated(size)]));
  const server = await serve(Object.fromEntries([...pages, ...sized].map(([name, html]) => [`/${name}`, still(html)])));
  /** @type {Measure} */
  const measure = async (name, readability) => {
    const page = await session.newPage();
    try {
      return await timesOf(page, `${server.origin}/${name}`, readability);
    } finally {
      await page.close();
    }
  };
  try {
    yield* againstReadability(pages, measure);
    yield* bySize(measure);
  } finally {
    await session.close().catch(() => {});
    await server.close();
  }
}

/**
 * @param {Map<string, string>} pages
 * @param {Measure} measure
 */
async function* againstReadability(pages, measure) {
  /** @type {Times[]} */
  const all = [];
  const failed = [];
  for (const name of pages.keys()) {
    try {
      const times = await measure(name, true);
      say(`${name}: ${times.elements} elements, ${detail(times)}`);
      all.push(times);
    } catch (error) {
      say(`${name}: ${error}`);
      failed.push(name);
    }
  }
  const ratios = all.map(ratio);
  const first = all.map(({ pass, readability }) => pass[0] / readability[0]);
  const note = [
    `${all.length} pages${failed.length > 0 ? `, ${failed.length} failed` : ""}, ${all[0]?.pass.length ?? 0} runs each, median ${brief(median(all.map(({ elements }) => elements)))} elements`,
    `first run ${brief(median(first))} × (95th ${brief(quantile(first, 0.95))})`,
    `pass ${brief(median(all.map(({ pass }) => warm(pass))))} ms, Readability ${brief(median(all.map(({ readability }) => warm(readability))))} ms without its clone of ${brief(median(all.map(({ clone }) => warm(clone))))} ms`,
    sharesOf(all),
    firstOf(all),
  ].join("; ");
  const what = "full pass against Readability";
  yield atMost(`${what}, median page`, "×", 0.2, { value: median(ratios), ...middle(ratios), note });
  yield atMost(`${what}, 95th percentile`, "×", 0.35, { value: quantile(ratios, 0.95), ...middle(ratios), note: `worst ${brief(Math.max(...ratios))} ×` });
}

/** @param {Measure} measure */
async function* bySize(measure) {
  /** @type {Map<number, Times>} */
  const found = new Map();
  for (const { size, limit } of SIZES) {
    const times = await measure(`generated-${size}`, limit !== null);
    say(`generated page of ${times.elements} elements: ${detail(times)}`);
    found.set(size, times);
    if (limit === null) continue;
    const pairs = times.pass.map((pass, run) => pass / times.readability[run]).slice(1);
    const note = `${times.elements} elements, ${times.marks} things hidden, ${times.pass.length} runs; first run ${brief(times.pass[0] / times.readability[0])} ×; ${detail(times)}; ${sharesOf([times])}`;
    yield atMost(`full pass against Readability, ${size} elements`, "×", limit, { value: ratio(times), ...middle(pairs), note });
  }
  const [small, large, huge] = SIZES.map(({ size }) => /** @type {Times} */ (found.get(size)));
  yield growth("time of 20,000 elements / 5,000", 4.4, small, large);
  yield growth("time of 100,000 elements / 20,000", 5.5, large, huge);
  const pieces = large.longest.slice(1);
  yield atMost("longest piece of work, 20,000 elements", "ms", 50, { value: median(pieces), ...middle(pieces), note: `first ${brief(large.longest[0])} ms; ${detail(large)}` });
}

/**
 * @param {string} what
 * @param {number} limit
 * @param {Times} small
 * @param {Times} large
 */
function growth(what, limit, small, large) {
  const [of, to] = [small, large].map(({ pass }) => ({ value: warm(pass), ...middle(pass.slice(1)) }));
  const note = `${brief(of.value)} ms → ${brief(to.value)} ms for ${brief(large.elements / small.elements)} times the elements; snapshot ${brief(warm(large.snapshot) / warm(small.snapshot))}, core ${brief(warm(large.core) / warm(small.core))}`;
  return atMost(what, "×", limit, { value: to.value / of.value, low: to.low / of.high, high: to.high / of.low, note });
}
