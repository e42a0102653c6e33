/** What the browser measures of an element, in the numbers of `docs/boundary.md`. Decides nothing, changes nothing. */
const UnnagFacts = (() => {
  const POSITIONS = ["static", "relative", "absolute", "fixed", "sticky"];
  const PINNED = ["fixed", "sticky"];
  const LOCKED = 1 << 3;
  const UNSEEN = 1 << 4;
  const BLURRED = 1 << 5;
  /** Letters from which a text that a style sheet writes says something to the reader. */
  const LEAST_WRITTEN = 12;

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

  /** Whether an element is pinned to the viewport, or may be. @param {Element} element */
  const isPinned = (element) => PINNED.includes(UnnagDom.styleOf(element)?.position ?? "");

  /**
   * The facts of those that are pinned of some of a snapshot's elements, as its columns carry them. Nothing is decided by the place of
   * others, and to ask for it has the page laid out.
   * @param {Element[]} elements
   * @param {number[]} measured which of them
   * @param {Window & typeof globalThis} view
   */
  function measure(elements, measured, view) {
    const pinned = measured.filter((index) => isPinned(/** @type {Element} */ (elements[index])));
    const facts = new Uint32Array(pinned.length * 8);
    pinned.forEach((index, row) => {
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

  /**
   * The text that a style sheet writes into an element before and after what it holds; "" for icons and ornaments.
   * @param {Element} element
   */
  function written(element) {
    const view = UnnagDom.defaultView(UnnagDom.ownerDocument(element));
    const texts = ["::before", "::after"].map((part) => stringsOf(view?.getComputedStyle(element, part).content ?? "", element));
    const text = texts.join(" ").trim();
    return (text.match(/\p{L}/gu)?.length ?? 0) < LEAST_WRITTEN ? "" : text;
  }

  /**
   * The strings of a computed `content`, one after the other.
   * @param {string} content
   * @param {Element} element
   */
  function stringsOf(content, element) {
    const parts = [...content.matchAll(/"((?:[^"\\]|\\.)*)"|attr\(([^)\s]+)\)/gs)];
    return parts.map(([, text, name]) => (name ? (Element.prototype.getAttribute.call(element, name) ?? "") : (text ?? "").replace(/\\(.)/gs, "$1"))).join("");
  }

  return Object.freeze({ written, blurs, look, place, isPinned, measure, liesOver });
})();
