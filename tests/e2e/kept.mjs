// What the tests of the settings share: what is kept, and the options page.

import { join } from "node:path";
import { readFileSync } from "node:fs";

import { EXTENSION, until } from "./support.mjs";

/** @typedef {import("./support.mjs").Session} Session */
/** @typedef {import("./support.mjs").Page} Page */

/** What stands in the extension's storage. @param {Session} session @returns {Promise<any>} */
export const kept = (session) => session.evaluate(async () => (await chrome.storage.local.get("settings")).settings ?? null);

/** Puts a value where the settings stand. @param {Session} session @param {unknown} value */
export const keep = (session, value) => session.evaluate((settings) => chrome.storage.local.set({ settings }), value);

/** Everything forgotten, here and in sync. @param {Session} session */
export const clear = (session) =>
  session.evaluate(async () => {
    await chrome.storage.local.clear();
    await chrome.storage.sync.clear();
  });

/**
 * The options page, once it shows what is kept.
 * @param {Session} session
 */
export async function openOptions(session) {
  // The tab in which the extension is asked would come to the front later.
  await session.evaluate(() => {});
  const page = await session.extensionPage("www/options/options.html");
  const errors = session.watchErrors(page);
  await page.waitForFunction(() => (document.querySelector("#measured")?.textContent ?? "") !== "");
  return { page, errors };
}

/** Words of an element, once they are as wanted. @param {Page} page @param {string} selector @param {RegExp} wanted */
export const wordsOf = (page, selector, wanted = /./) =>
  until(() => page.$eval(selector, (element) => element.textContent ?? "").catch(() => ""), (words) => wanted.test(words));

/** @param {Page} page @param {string} selector */
export const isChecked = (page, selector) => page.$eval(selector, (box) => /** @type {HTMLInputElement} */ (box).checked);

/** The words of a language. @param {string} language @returns {Record<string, { message: string }>} */
export const messages = (language) => JSON.parse(readFileSync(join(EXTENSION, "_locales", language, "messages.json"), "utf8"));

/** A correction as the core and the reader would make one. @param {string} id @param {object} [more] */
export const correction = (id, more = {}) => ({ id, act: "hide", sketch: { words: id }, label: "ad", text: `Words of ${id}`, at: 1000, ...more });
