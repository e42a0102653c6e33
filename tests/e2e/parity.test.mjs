// What the browser sees and what the HTML parser sees must lead the core to the same verdicts, block by block.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { host, open, pages, ROOT } from "./support.mjs";

/** @typedef {{ element: number, label: string, confidence: number, hidden: boolean, text: string }} Block */

const HEADER = 10;
const FACTS = 5;
const VIEWPORT = 8;

const read = (/** @type {string} */ file) => readFileSync(join(ROOT, file), "utf8");
const core = `${read("www/pkg/unnag.js")}\n${read("www/pkg/wasm.js")}\n${["names", "dom", "facts", "columns", "snapshot"].map((name) => read(`www/${name}.js`)).join("\n")}`;
const program = commandLine();

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;

before(async () => {
  server = await host();
  session = await open({ extension: null });
});

after(async () => {
  await session?.close();
  await server?.close();
});

for (const { name, file } of pages) {
  test(`the same verdicts natively and in the browser: ${name}`, async () => {
    const page = await session.newPage();
    await page.goto(`${server.origin}/pages/${name}/page.html`, { waitUntil: "load" });
    await page.evaluate(`${core}\nObject.assign(globalThis, { wasm_bindgen, UnnagSnapshot, UNNAG_WASM }); undefined`);
    const live = await page.evaluate(explain, HEADER, FACTS, VIEWPORT);
    await page.close();
    const native = JSON.parse(execFileSync(program, ["explain", "--json", file], { encoding: "utf8" }));
    assert.deepEqual(live.map(essence), native.map(essence));
  });
}

/** @param {Block} block */
function essence({ element, label, confidence, hidden, text }) {
  return { element, label, confidence: confidence.toFixed(3), hidden, text };
}

/**
 * Runs in the page: the core's verdicts on it, without what only a live page can tell.
 * @param {number} header
 * @param {number} facts
 * @param {number} viewport
 * @returns {Block[]}
 */
function explain(header, facts, viewport) {
  const { wasm_bindgen, UnnagSnapshot, UNNAG_WASM } = /** @type {any} */ (globalThis);
  const bytes = Uint8Array.from(atob(UNNAG_WASM), (character) => character.charCodeAt(0));
  wasm_bindgen.initSync({ module: new WebAssembly.Module(bytes) });
  const { columns, text } = UnnagSnapshot.snapshotPage(document);
  const [, , elements, attributes, runs] = columns;
  const still = columns.slice(0, header + 2 * elements + 4 * attributes + 4 * runs);
  still[facts] = 0;
  still.fill(0, viewport, viewport + 2);
  return wasm_bindgen.explain(still, text, {});
}

/** The command line, built from what stands in `src` now: an older one would be compared with a younger core. */
function commandLine() {
  execFileSync(process.env.CARGO ?? "cargo", ["build", "--quiet", "--bin", "unnag"], { cwd: ROOT, stdio: "inherit" });
  return join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug", process.platform === "win32" ? "unnag.exe" : "unnag");
}
