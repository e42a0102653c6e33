// `cargo xtask run`, the browser's part: one page before and after, and what was hidden in between.

import { mkdirSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";

import { launch } from "./launch.mjs";
import { serve } from "./serve.mjs";
import { table } from "./table.mjs";

const POLL = 250;
const CALM = 3;
const PATIENCE = 10_000;

/**
 * What xtask asks for, as JSON in the one argument.
 * @type {{ browser: "chromium" | "firefox", extension: string, page: string, out: string, headless: boolean }}
 */
const { browser, extension, page: file, out, headless } = JSON.parse(process.argv[2]);

const server = await serve(routes());
const session = await launch({ browser, extension, headless, install: false });
try {
  await show(`${server.origin}/${encodeURIComponent(basename(file))}`);
  if (!headless) {
    console.log("\nClose the window to end.");
    await closed();
  }
} finally {
  await session.close().catch(() => {});
  await server.close();
}

/** @param {string} url */
async function show(url) {
  mkdirSync(out, { recursive: true });
  const page = await session.newPage();
  await page.goto(url, { waitUntil: "load" });
  await picture(page, "before.png");

  await session.install();
  const errors = session.watchErrors(page);
  await page.reload({ waitUntil: "load" });
  const state = await settled(await session.tabId(page));
  await picture(page, "after.png");

  console.log(table(state));
  console.log(`\npictures: ${["before.png", "after.png"].map((name) => relative(process.cwd(), join(out, name))).join(", ")}`);
  const faults = [...errors, ...(await session.extensionErrors())];
  if (faults.length > 0) console.error(`\nerrors:\n${faults.join("\n")}`);
  await leaveOnly(page);
}

/** @param {import("puppeteer-core").Page} page */
async function leaveOnly(page) {
  const others = (await session.browser.pages()).filter((other) => other !== page);
  await Promise.all(others.map((other) => other.close()));
  await page.bringToFront();
}

/**
 * What the content script knows, once it has stopped changing.
 * @param {number} tab
 */
async function settled(tab) {
  const deadline = Date.now() + PATIENCE;
  let last = "";
  let calm = 0;
  while (Date.now() < deadline) {
    const state = await session.ask(tab, { kind: "state" }).catch(() => null);
    const text = JSON.stringify(state);
    calm = state && text === last ? calm + 1 : 0;
    if (calm >= CALM) break;
    last = text;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  if (last === "" || last === "null") throw new Error("the extension does not answer on this page");
  return JSON.parse(last);
}

/**
 * The page itself and the folder that browsers save beside it; no other file is served.
 * @returns {Record<string, import("./serve.mjs").Route>}
 */
function routes() {
  const name = basename(file);
  const beside = `${basename(name, extname(name))}_files`;
  return { [`/${name}`]: { file }, [`/${beside}/`]: { dir: join(dirname(file), beside) } };
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {string} name
 */
async function picture(page, name) {
  await page.screenshot({ path: join(out, name), fullPage: true });
}

/** Settles when the reader has closed the browser, or its last page. */
function closed() {
  return new Promise((resolve) => {
    session.browser.on("disconnected", resolve);
    session.browser.on("targetdestroyed", async () => {
      const pages = await session.browser.pages().catch(() => []);
      if (pages.length === 0) resolve(null);
    });
  });
}
