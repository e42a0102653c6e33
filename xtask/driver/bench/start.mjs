// Rows about the start on a page: how soon the core answers, and what a page costs on which Unnag is switched off.

import { launch } from "../launch.mjs";
import { serve } from "../serve.mjs";
import { FINE_CLOCK_PREFS, lively } from "./pages.mjs";
import { empty, probed, probeOf, START } from "./probes.mjs";
import { atMost, brief, median, middle, say } from "./rows.mjs";

const EMPTY_SIZE = 100 * 1024;
const LIMITS = { chromium: 1, firefox: 1.5 };
const PAGE = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A small page</title></head><body><p>Nothing to see.</p></body></html>`;
const OFF = "off";

/** @param {import("../bench.mjs").Request} request */
export async function* startRows({ browser, extension, runs }) {
  const server = await serve({ [`/${START}`]: lively(PAGE), [`/${OFF}`]: lively(PAGE) });
  const ours = probed(extension);
  const other = empty(extension, EMPTY_SIZE);
  const first = await launch({ browser, extension: ours.folder, prefs: FINE_CLOCK_PREFS });
  const second = await launch({ browser, extension: other.folder, prefs: FINE_CLOCK_PREFS });
  try {
    // In turns, so that what else the machine does meets both alike.
    const [our, their] = await inTurns([first, second], `${server.origin}/${START}`, runs);
    const ratios = our.map(({ ready }, run) => ready / their[run].ready);
    /** @param {(probe: import("./probes.mjs").Probe) => number} part */
    const both = (part) => `${brief(median(our.map(part)))} ms against ${brief(median(their.map(part)))} ms`;
    const value = median(our.map(({ ready }) => ready)) / median(their.map(({ ready }) => ready));
    const note = [
      `${our.length} loads; ${both(({ ready }) => ready)}`,
      `evaluating the scripts ${both(({ evaluated }) => evaluated)}`,
      `decoding and compiling ${both(({ loaded, evaluated }) => loaded - evaluated)}`,
      `the first answer ${both(({ ready, loaded }) => ready - loaded)}`,
      "the empty module is padded with functions; the settings' way from the storage is not in it",
    ].join("; ");
    yield atMost("content script start to core ready, against an empty module of 100 KB", "×", LIMITS[browser], { value, ...middle(ratios), note });
    yield await offRow(first, `${server.origin.replace("127.0.0.1", "localhost")}/${OFF}`, runs);
  } finally {
    await Promise.all([first, second].map((session) => session.close().catch(() => {})));
    await server.close();
    ours.remove();
    other.remove();
  }
}

/**
 * @param {import("../launch.mjs").Session} session
 * @param {string} address
 * @param {number} runs
 */
async function offRow(session, address, runs) {
  const settings = { version: 2, sites: { [new URL(address).hostname]: { on: false } } };
  await session.evaluate((settings) => chrome.storage.local.set({ settings }), settings);
  const [probes] = await inTurns([session], address, runs);
  const sums = probes.map(({ evaluated, turn }) => evaluated + turn);
  const compiled = Math.max(...probes.map(({ compiled }) => compiled));
  const note = `${probes.length} loads; scripts ${brief(median(probes.map(({ evaluated }) => evaluated)))} ms, the turn after the settings ${brief(median(probes.map(({ turn }) => turn)))} ms; ${compiled > 0 ? "WASM WAS COMPILED" : "no wasm compiled"}`;
  return atMost("a page on a site switched off", "ms", 1, { value: median(sums), ...middle(sums), note, goal: "≤ 1 ms, no wasm compiled" });
}

/**
 * Loads a page in each browser by turns; the first round fills the browsers' caches and does not count.
 * @param {import("../launch.mjs").Session[]} sessions
 * @param {string} address
 * @param {number} runs
 */
async function inTurns(sessions, address, runs) {
  const pages = await Promise.all(sessions.map((session) => session.newPage()));
  const found = sessions.map(() => /** @type {import("./probes.mjs").Probe[]} */ ([]));
  for (let run = 0; run <= runs; run += 1) {
    for (const [at, page] of pages.entries()) {
      await page.goto(`${address}?${run}`, { waitUntil: "load" });
      const probe = await probeOf(page);
      if (run > 0) found[at].push(probe);
    }
  }
  say(`${address}: ${found.map((probes) => brief(median(probes.map(({ ready, evaluated }) => ready || evaluated)))).join(" / ")} ms`);
  await Promise.all(pages.map((page) => page.close()));
  return found;
}
