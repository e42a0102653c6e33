// Chromium: flags, the extension's identity, and the errors that only chrome://extensions knows.

import puppeteer from "puppeteer-core";

import { executable } from "./executable.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

// No traffic of the browser's own, no questions at the start.
const FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-sync",
  "--no-default-browser-check",
  "--no-first-run",
];

/**
 * @param {{ headless: boolean, dark: boolean, args: string[], width: number, height: number, profile?: string }} view
 * @returns {Promise<import("./launch.mjs").Host>}
 */
export async function startChromium({ headless, dark, args, width, height, profile }) {
  // Chromium's sandbox does not work for the root user.
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await puppeteer.launch({
    executablePath: executable("CHROMIUM", NAMES),
    headless,
    pipe: true,
    enableExtensions: true,
    defaultViewport: headless ? { width, height } : null,
    userDataDir: profile,
    args: [...FLAGS, ...asRoot, ...(dark ? ["--force-dark-mode"] : []), `--window-size=${width},${height}`, ...args],
  });
  let id = "";
  return {
    browser,
    async install(extension) {
      await atExtensionsPage(browser, "", collectErrors);
      id = await browser.installExtension(extension);
      return `chrome-extension://${id}`;
    },
    async open(page, url) {
      await page.goto(url, { waitUntil: "load" });
    },
    faults: () => atExtensionsPage(browser, `?errors=${id}`, shownErrors, id),
  };
}

/**
 * Runs a function where Chromium lets extensions be managed.
 * @template {unknown[]} A
 * @template {import("puppeteer-core").EvaluateFunc<A>} F
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} query
 * @param {F} work
 * @param {A} values
 * @returns {Promise<Awaited<ReturnType<F>>>}
 */
async function atExtensionsPage(browser, query, work, ...values) {
  const page = await browser.newPage();
  try {
    await page.goto(`chrome://extensions/${query}`, { waitUntil: "domcontentloaded" });
    return await page.evaluate(work, ...values);
  } finally {
    await page.close();
  }
}

/** Errors are kept only in developer mode. */
async function collectErrors() {
  // @ts-ignore: an interface of this page alone.
  await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
}

/**
 * What the page shows under "Errors".
 * @param {string} id
 * @returns {Promise<string[]>}
 */
async function shownErrors(id) {
  // @ts-ignore: an interface of this page alone.
  const info = await chrome.developerPrivate.getExtensionInfo(id);
  return [...info.manifestErrors, ...info.runtimeErrors].map((error) => `${error.source ?? ""} ${error.message}`.trim());
}
