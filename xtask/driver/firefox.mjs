// Firefox: preferences, an extension origin that is known in advance, and errors from the browser's own log.

import { randomUUID } from "node:crypto";

import puppeteer from "puppeteer-core";

import { executable } from "./executable.mjs";

const NAMES = ["firefox", "firefox-esr"];
const PATIENCE = 15_000;
const KEPT_UUID = "7f3c2a10-5d1e-4b7a-9c44-1d2f6a8e9b01";

/**
 * @param {{ headless: boolean, dark: boolean, args: string[], prefs: Record<string, string | number | boolean>, width: number, height: number, profile?: string }} view
 * @param {any} manifest the extension's, or null
 * @returns {Promise<import("./launch.mjs").Host>}
 */
export async function startFirefox({ headless, dark, args, prefs, width, height, profile }, manifest) {
  // A kept profile keeps the extension's storage only under the origin that it had before.
  const uuid = profile ? KEPT_UUID : randomUUID();
  const id = manifest?.browser_specific_settings?.gecko?.id;
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: executable("FIREFOX", NAMES),
    headless,
    defaultViewport: headless ? { width, height } : null,
    userDataDir: profile,
    // Firefox opens an extension's own pages for a driver only with this.
    args: ["--remote-allow-system-access", `--width=${width}`, `--height=${height}`, ...args],
    extraPrefsFirefox: {
      "extensions.webextensions.uuids": JSON.stringify(id ? { [id]: uuid } : {}),
      // An extension that is loaded for one run loses its storage at the end of it otherwise.
      "extensions.webextensions.keepStorageOnUninstall": true,
      // A driver cannot answer the browser's own question: what an extension asks for by a click is given.
      "extensions.webextOptionalPermissionPrompts": false,
      // 0: dark, 1: light.
      "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
      // Writes uncaught errors of extensions to standard error.
      "browser.dom.window.dump.enabled": true,
      ...prefs,
    },
  });
  const log = watch(browser.process()?.stderr);
  const origin = `moz-extension://${uuid}`;
  return {
    browser,
    async install(extension) {
      await browser.installExtension(extension);
      return origin;
    },
    open,
    faults: async () => log.filter((line) => line.includes(origin) && /error/i.test(line)),
  };
}

/**
 * Opens an extension's page. The navigation's own promise never settles, so the page itself is asked.
 * @param {import("puppeteer-core").Page} page
 * @param {string} url
 */
async function open(page, url) {
  page.goto(url, { timeout: PATIENCE }).catch(() => {});
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    const here = await page.evaluate(() => (document.readyState === "complete" ? location.href : "")).catch(() => "");
    if (here === url) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} did not open`);
}

/**
 * The lines of a stream, as they come.
 * @param {NodeJS.ReadableStream | null | undefined} stream
 * @returns {string[]}
 */
function watch(stream) {
  /** @type {string[]} */
  const lines = [];
  let rest = "";
  stream?.on("data", (part) => {
    const pieces = (rest + part).split("\n");
    rest = pieces.pop() ?? "";
    lines.push(...pieces);
  });
  return lines;
}
