// Compares a page with what its own `data-expect` attributes ask for; see docs/adding-a-page.md.

/** @typedef {{ left: string[], gone: string[], changed: string[], locked: boolean }} Judgement */

/**
 * Runs inside the page.
 * @param {string} html the page as it was served
 * @returns {Judgement} nags that are left to see, what should be there and is not, text that was changed, and whether the page cannot scroll
 */
export function judge(html) {
  const SEEN = { opacityProperty: true, visibilityProperty: true };
  const THINGS = "img, svg, iframe, input, button, select, textarea";
  const SILENT = "script, style, template, noscript, title, option, textarea, svg";

  /** Texts and things of a page, each with what is expected of it. @param {Document} page */
  function parts(page) {
    const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : /** @type {Element} */ (node.parentElement);
      const value = node instanceof Element ? thing(node) : (node.nodeValue ?? "");
      if (value.trim() === "" || (!(node instanceof Element) && element.closest(SILENT))) continue;
      const expect = /** @type {HTMLElement | null} */ (element.closest("[data-expect]"))?.dataset.expect;
      found.push({ expect, value, element });
    }
    return found;
  }

  /** The name of a thing without text, or of a nag that is nothing but a surface. @param {Element} element */
  function thing(element) {
    const isSurface = element.getAttribute("data-expect") === "hide" && element.textContent?.trim() === "";
    return element.matches(THINGS) || isSurface ? `<${element.localName} class="${element.className}">` : "";
  }

  const now = parts(document);
  const before = parts(new DOMParser().parseFromString(html, "text/html"));
  const kept = (/** @type {typeof now} */ list) => list.filter((part) => part.expect === "keep").map((part) => part.value);
  const texts = kept(now);
  const isLocked = (/** @type {Element} */ element) => /hidden|clip/.test(getComputedStyle(element).overflowY);
  const pick = (/** @type {string} */ expect, /** @type {boolean} */ seen) =>
    now.filter((part) => part.expect === expect && part.element.checkVisibility(SEEN) === seen).map((part) => part.value.trim());
  return {
    left: pick("hide", true),
    gone: pick("keep", false),
    changed: kept(before).filter((value, index) => value !== texts[index]),
    locked: isLocked(document.documentElement) || isLocked(document.body),
  };
}
