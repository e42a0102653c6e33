// The row about memory: what Unnag adds to a tab. Chromium alone tells.

import { launch } from "../launch.mjs";
import { serve } from "../serve.mjs";
import { still } from "./pages.mjs";
import { ASKED, ATTRIBUTE, probed } from "./probes.mjs";
import { atMost, brief, median, middle, say } from "./rows.mjs";

const MOST_PAGES = 21;
const CALM_MS = 1_000;
const MB = 1_000_000;

/**
 * @param {import("../bench.mjs").Request} request
 * @param {Map<string, string>} pages
 */
export async function* memoryRows({ browser, extension }, pages) {
  if (browser !== "chromium") return;
  const some = [...pages].slice(0, MOST_PAGES);
  const server = await serve(Object.fromEntries(some.map(([name, html]) => [`/${name}`, still(html)])));
  const copy = probed(extension);
  const bare = await launch({ browser, extension: null });
  const ours = await launch({ browser, extension: copy.folder });
  try {
    const found = [];
    for (const [name] of some) {
      const without = await heldBy(bare, `${server.origin}/${name}`);
      const held = await heldBy(ours, `${server.origin}/${name}`);
      found.push({ heap: held.heap - without.heap, wasm: held.wasm });
      say(`${name}: heap +${brief((held.heap - without.heap) / MB)} MB, wasm memory ${brief(held.wasm / MB)} MB`);
    }
    const sums = found.map(({ heap, wasm }) => (heap + wasm) / MB);
    const note = `${found.length} pages; JavaScript heap after a collection +${brief(median(found.map(({ heap }) => heap / MB)))} MB, wasm memory ${brief(median(found.map(({ wasm }) => wasm / MB)))} MB; compiled code is not in it`;
    yield atMost("memory added to a tab, median page", "MB", 6, { value: median(sums), ...middle(sums), note });
  } finally {
    await Promise.all([bare, ours].map((session) => session.close().catch(() => {})));
    await server.close();
    copy.remove();
  }
}

/**
 * @param {import("../launch.mjs").Session} session
 * @param {string} address
 */
async function heldBy(session, address) {
  const page = await session.newPage();
  try {
    const devtools = await page.createCDPSession();
    await devtools.send("Performance.enable");
    await page.goto(address, { waitUntil: "load" });
    await new Promise((resolve) => setTimeout(resolve, CALM_MS));
    await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    const told = await page.evaluate((event, name) => {
      document.dispatchEvent(new Event(event));
      return document.documentElement.getAttribute(name);
    }, ASKED, ATTRIBUTE);
    return { heap: metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? NaN, wasm: told ? JSON.parse(told).memory : 0 };
  } finally {
    await page.close();
  }
}
