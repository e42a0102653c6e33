// Rows about a page that stays open: what Unnag adds while it changes all the time, and while nothing happens. Chromium alone tells.

import { launch } from "../launch.mjs";
import { serve } from "../serve.mjs";
import { generated } from "./generated.mjs";
import { lively, still } from "./pages.mjs";
import { atMost, brief, median, middle, say } from "./rows.mjs";

const BUSY_MS = 10_000;
const IDLE_MS = { short: 10_000, full: 60_000 };
/** What loading leaves to do must not count as what an idle page does. */
const CALM_MS = 3_000;
const IDLE_SIZE = 2_000;

/** 10,000 elements in 500 batches over ten seconds, attributes that change, and a clock. */
const BUSY = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Live</title>
<style>.card{padding:4px}.hot{color:#a00}</style></head><body><header><time id="clock"></time></header><main><h1>Live ticker</h1><div id="feed"></div></main><script>
addEventListener("load", () => {
  const feed = document.getElementById("feed"), clock = document.getElementById("clock");
  let batch = 0;
  const tick = setInterval(() => { clock.textContent = new Date().toISOString(); }, 100);
  const insert = setInterval(() => {
    const card = '<div class="card"><h3>Minute ' + batch + '</h3><p>The bridge stays <b>open</b> until spring.</p></div>';
    const part = document.createElement("section");
    part.innerHTML = card.repeat(4) + "<ul><li>one</li><li>two</li></ul>";
    feed.append(part);
    for (let at = 0; at < 20; at += 1) {
      const one = feed.children[(batch * 7 + at * 13) % feed.children.length];
      one.classList.toggle("hot");
      one.style.opacity = one.style.opacity === "0.9" ? "1" : "0.9";
      one.dataset.seen = batch;
    }
    batch += 1;
    if (batch === 500) { clearInterval(insert); clearInterval(tick); }
  }, 20);
});
</script></body></html>`;

/** @typedef {{ task: number, script: number }} Used in milliseconds of the renderer's main thread */

/** @param {import("../bench.mjs").Request} request */
export async function* busyRows({ browser, extension, runs, short }) {
  if (browser !== "chromium") return;
  const server = await serve({ "/busy": lively(BUSY), "/idle": still(generated(IDLE_SIZE)) });
  const bare = await launch({ browser, extension: null });
  const ours = await launch({ browser, extension });
  try {
    yield await busyRow(bare, ours, `${server.origin}/busy`, short ? 2 : runs);
    yield await idleRow(bare, ours, `${server.origin}/idle`, short ? IDLE_MS.short : IDLE_MS.full);
  } finally {
    await Promise.all([bare, ours].map((session) => session.close().catch(() => {})));
    await server.close();
  }
}

/**
 * @param {import("../launch.mjs").Session} bare
 * @param {import("../launch.mjs").Session} ours
 * @param {string} address
 * @param {number} runs
 */
async function busyRow(bare, ours, address, runs) {
  /** @type {{ without: Used, with: Used }[]} */
  const pairs = [];
  for (let run = 0; run < runs; run += 1) {
    // One after the other: at the same time they would take the processor from each other.
    const without = await used(bare, address, 0, BUSY_MS + 1_500);
    pairs.push({ without, with: await used(ours, address, 0, BUSY_MS + 1_500) });
    say(`busy page: ${brief(without.task)} ms without, ${brief(pairs[run].with.task)} ms with`);
  }
  const added = pairs.map((pair) => (pair.with.task / pair.without.task - 1) * 100);
  const [task, more] = [median(pairs.map(({ without }) => without.task)), median(pairs.map((pair) => pair.with.task - pair.without.task))];
  const note = `${runs} pairs; ${brief(more)} ms added to ${brief(task)} ms, script ${brief(median(pairs.map((pair) => pair.with.script - pair.without.script)))} ms; from load to the end of the changes`;
  return atMost("busy page: added main-thread time", "%", 3, { value: median(added), ...middle(added), note });
}

/**
 * @param {import("../launch.mjs").Session} bare
 * @param {import("../launch.mjs").Session} ours
 * @param {string} address
 * @param {number} time
 */
async function idleRow(bare, ours, address, time) {
  const [without, found] = [await used(bare, address, CALM_MS, time), await used(ours, address, CALM_MS, time)];
  const value = Math.max(0, found.script - without.script);
  const note = `${time / 1000} s from ${CALM_MS / 1000} s after load; script ${brief(found.script)} ms with, ${brief(without.script)} ms without; all tasks, the browser's own included, ${brief(found.task)} ms and ${brief(without.task)} ms`;
  return atMost("idle page: script time added", "ms", 0, { value, low: value, high: value, note, goal: "0 ms: no timer, no callback" });
}

/**
 * What a page uses of its main thread in a while after its load.
 * @param {import("../launch.mjs").Session} session
 * @param {string} address
 * @param {number} calm milliseconds to wait before
 * @param {number} time milliseconds
 * @returns {Promise<Used>}
 */
async function used(session, address, calm, time) {
  const page = await session.newPage();
  try {
    const devtools = await page.createCDPSession();
    // Processor time: what else the machine does is no work of the page's.
    await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
    const read = async () => {
      const { metrics } = await devtools.send("Performance.getMetrics");
      const of = (/** @type {string} */ name) => (metrics.find((metric) => metric.name === name)?.value ?? NaN) * 1000;
      return { task: of("TaskDuration"), script: of("ScriptDuration") };
    };
    await page.goto(address, { waitUntil: "load" });
    await wait(calm);
    const before = await read();
    await wait(time);
    const after = await read();
    return { task: after.task - before.task, script: after.script - before.script };
  } finally {
    await page.close();
  }
}

/** @param {number} time */
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
