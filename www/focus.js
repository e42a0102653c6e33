/**
 * Focus mode's layout: once the rest is hidden, the story stands in the middle of the window in lines of a readable length, in
 * the page's own type and colours. One attribute on what the story stands in, with rules in `mark.css`, and taken back exactly.
 */
const UnnagFocus = (() => {
  const ATTRIBUTE = "data-unnag-focus";
  const MEASURE = "--unnag-measure";
  /** Length of a line, in ems of the story's own type: about 70 characters. */
  const LINE = 36;
  /** What is smaller than this, in pixels, is not there to see: a link for screen readers, a counter. */
  const LEAST = 2;

  const { setAttribute, removeAttribute, getBoundingClientRect, matches } = Element.prototype;
  const { bodyOf, childrenOf, climb, holds, isConnected, isVisible, parentOf, styleOf } = UnnagDom;

  class Focus {
    /** What the attribute says of each element. @type {Map<Element, string>} */
    #roles = new Map();
    /** @type {InstanceType<typeof UnnagOverride.Override> | null} */
    #measure = null;

    get on() {
      return this.#roles.size > 0;
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
      this.#roles = rolesIn(body, commonOf(standing) ?? story);
      this.#put(standing[0] ?? story ?? body);
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
      const place = scrollY;
      const [type] = [...this.#roles.keys()].slice(-1);
      this.#lift();
      try {
        return look();
      } finally {
        this.#put(type);
        scrollTo({ top: place, behavior: "instant" });
      }
    }

    /** @param {Element} type an element in the story's type */
    #put(type) {
      for (const [element, role] of this.#roles) setAttribute.call(element, ATTRIBUTE, role);
      const column = [...this.#roles].find(([, role]) => role === "column")?.[0];
      if (!(column instanceof HTMLElement)) return;
      const size = Number.parseFloat(styleOf(type)?.fontSize ?? "");
      this.#measure = new UnnagOverride.Override(column, [[MEASURE, `${Math.round(size * LINE)}px`]]);
    }

    #lift() {
      this.#measure?.release();
      this.#measure = null;
      for (const element of this.#roles.keys()) removeAttribute.call(element, ATTRIBUTE);
    }
  }

  /**
   * What each element is to the story: `way` leads from the body to the column that holds all that there is to see; `inner` from
   * there to the story's own paragraphs; a `part` stands beside that way.
   * @param {Element} body
   * @param {Element | null} story
   * @returns {Map<Element, string>}
   */
  function rolesIn(body, story) {
    /** @type {Map<Element, string>} */
    const roles = new Map();
    let at = body;
    for (let only = onlyChild(at); only && only !== story; only = onlyChild(at)) {
      roles.set(at, "way");
      at = only;
    }
    roles.set(at, "column");
    while (story && at !== story && holds(at, story)) {
      const seen = seenIn(at);
      const next = seen.find((child) => holds(child, story));
      if (!next) break;
      for (const part of seen) roles.set(part, part === next ? "inner" : "part");
      at = next;
    }
    return roles;
  }

  /** The children that there are to see. @param {Element} element @returns {Element[]} */
  const seenIn = (element) => [...childrenOf(element)].filter(isSeen);

  /** @param {Element} element */
  function isSeen(element) {
    const { width, height } = getBoundingClientRect.call(element);
    return width >= LEAST && height >= LEAST && isVisible(element);
  }

  /**
   * The one child that holds all that there is to see in an element.
   * @param {Element} element
   */
  function onlyChild(element) {
    const seen = seenIn(element);
    return seen.length === 1 && !hasText(element) ? seen[0] : null;
  }

  /** Whether text stands directly in an element. @param {Element} element */
  function hasText(element) {
    for (let node = UnnagDom.firstChild(element); node; node = UnnagDom.nextSibling(node)) {
      if (UnnagDom.nodeType(node) === Node.TEXT_NODE && UnnagDom.textContent(node).trim() !== "") return true;
    }
    return false;
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
    const before = anchor && topOf(anchor);
    change();
    if (!anchor || before === null) return;
    const pane = paneOf(anchor);
    if (pane) pane.scrollTop += topOf(anchor) - before;
    scrollBy({ top: topOf(anchor) - before, behavior: "instant" });
  }

  /** @param {Element} element */
  const topOf = (element) => getBoundingClientRect.call(element).top;

  /** Whether the reader has left the top of the page. @param {Element} story */
  const isBegun = (story) => scrollY > 0 || (paneOf(story)?.scrollTop ?? 0) > 0;

  /**
   * The first thing in an element that reaches into the window.
   * @param {Element} element
   */
  function anchorIn(element) {
    let anchor = element;
    for (let next = /** @type {Element | undefined} */ (anchor); next; ) {
      anchor = next;
      next = seenIn(anchor).find((child) => getBoundingClientRect.call(child).bottom > LEAST);
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

  return Object.freeze({ Focus, keepPlace, paneOf });
})();
