/** The self-contained part of a page that something added belongs to: a box is judged as a whole, not by its last line. */
const UnnagUnits = (() => {
  /** Most elements of a unit. */
  const MOST = 150;
  /** Fewest characters of a line of a story. */
  const LEAST_TEXT = 60;
  /** What is the page, or may be. */
  const PAGE = "html, body, main, article, [role=main]";
  const CONTROLS = "button, form, input:not([type=hidden]), [role=button]";

  /**
   * The units of some added elements.
   * @param {Iterable<Element>} added
   * @param {(element: Element) => boolean} isOpen whether an element may be judged anew
   * @returns {Set<Element>}
   */
  function unitsOf(added, isOpen) {
    /** @type {Set<Element>} */
    const units = new Set();
    for (const element of added) {
      let unit = element;
      for (let up = UnnagDom.parentOf(unit); up && isOpen(up) && !isPage(up) && isSmall(up); up = UnnagDom.parentOf(up)) unit = up;
      units.add(unit);
    }
    return units;
  }

  /** @param {Element} element */
  const isPage = (element) => Element.prototype.matches.call(element, PAGE);

  /** @param {Element} element */
  function isSmall(element) {
    const walker = Document.prototype.createTreeWalker.call(document, element, NodeFilter.SHOW_ELEMENT);
    let left = MOST;
    while (left > 0 && walker.nextNode()) left -= 1;
    return left > 0;
  }

  /**
   * Whether a unit can be seen and may want something of the reader: it has a field or a button, or lies over the page.
   * @param {Element} unit
   */
  function mayAsk(unit) {
    if (!UnnagDom.isConnected(unit) || !UnnagDom.isVisible(unit)) return false;
    return hasControl(unit) || UnnagMark.pinnedIn(unit) !== null;
  }

  /** Whether a unit is, or holds, a field or a button. @param {Element} unit */
  function hasControl(unit) {
    const { matches, querySelector } = Element.prototype;
    return matches.call(unit, CONTROLS) || querySelector.call(unit, CONTROLS) !== null;
  }

  /** Whether a unit holds enough text for a line of a story. @param {Element} unit */
  const mayBeStory = (unit) => UnnagDom.textContent(unit).trim().length >= LEAST_TEXT;

  return Object.freeze({ unitsOf, isSmall, mayAsk, mayBeStory, hasControl });
})();
