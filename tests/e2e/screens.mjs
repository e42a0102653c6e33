// Unnag's own pages, each in a state in which a reader meets it; for the tests of how they look and sound.

import { openOptions } from "./kept.mjs";
import { visit } from "./support.mjs";

/** @typedef {import("./support.mjs").Session} Session */
/** @typedef {import("./support.mjs").Page} Page */

/** What is chosen where nothing was chosen. */
export const SETTINGS = { version: 2, sites: {} };

/**
 * The popup about a tab, once it has heard from it.
 * @param {Session} session
 * @param {number} tab
 */
export async function openPopup(session, tab) {
  const popup = await session.extensionPage(`www/popup/popup.html?tab=${tab}`);
  await popup.waitForFunction(() => document.querySelector("#status")?.textContent || document.querySelector("#notices")?.firstChild);
  return popup;
}

/**
 * @param {Session} session
 * @param {string} address of the page that the popup is about
 */
async function popupAbout(session, address) {
  const { id } = await visit(session, address);
  return openPopup(session, id);
}

/** @param {Page} popup */
async function withChoices(popup) {
  await popup.waitForSelector("#things li");
  await popup.click("#things .more");
  return popup;
}

/** @param {Page} popup */
async function withReport(popup) {
  await popup.click("#wrong summary");
  await popup.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.querySelector("#report")).value !== "");
  return popup;
}

/** The popup about a page of the browser's own. @param {Session} session */
async function popupAboutNothing(session) {
  const id = await session.evaluate(async () => (await chrome.tabs.create({ url: "about:blank", active: false })).id ?? 0);
  return openPopup(session, id);
}

/** The first-run page, once the sample is judged. @param {Session} session */
export async function openWelcome(session) {
  const page = await session.extensionPage("www/welcome/welcome.html");
  await page.bringToFront();
  await page.waitForSelector("#things li");
  return page;
}

/**
 * @typedef {object} Screen
 * @property {string} name
 * @property {(session: Session, origin: string) => Promise<Page>} open `origin`: of a server that has the test pages
 * @property {boolean} [foreign] it plays a page of the web: always in English, always light
 * @property {object} [settings] what is chosen beside the language
 */

/** @type {Screen[]} */
export const SCREENS = [
  { name: "popup with things", open: async (session, origin) => withChoices(await popupAbout(session, `${origin}/pages/sample/page.html`)) },
  { name: "popup with notices", open: (session, origin) => popupAbout(session, `${origin}/pages/consent-dialog/page.html`) },
  { name: "popup without things", open: (session, origin) => popupAbout(session, `${origin}/pages/not-donation-story/page.html`) },
  { name: "popup with a report", open: async (session, origin) => withReport(await popupAbout(session, `${origin}/pages/sample/page.html`)) },
  { name: "popup paused", open: (session, origin) => popupAbout(session, `${origin}/pages/sample/page.html`), settings: { paused: true } },
  { name: "popup unavailable", open: popupAboutNothing },
  { name: "options", open: async (session) => (await openOptions(session)).page },
  { name: "first-run page", open: openWelcome },
  { name: "sample of the first-run page", open: (session) => session.extensionPage("www/welcome/sample.html"), foreign: true },
];
