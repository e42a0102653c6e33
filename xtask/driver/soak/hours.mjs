// A page that changes every second for hours, in fast motion: what it holds in memory must not grow. Chromium alone tells.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { launch } from "../launch.mjs";
import { serve } from "../serve.mjs";
import { lively } from "../bench/pages.mjs";
import { ASKED, ATTRIBUTE, finish, probed } from "../bench/probes.mjs";
import { ASK, page as story } from "./stories.mjs";

const SECONDS = 3_600;
const MB = 1_000_000;
/** What the heap may differ by from one look to the next without anything being kept, in megabytes. */
const NOISE_MB = 1;
/** Looks at the memory; the first comes once all that is kept on purpose is full. */
const LOOKS = 4;

/** Each second a part comes and the oldest goes; each tenth asks. `tick(n)` lets so many seconds pass, a few to a frame. */
const TICKING = `<script>
  let second = 0;
  window.tick = (seconds) => new Promise((resolve) => {
    const end = second + seconds;
    const frame = () => {
      for (let left = 5; left > 0 && second < end; left -= 1) {
        second += 1;
        const part = document.createElement("section");
        part.innerHTML = second % 10 === 0 ? ${JSON.stringify(ASK)} : "<h3>Minute " + second + "</h3><p>The bridge stays <b>open</b> until spring, said the keeper of bridge " + second + ".</p>";
        feed.append(part);
        if (feed.children.length > 100) feed.firstElementChild.remove();
      }
      if (second < end) requestAnimationFrame(frame);
      else resolve();
    };
    frame();
  });
</script>`;

/** Passes come as they are due, without the waits that keep them rare: hours pass in a minute. */
const NO_WAIT = `Object.defineProperty(UnnagBudget.Pace.prototype, "wait", { value: () => 0 });`;

/**
 * @param {{ browser: "chromium" | "firefox", extension: string }} request
 * @param {number} hours
 * @returns {Promise<{ figures: Record<string, number>, findings: string[] }>}
 */
export async function hours({ browser, extension }, hours) {
  if (browser !== "chromium") return { figures: {}, findings: [] };
  const copy = probed(extension);
  const { content_scripts } = JSON.parse(readFileSync(join(copy.folder, "manifest.json"), "utf8"));
  finish(copy.folder, { "no-wait.js": NO_WAIT }, content_scripts[0].js.flatMap((/** @type {string} */ file) => (file.endsWith("budget.js") ? [file, "no-wait.js"] : [file])));
  const server = await serve({ "/live": lively(story({ script: TICKING })) });
  const session = await launch({ browser, extension: copy.folder });
  try {
    const page = await session.newPage();
    const errors = session.watchErrors(page);
    const devtools = await page.createCDPSession();
    await devtools.send("Performance.enable");
    await page.goto(`${server.origin}/live`, { waitUntil: "load" });
    const looks = [];
    for (let look = 0; look < LOOKS; look += 1) {
      await page.evaluate((seconds) => /** @type {any} */ (window).tick(seconds), (hours * SECONDS) / LOOKS);
      await new Promise((resolve) => setTimeout(resolve, 500));
      looks.push(await held(page, devtools));
    }
    return { figures: figuresOf(hours, looks), findings: [...findingsOf(looks), ...errors] };
  } finally {
    await session.close().catch(() => {});
    await server.close();
    copy.remove();
  }
}

/** @typedef {{ heap: number, wasm: number, nodes: number }} Held in megabytes, but for the nodes */

/**
 * @param {import("puppeteer-core").Page} page
 * @param {import("puppeteer-core").CDPSession} devtools
 * @returns {Promise<Held>}
 */
async function held(page, devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const metric = (/** @type {string} */ wanted) => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  const told = await page.evaluate((event, name) => {
    document.dispatchEvent(new Event(event));
    return document.documentElement.getAttribute(name);
  }, ASKED, ATTRIBUTE);
  return { heap: metric("JSHeapUsedSize") / MB, wasm: told ? JSON.parse(told).memory / MB : NaN, nodes: metric("Nodes") };
}

/** @param {number} hours @param {Held[]} looks */
function figuresOf(hours, looks) {
  const [first, last] = [looks[0], looks[looks.length - 1]];
  const rounded = (/** @type {number} */ value) => Math.round(value * 100) / 100;
  return {
    "hours in fast motion": hours,
    "heap at the end, MB": rounded(last.heap),
    "more than after a quarter, MB": rounded(last.heap - first.heap),
    "wasm memory at the end, MB": rounded(last.wasm),
    "nodes at the end": last.nodes,
  };
}

/** @param {Held[]} looks */
function findingsOf(looks) {
  const [first, last] = [looks[0], looks[looks.length - 1]];
  return [
    ...(last.heap - first.heap > NOISE_MB ? [`the heap grew from ${first.heap} to ${last.heap} MB`] : []),
    ...(last.wasm > first.wasm ? [`the core's memory grew from ${first.wasm} to ${last.wasm} MB`] : []),
    ...(last.nodes > first.nodes * 1.2 ? [`nodes grew from ${first.nodes} to ${last.nodes}`] : []),
  ];
}
