// Opens Chromium or Firefox with the extension, behind one interface for tests and `cargo xtask run`.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { startChromium } from "./chromium.mjs";
import { startFirefox } from "./firefox.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

/**
 * @typedef {object} Options
 * @property {"chromium" | "firefox"} browser
 * @property {string | null} extension the extension's folder; null for a browser without it
 * @property {boolean} [install] false: the extension waits for `install()`
 * @property {boolean} [headless]
 * @property {string[]} [args] more arguments for the browser
 * @property {Record<string, string | number | boolean>} [prefs] more preferences, for Firefox alone
 * @property {boolean} [dark] the reader prefers dark pages
 * @property {number} [width] of the page, in CSS pixels
 * @property {number} [height]
 * @property {string} [profile] a folder for the browser's profile, kept after the end; a fresh one otherwise
 */

/**
 * What a browser's own module provides.
 * @typedef {object} Host
 * @property {import("puppeteer-core").Browser} browser
 * @property {(extension: string) => Promise<string>} install returns the origin of the extension's own pages
 * @property {(page: Page, url: string) => Promise<void>} open shows one of the extension's own pages
 * @property {() => Promise<string[]>} faults errors of the extension that no page reports
 */

/**
 * Starts the browser.
 * @param {Options} options
 */
export async function launch({ browser, extension, install = true, ...rest }) {
  const folder = extension === null ? null : resolve(extension);
  const manifest = folder === null ? null : JSON.parse(readFileSync(resolve(folder, "manifest.json"), "utf8"));
  const view = { headless: true, dark: false, args: [], prefs: {}, width: 1280, height: 900, ...rest };
  const host = await (browser === "firefox" ? startFirefox(view, manifest) : startChromium(view));
  const session = new Session(host, folder, manifest);
  if (folder !== null && install) await session.install();
  return session;
}

/** A running browser. */
export class Session {
  #host;
  #folder;
  #manifest;
  #origin = "";
  /** @type {Promise<Page> | undefined} */
  #desk;

  /**
   * @param {Host} host
   * @param {string | null} folder
   * @param {any} manifest
   */
  constructor(host, folder, manifest) {
    this.#host = host;
    this.#folder = folder;
    this.#manifest = manifest;
  }

  /** The browser, as puppeteer sees it. */
  get browser() {
    return this.#host.browser;
  }

  /** The origin of the extension's own pages, once it is installed. */
  get origin() {
    return this.#origin;
  }

  /** Installs the extension that `launch` was given. */
  async install() {
    if (this.#folder === null) throw new Error("launched without an extension");
    this.#origin = await this.#host.install(this.#folder);
    // Pages of a version that was there before are gone.
    this.#desk = undefined;
  }

  /** Opens an empty tab. */
  newPage() {
    return this.browser.newPage();
  }

  /**
   * Opens one of the extension's own pages in a tab, for example "www/popup/popup.html?tab=3".
   * @param {string} path
   * @returns {Promise<Page>}
   */
  async extensionPage(path) {
    const page = await this.newPage();
    await this.show(page, path);
    return page;
  }

  /**
   * Shows one of the extension's own pages in a tab that is there.
   * @param {Page} page
   * @param {string} path
   */
  async show(page, path) {
    await this.#host.open(page, `${this.#origin}/${path.replace(/^\//, "")}`);
  }

  /**
   * Runs a function where the extension's interfaces are (`chrome.tabs`, `chrome.storage`), in a tab of its own.
   * @template {unknown[]} A
   * @template {import("puppeteer-core").EvaluateFunc<A>} F
   * @param {F} work
   * @param {A} values
   * @returns {Promise<Awaited<ReturnType<F>>>}
   */
  async evaluate(work, ...values) {
    const desk = await this.#openDesk();
    return desk.evaluate(work, ...values);
  }

  /** The tab that `evaluate` uses; opened at the first call, and again where an update of the extension closed it. */
  async #openDesk() {
    if ((await this.#desk)?.isClosed()) this.#desk = undefined;
    this.#desk ??= this.extensionPage(this.#manifest.action.default_popup);
    return this.#desk;
  }

  /**
   * The extension's number for a tab. Brings the tab to the front.
   * @param {Page} page
   * @returns {Promise<number>}
   */
  async tabId(page) {
    await this.#openDesk();
    await page.bringToFront();
    // The tab's address is not asked for: the extension may not see it.
    const id = await this.evaluate(async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id);
    if (id === undefined) throw new Error(`the extension sees no front tab for ${page.url()}`);
    return id;
  }

  /**
   * Asks the content script of a tab.
   * @param {number} tab
   * @param {object} message
   * @returns {Promise<any>}
   */
  ask(tab, message) {
    return this.evaluate((id, sent) => chrome.tabs.sendMessage(id, sent), tab, message);
  }

  /**
   * Collects the errors that a page shows from now on: uncaught ones and those on its console, its content scripts' included.
   * @param {Page} page
   * @returns {string[]} grows as errors come
   */
  watchErrors(page) {
    /** @type {string[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    return errors;
  }

  /**
   * The warnings and errors of the extension itself, at loading and in its background, as far as the browser tells.
   * @returns {Promise<string[]>}
   */
  extensionErrors() {
    return this.#host.faults();
  }

  /** Ends the browser. */
  async close() {
    await this.browser.close();
  }
}
