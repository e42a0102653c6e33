/**
 * Focus mode's layout: once the rest is hidden, the story stands in the middle of the window in lines of a readable length, in
 * the page's own type and colours. One attribute on what the story stands in, with rules in `mark.css`, and taken back exactly.
 */
const UnnagFocus = (() => {
  const ATTRIBUTE = "data-unnag-focus";
  const MEASURE = "--unnag-measure";
  /** Length of a line, in ems of the story's own type: about 70 characters. */
  const LINE = 34;

  const { setAttribute, removeAttribute, getBoundingClientRect, matches } = Element.prototype;
  const { bodyOf, climb, holds, isConnected, parentOf, styleOf } = UnnagDom;

  class Focus {
    /** What the attribute says of each element. @type {Map<Element, string>} */
    #roles = new Map();
    /** An element in the story's type. @type {Element | null} */
    #type = null;
    /** @type {InstanceType<typeof UnnagOverride.Override> | null} */
    #measure = null;

    get on() {
      return this.#roles.size > 0;
    }

    /** Whether an element is laid out by it. @param {Element} element */
    has(element) {
      return this.#roles.has(element);
    }

    /**
     * Only once the rest is hidden.
     * @param {Element | null} story its container, if it is known
     * @param {Element[]} paragraphs of the story
     */
    enter(story, paragraphs) {
      this.leave();
      const body = bodyOf(document);
      if (!body) return;
      const standing = paragraphs.filter((paragraph) => isConnected(paragraph));
      this.#type = standing[0] ?? story;
      this.#roles = UnnagColumn.wayTo(body, commonOf(standing) ?? story);
      this.#put(this.#roles);
      const column = this.#column;
      if (column) UnnagColumn.straighten(column, standing, (roles) => this.#add(roles));
    }

    leave() {
      this.#lift();
      this.#roles.clear();
    }

    /**
     * Reads the page as it is without this layout.
     * @template T
     * @param {() => T} look
     * @returns {T}
     */
    lifted(look) {
      if (!this.on) return look();
      this.#lift();
      try {
        return look();
      } finally {
        this.#put(this.#roles);
      }
    }

    get #column() {
      return [...this.#roles].find(([, role]) => role === "column")?.[0];
    }

    /** @param {Map<Element, string>} roles */
    #add(roles) {
      for (const [element, role] of roles) this.#roles.set(element, role);
      this.#put(roles);
    }

    /** @param {Map<Element, string>} roles */
    #put(roles) {
      for (const [element, role] of roles) setAttribute.call(element, ATTRIBUTE, role);
      const column = this.#column;
      if (this.#measure || !column || !UnnagDom.isHtml(column)) return;
      const size = Number.parseFloat(styleOf(this.#type ?? column)?.fontSize ?? "");
      this.#measure = new UnnagOverride.Override(column, [[MEASURE, `${Math.round(size * LINE)}px`]]);
    }

    #lift() {
      this.#measure?.release();
      this.#measure = null;
      for (const element of this.#roles.keys()) removeAttribute.call(element, ATTRIBUTE);
    }
  }

  /**
   * The innermost element that holds all of some elements, and is none of them.
   * @param {Element[]} elements
   */
  function commonOf(elements) {
    const [first, ...rest] = elements;
    if (!first) return null;
    for (const outer of climb(parentOf(first))) if (rest.every((element) => holds(outer, element))) return outer;
    return null;
  }

  /**
   * Makes a change that moves the story about, and keeps what the reader was reading where it was in the window.
   * @param {Element | null} story
   * @param {() => void} change
   */
  function keepPlace(story, change) {
    const anchor = story && isBegun(story) ? anchorIn(story) : null;
    if (!anchor) return change();
    const before = topOf(anchor);
    change();
    const pane = paneOf(anchor);
    if (pane) UnnagDom.scrollOn(pane, topOf(anchor) - before);
    scrollBy({ top: topOf(anchor) - before, behavior: "instant" });
  }

  /** @param {Element} element */
  const topOf = (element) => getBoundingClientRect.call(element).top;

  /** How far a pane is scrolled. @param {Element | null} pane @returns {number} */
  const scrolledIn = (pane) => (pane ? Reflect.get(Element.prototype, "scrollTop", pane) : 0);

  /** Whether the reader has left the top of the page. @param {Element} story */
  const isBegun = (story) => scrollY > 0 || scrolledIn(paneOf(story)) > 0;

  /**
   * The first thing in an element that reaches into the window.
   * @param {Element} element
   */
  function anchorIn(element) {
    let anchor = element;
    for (let next = /** @type {Element | undefined} */ (anchor); next; ) {
      anchor = next;
      next = UnnagColumn.boxesIn(anchor).find((child) => getBoundingClientRect.call(child).bottom > 0);
    }
    return anchor;
  }

  /**
   * What scrolls around an element, if that is not the window.
   * @param {Element} element
   */
  function paneOf(element) {
    for (const up of climb(parentOf(element))) {
      if (matches.call(up, "html, body")) return null;
      const scrolls = /auto|scroll/.test(styleOf(up)?.overflowY ?? "");
      if (scrolls && Reflect.get(Element.prototype, "scrollHeight", up) > Reflect.get(Element.prototype, "clientHeight", up)) return up;
    }
    return null;
  }

  return Object.freeze({ ATTRIBUTE, Focus, keepPlace, paneOf, scrolledIn });
})();
