// `cargo xtask bench`, the browser's part: one row of the table a line, as JSON; what it is at on standard error.

import { existsSync } from "node:fs";
import { join } from "node:path";

import { launch } from "./launch.mjs";
import { busyRows } from "./bench/busy.mjs";
import { memoryRows } from "./bench/memory.mjs";
import { insideRows, passRows } from "./bench/pass.mjs";
import { startRows } from "./bench/start.mjs";
import { pages } from "./bench/pages.mjs";
import { print, say } from "./bench/rows.mjs";

/**
 * What xtask asks for, as JSON in the one argument.
 * @typedef {object} Request
 * @property {"chromium" | "firefox"} browser
 * @property {string} extension the built extension's folder
 * @property {string} root the tree
 * @property {string | null} corpus labelled pages; null: the tree's own pages
 * @property {number} pages how many of them
 * @property {number} runs
 * @property {boolean} short for a quick look: fewer runs, shorter waits
 * @property {string[]} [only] of the parts: pass, inside, start, busy, memory
 */

const SHORT_RUNS = 5;
const LEAST_RUNS = 2;

await main(JSON.parse(process.argv[2] ?? "{}")).catch((error) => {
  say(`bench: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});

/** @param {Request} asked */
async function main(asked) {
  const request = { ...asked, runs: asked.short ? Math.min(asked.runs, SHORT_RUNS) : asked.runs };
  if (!(request.runs >= LEAST_RUNS)) throw new Error(`at least ${LEAST_RUNS} runs: the first of them finds nothing warm and does not count`);
  if (!existsSync(join(request.extension, "manifest.json"))) throw new Error(`no extension in ${request.extension}: run \`cargo xtask build\` first`);
  const some = pages(request.corpus, request.root, request.pages);
  const where = await versionOf(request.browser);
  const parts = { pass: passRows, inside: insideRows, start: startRows, busy: busyRows, memory: memoryRows };
  for (const [name, rows] of Object.entries(parts)) {
    if (request.only && !request.only.includes(name)) continue;
    say(`${where}: ${name}`);
    for await (const row of rows(request, some)) print({ ...row, where });
  }
}

/** @param {Request["browser"]} browser */
async function versionOf(browser) {
  const session = await launch({ browser, extension: null });
  try {
    return await session.browser.version();
  } finally {
    await session.close();
  }
}
