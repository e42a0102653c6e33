// How the browsers end, update and let in an extension.

import * as background from "../../xtask/driver/background.mjs";
import { BROWSER, isSeen, until } from "./support.mjs";

/** @typedef {import("./support.mjs").Session} Session */

/** A box that asks, after the story. Runs in the page. @param {string} id */
export function appeal(id) {
  const box = document.createElement("div");
  Object.assign(box, { id, className: "late" });
  box.innerHTML = "<h3>Keep us independent</h3><p>We depend on readers like you. Please make a donation to support our journalism today.</p><button>Donate now</button>";
  document.querySelector(".article__body")?.after(box);
}

/** Ends the background, if it runs. @param {Session} session */
export const endBackground = (session) => background.endBackground(session, BROWSER);

/**
 * The extension is replaced by another version of itself.
 * @param {Session} session
 */
export async function update(session) {
  if (BROWSER === "firefox") return session.install();
  const before = background.workerOf(session);
  await session.evaluate(() => void setTimeout(() => chrome.runtime.reload()));
  await until(async () => background.workerOf(session), (now) => now !== undefined && now !== before);
}

/** What the extension keeps. @param {Session} session @returns {Promise<any>} */
export const saved = (session) => session.evaluate(async () => (await chrome.storage.local.get("settings")).settings);

/**
 * Opens a page in a private window that the extension may act in.
 * @param {Session} session
 * @param {string} url
 */
export async function privateVisit(session, url) {
  const settings = await session.newPage();
  await settings.goto("chrome://extensions");
  // @ts-ignore: an interface of this page alone.
  await settings.evaluate((extensionId) => chrome.developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true }), new URL(session.origin).host);
  await settings.close();
  const opened = session.browser.waitForTarget((target) => target.url() === url);
  await session.evaluate((address) => void chrome.windows.create({ url: address, incognito: true }), url);
  const page = /** @type {import("puppeteer-core").Page} */ (await (await opened).page());
  return { isCleaned: () => isSeen(page, ".support-bar").then((seen) => !seen), close: () => page.close() };
}
