// `cargo xtask run`, the browser's part: one page before and after, and what was hidden in between.

import { mkdirSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";

import { launch } from "./launch.mjs";
import { serve } from "./serve.mjs";
import { settled } from "./settled.mjs";
import { table } from "./table.mjs";

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
  const state = await settled(session, await session.tabId(page));
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
