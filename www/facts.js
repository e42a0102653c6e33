/** What the browser measures of an element, in the numbers of `docs/boundary.md`. Decides nothing, changes nothing. */
const UnnagFacts = (() => {
  const POSITIONS = ["static", "relative", "absolute", "fixed", "sticky"];
  const LOCKED = 1 << 3;
  const UNSEEN = 1 << 4;
  const BLURRED = 1 << 5;

  const { getBoundingClientRect } = Element.prototype;

  /** @param {string} filter */
  const blurs = (filter) => filter.includes("blur(");

  /**
   * The part of the look that every measured element has.
   * @param {Element} element
   * @param {CSSStyleDeclaration} style
   */
  function look(element, style) {
    return (
      Math.max(0, POSITIONS.indexOf(style.position)) |
      (style.overflowY === "hidden" || style.overflowY === "clip" ? LOCKED : 0) |
      (UnnagDom.isVisible(element) ? 0 : UNSEEN) |
      (blurs(style.filter) ? BLURRED : 0)
    );
  }

  /**
   * Left, top, width and height of the client rectangle in whole CSS pixels.
   * @param {Element} element
   */
  function place(element) {
    const { left, top, width, height } = getBoundingClientRect.call(element);
    return [left, top, width, height].map(Math.round);
  }

  /**
   * The facts of some of a snapshot's elements, as its columns carry them.
   * @param {Element[]} elements
   * @param {number[]} measured which of them
   * @param {Window & typeof globalThis} view
   */
  function measure(elements, measured, view) {
    const facts = new Uint32Array(measured.length * 8);
    measured.forEach((index, row) => {
      const element = /** @type {Element} */ (elements[index]);
      const style = view.getComputedStyle(element);
      facts.set([index, ...place(element), look(element, style), Number.parseInt(style.zIndex, 10) || 0], row * 8);
    });
    return facts;
  }

  /**
   * Whether an element lies over the page: it is a dialog, pinned to the viewport, or stands in something that is.
   * @param {Element} element
   */
  function liesOver(element) {
    for (const up of UnnagDom.climb(element)) {
      if (Element.prototype.matches.call(up, "dialog, [popover], [role=dialog], [role=alertdialog], [aria-modal=true]")) return true;
      if (UnnagDom.styleOf(up)?.position === "fixed") return true;
    }
    return false;
  }

  return Object.freeze({ blurs, look, place, measure, liesOver });
})();
