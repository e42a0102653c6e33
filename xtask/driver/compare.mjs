// `cargo xtask compare`, the browser's part: which numbered blocks the extension hides, against the command line.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { launch } from "./launch.mjs";
import { serve } from "./serve.mjs";
import { settled } from "./settled.mjs";

/**
 * What xtask asks for, as JSON in the one argument.
 * @type {{ browser: "chromium" | "firefox", extension: string, corpus: string, count: number, program: string }}
 */
const { browser, extension, corpus, count, program } = JSON.parse(process.argv[2]);

// A saved page stands still: nothing of it runs, and nothing is fetched. Wasm may run, for the extension.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'wasm-unsafe-eval'";
const MARK = "data-unnag";

const all = readFileSync(join(corpus, "pages.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line).pid);
const some = all.filter((_, at) => Math.floor((at * count) / all.length) !== Math.floor(((at - 1) * count) / all.length));
const texts = new Map(some.map((pid) => [pid, gunzipSync(readFileSync(join(corpus, `${pid}.html.gz`))).toString()]));
const routes = Object.fromEntries([...texts].map(([pid, body]) => [`/${pid}`, { body, type: "text/html; charset=utf-8" }]));

const server = await serve(routes, { headers: { "content-security-policy": POLICY } });
const session = await launch({ browser, extension });
const differences = [];
let blocks = 0;
try {
  for (const [pid, text] of texts) {
    const [here, there] = [native(text), await shown(pid)];
    const numbers = numbersOf(text);
    blocks += numbers.size;
    const differing = [...numbers].filter((number) => here.has(number) !== there.has(number));
    if (differing.length > 0) differences.push(`${pid}: ${differing.join(", ")}`);
  }
} finally {
  await session.close().catch(() => {});
  await server.close();
}
console.log(`${texts.size - differences.length} of ${texts.size} pages are the same in ${browser} and native, of ${blocks} blocks`);
differences.forEach((line) => console.log(`  other blocks hidden on ${line}`));

/** @param {string} html */
function numbersOf(html) {
  return new Set([...html.matchAll(/\sdata-b="(\d+)"/g)].map((match) => match[1]));
}

/**
 * The blocks that the command line takes out.
 * @param {string} html
 */
function native(html) {
  const cleaned = execFileSync(program, ["clean", "-"], { input: html, maxBuffer: 2 ** 28 }).toString();
  const left = numbersOf(cleaned);
  return new Set([...numbersOf(html)].filter((number) => !left.has(number)));
}

/**
 * The blocks that the extension hides.
 * @param {string} pid
 */
async function shown(pid) {
  const page = await session.newPage();
  await page.goto(`${server.origin}/${pid}`, { waitUntil: "domcontentloaded" });
  await settled(session, await session.tabId(page));
  const hidden = await page.evaluate((mark) => {
    const elements = document.querySelectorAll(`[${mark}] [data-b], [${mark}][data-b]`);
    return [...elements].map((element) => element.getAttribute("data-b") ?? "");
  }, MARK);
  await page.close();
  return new Set(hidden);
}
