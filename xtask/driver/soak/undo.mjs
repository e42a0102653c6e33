// The undo sweep: on every page, what was cleaned comes back byte for byte, whatever the reader and the page did in between.

import { launch } from "../launch.mjs";
import { serve } from "../serve.mjs";
import { still } from "../bench/pages.mjs";
import { difference, markupOf } from "./markup.mjs";
import { choose, rest } from "./sites.mjs";

/** @typedef {import("../launch.mjs").Session} Session */
/** @typedef {{ page: import("puppeteer-core").Page, tab: number, url: string, session: Session }} Visit */

const MARK = "data-unnag";

/**
 * @param {{ browser: "chromium" | "firefox", extension: string }} request
 * @param {Map<string, string>} pages HTML by name
 * @param {(text: string) => void} say
 * @returns {Promise<{ figures: Record<string, number>, findings: string[] }>}
 */
export async function undoSweep({ browser, extension }, pages, say) {
  const server = await serve(Object.fromEntries([...pages].map(([name, html]) => [`/${name}`, still(html)])));
  const session = await launch({ browser, extension });
  const figures = { "pages swept": pages.size, "things hidden on them": 0, "comparisons": 0, "pages where undo was inexact": 0, "bytes lost": 0 };
  /** @type {string[]} */
  const findings = [];
  let said = 0;
  try {
    for (const name of pages.keys()) {
      try {
        const { hidden, checks } = await sweep(session, `${server.origin}/${name}`);
        const losses = checks.filter(([, { bytes }]) => bytes > 0);
        figures["things hidden on them"] += hidden;
        figures["comparisons"] += checks.length;
        figures["pages where undo was inexact"] += losses.length > 0 ? 1 : 0;
        figures["bytes lost"] += Math.max(0, ...losses.map(([, { bytes }]) => bytes));
        findings.push(...losses.map(([step, { bytes, excerpt }]) => `${name}: ${bytes} bytes differ after ${step}: ${excerpt}`));
      } catch (error) {
        findings.push(`${name}: ${error instanceof Error ? error.message : error}`);
      }
      if (findings.length > said) say(findings.slice(said).join("\n"));
      said = findings.length;
    }
  } finally {
    await session.close().catch(() => {});
    await server.close();
  }
  return { figures, findings };
}

/**
 * One page, all steps.
 * @param {Session} session
 * @param {string} url
 * @returns {Promise<{ hidden: number, checks: [string, { bytes: number, excerpt: string }][] }>}
 */
async function sweep(session, url) {
  await choose(session, url, { on: false });
  const page = await session.newPage();
  try {
    await page.goto(url, { waitUntil: "load" });
    const visit = { page, tab: await session.tabId(page), url, session };
    await rest(session, visit.tab);
    const before = await page.evaluate(markupOf);
    /** @type {[string, { bytes: number, excerpt: string }][]} */
    const checks = [];
    const check = async (/** @type {string} */ step) => void checks.push([step, difference(before, await page.evaluate(markupOf))]);

    await turn(visit, { on: true });
    const hidden = await marks(page);
    await showAll(visit);
    await check("all was shown");
    await focusInBetween(visit);
    await check("Focus, and one thing shown before all");
    await turn(visit, { on: false });
    await check("the site was switched off");
    checks.push(["the page moved, copied and removed what was hidden", await meddled(visit)]);
    return { hidden, checks };
  } finally {
    await page.close();
  }
}

/** @param {Visit} visit @param {import("./sites.mjs").Choice} choice */
async function turn({ session, url, tab }, choice) {
  await choose(session, url, choice);
  return rest(session, tab, (state) => state.on === choice.on && state.mode === (choice.mode ?? "clean"));
}

/** @param {Visit} visit */
async function showAll({ session, tab }) {
  await session.ask(tab, { kind: "show-all" });
  await rest(session, tab);
}

/** @param {Visit} visit */
async function focusInBetween(visit) {
  const { session, tab } = visit;
  await session.ask(tab, { kind: "hide-all" });
  await turn(visit, { on: true, mode: "focus" });
  const { records } = await turn(visit, { on: true, mode: "clean" });
  for (const { id } of records.slice(0, 1)) {
    await session.ask(tab, { kind: "show", id });
    await session.ask(tab, { kind: "hide", id });
    await session.ask(tab, { kind: "show", id });
  }
  await showAll(visit);
}

/**
 * The page meddles with what is hidden, and a copy of it that nobody cleaned does the same.
 * @param {Visit} visit
 */
async function meddled(visit) {
  const { page } = visit;
  await page.evaluate(() => void Object.assign(window, { twin: document.cloneNode(true) }));
  await turn(visit, { on: true });
  await page.evaluate(meddle, MARK);
  await rest(visit.session, visit.tab);
  await turn(visit, { on: false });
  // What stands in <noscript> is written otherwise where no script can run, as in a copy.
  const [twin, live] = await page.evaluate(() => [/** @type {any} */ (window).twin, document.cloneNode(true)].map((one) => one.documentElement.outerHTML));
  return difference(twin, live);
}

/** @param {import("puppeteer-core").Page} page */
const marks = (page) => page.evaluate((mark) => document.querySelectorAll(`[${mark}]`).length, MARK);

/** Runs in the page. Elements that hold others come last, so that each still stands where the copy has it. @param {string} mark */
function meddle(mark) {
  const elements = [...document.querySelectorAll("*")];
  const places = elements.flatMap((element, at) => (element.hasAttribute(mark) ? at : [])).reverse();
  const acts = [
    (/** @type {Element} */ element) => element.parentNode?.append(element),
    (/** @type {Element} */ element) => element.after(element.cloneNode(true)),
    (/** @type {Element} */ element) => element.remove(),
    (/** @type {Element} */ element) => element.replaceWith(...element.childNodes),
  ];
  for (const page of [document, /** @type {any} */ (window).twin]) {
    const all = [...page.querySelectorAll("*")];
    places.forEach((place, at) => acts[at % acts.length](all[place]));
  }
}
