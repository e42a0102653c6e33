// What the end-to-end tests share: the browser under test, the pages, and waiting.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { launch } from "../../xtask/driver/launch.mjs";
import { serve } from "../../xtask/driver/serve.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("../../xtask/driver/launch.mjs").Session} Session */

/** @typedef {{ page: Page, errors: string[], id: number, state: PageState }} Visit an open page, its tab and what the extension says of it */
/**
 * @typedef {{ id: number, label: string, text: string, reasons: string[], shown: boolean, correction: string | null, support: string | null }} Thing
 * @typedef {{ on: boolean, paused: boolean, mode: string, site: string, title: string, url: string, notices: string[], records: Thing[] }} PageState
 */

/** The repository. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The browser under test. */
export const BROWSER = process.env.UNNAG_BROWSER === "firefox" ? "firefox" : "chromium";

/** The extension under test. */
export const EXTENSION = process.env.UNNAG_EXTENSION ?? join(ROOT, "dist", BROWSER);

const PAGES = join(ROOT, "tests/pages");
const PATIENCE = 15_000;
const PAUSE = 50;
/** How long nothing may happen before a page counts as done. */
const CALM = 400;

/** The folder names of the test pages, and what stands in each. */
export const pages = readdirSync(PAGES).sort().map((name) => ({ name, file: join(PAGES, name, "page.html") }));

/** @param {string} name */
export const pageText = (name) => readFileSync(join(PAGES, name, "page.html"), "utf8");

/** @param {Partial<import("../../xtask/driver/launch.mjs").Options>} [options] */
export const open = (options = {}) => launch({ browser: BROWSER, extension: EXTENSION, headless: true, ...options });

/**
 * Serves routes on this machine, and the folder of test pages beside them.
 * @param {Record<string, import("../../xtask/driver/serve.mjs").Route>} [routes]
 */
export const host = (routes = {}) =>
  serve({ "/favicon.ico": { body: "", status: 204 }, "/pages/": { dir: PAGES }, ...routes });

/** @param {number} time in milliseconds */
export const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));

/**
 * Waits until the value is what is wanted, and returns the last one either way: the caller asserts.
 * @template T
 * @param {() => Promise<T>} value
 * @param {(value: T) => boolean} wanted
 * @returns {Promise<T>}
 */
export async function until(value, wanted) {
  const deadline = Date.now() + PATIENCE;
  let last = await value();
  while (!wanted(last) && Date.now() < deadline) {
    await sleep(PAUSE);
    last = await value();
  }
  return last;
}

/**
 * Opens an address in a tab and waits until the content script has nothing more to do.
 * @param {Session} session
 * @param {string} url
 * @param {Page} [tab] a new one where none is given
 * @returns {Promise<Visit>}
 */
export async function visit(session, url, tab) {
  const page = tab ?? (await session.newPage());
  const errors = session.watchErrors(page);
  await page.goto(url, { waitUntil: "load" });
  const id = await session.tabId(page);
  return { page, errors, id, state: await calm(session, id) };
}

/**
 * What the content script of a tab says, once it has stopped changing.
 * @param {Session} session
 * @param {number} tab
 */
export async function calm(session, tab) {
  let since = Date.now();
  let text = "";
  await until(
    async () => JSON.stringify(await session.ask(tab, { kind: "state" }).catch(() => null)),
    (now) => {
      if (now !== text) since = Date.now();
      text = now;
      return now !== "null" && Date.now() - since > CALM;
    },
  );
  return JSON.parse(text);
}

/** The page's own mark-up, as it stands. @param {Page} page */
export const markup = (page) => page.evaluate(() => document.documentElement.outerHTML);

/** The mark-up of an address as the parser makes it, untouched by any script. @param {Page} page @param {string} html */
export const parsed = (page, html) =>
  page.evaluate((text) => new DOMParser().parseFromString(text, "text/html").documentElement.outerHTML, html);

/** How many elements are marked as hidden. @param {Page} page */
export const marks = (page) => page.evaluate(() => document.querySelectorAll("[data-unnag]").length);

/** Whether what a selector names is there to see. @param {Page} page @param {string} selector */
export const isSeen = (page, selector) =>
  page.evaluate((wanted) => {
    const seen = { opacityProperty: true, visibilityProperty: true };
    return [...document.querySelectorAll(wanted)].some((element) => element.checkVisibility(seen));
  }, selector);
