// What the reader does on a live page before it is measured.

import { sleep } from "../e2e/support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

/**
 * @typedef {object} Step one of these
 * @property {number} [wait] milliseconds
 * @property {number} [scroll] to this many pixels from the top
 * @property {string} [click] a selector
 * @property {string} [key] its name
 * @property {[selector: string, text: string]} [type]
 * @property {[x: number, y: number]} [move] the mouse
 * @property {true} [leave] the mouse leaves the page at its top
 * @property {string} [go] to an address on the same server
 * @property {true} [back] in the history
 */

/**
 * @param {Page} page
 * @param {string} origin
 * @param {Step[]} steps
 */
export async function walk(page, origin, steps) {
  for (const step of steps) await take(page, origin, step);
}

/**
 * @param {Page} page
 * @param {string} origin
 * @param {Step} step
 */
async function take(page, origin, step) {
  if (step.wait !== undefined) await sleep(step.wait);
  if (step.scroll !== undefined) await page.evaluate((top) => scrollTo({ top, behavior: "instant" }), step.scroll);
  if (step.click !== undefined) await (await find(page, step.click)).click();
  if (step.key !== undefined) await page.keyboard.press(/** @type {import("puppeteer-core").KeyInput} */ (step.key));
  if (step.type) {
    const [selector, text] = step.type;
    await (await find(page, selector)).type(text);
  }
  if (step.move) await page.mouse.move(...step.move);
  if (step.leave) await page.evaluate(leave);
  if (step.go) await page.goto(origin + step.go, { waitUntil: "load" });
  if (step.back) await page.goBack({ waitUntil: "load" });
}

/** No driver can move the mouse out of the window; the page hears what it would hear. */
function leave() {
  const options = { bubbles: true, clientX: 400, clientY: -2, relatedTarget: null };
  document.documentElement.dispatchEvent(new MouseEvent("mouseout", options));
  document.documentElement.dispatchEvent(new MouseEvent("mouseleave", { ...options, bubbles: false }));
}

/**
 * The first element that a selector names; " >>> " goes into an open shadow root.
 * @param {Page} page
 * @param {string} selector
 */
export async function find(page, selector) {
  const handle = await page.evaluateHandle((path) => {
    let at = /** @type {Element | null} */ (null);
    for (const [level, part] of path.split(" >>> ").entries()) at = (level === 0 ? document : at?.shadowRoot)?.querySelector(part) ?? null;
    return at;
  }, selector);
  const element = /** @type {import("puppeteer-core").ElementHandle<Element> | null} */ (handle.asElement());
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}
