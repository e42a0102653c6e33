/**
 * The story's surroundings as rows: what stands around its paragraphs, and how it looks. Exactly as `docs/boundary.md` says;
 * emits facts, decides nothing, changes nothing.
 */
const UnnagSurroundings = (() => {
  const MAGIC = 0x554e5250;
  const VERSION = 1;
  const WIDTH = 12;
  const NONE = 0xffffffff;
  const ROLE = { html: 1, body: 2, paragraph: 4, cover: 8, bar: 16, removed: 32, wrapper: 64 };
  const FLAG = { over: 1, wall: 2 };
  /** Bits of the look beyond those that every measured element has (`UnnagFacts.look`). */
  const LOOK = {
    faded: 1 << 6, masked: 1 << 7, clamped: 1 << 8, unselectable: 1 << 9, untouchable: 1 << 10, fixedTouch: 1 << 11, inert: 1 << 12,
    ariaHidden: 1 << 13, scrolls: 1 << 14, before: 1 << 15, after: 1 << 16, none: 1 << 17, cut: 1 << 18, painted: 1 << 19,
    invisible: 1 << 20, clear: 1 << 21, blurs: 1 << 5,
  };
  const FADED = 0.95;
  /** Pixels by which content may stand out before it counts as cut off. */
  const SLACK = 8;
  /** Most children of one element, and most text of a child, that are looked at as covers. */
  const MOST_CHILDREN = 100;
  const MOST_COVER_TEXT = 60;

  const { hasAttribute, getAttribute } = Element.prototype;
  const { localName, styleOf, textContent, isVisible } = UnnagDom;
  const scrollHeight = (/** @type {Element} */ element) => Reflect.get(Element.prototype, "scrollHeight", element);
  const clientHeight = (/** @type {Element} */ element) => Reflect.get(Element.prototype, "clientHeight", element);
  const children = (/** @type {Element} */ element) => [...UnnagDom.childrenOf(element)].slice(0, MOST_CHILDREN);
  const px = (/** @type {string} */ length) => Math.round(Number.parseFloat(length)) || 0;

  /** Rows under construction: parents before what they hold. */
  class Rows {
    /** @type {Map<Element, { parent: number, role: number, index: number }>} */
    rows = new Map();

    /**
     * @param {Element} element
     * @param {number} role
     * @returns {number} its row
     */
    add(element, role) {
      const known = this.rows.get(element);
      if (known) {
        known.role |= role;
        return known.index;
      }
      const parent = UnnagDom.parentOf(element);
      const above = parent ? this.add(parent, frameRole(parent)) : NONE;
      const index = this.rows.size;
      this.rows.set(element, { parent: above, role, index });
      return index;
    }
  }

  /** @param {Element} element */
  function frameRole(element) {
    const name = localName(element);
    if (name === "html") return ROLE.html;
    return name === "body" ? ROLE.body : 0;
  }

  /**
   * @param {Element[]} paragraphs of the story
   * @param {Harm} harm see `Marks.harm`
   * @param {Map<Element, Element>} removed paragraphs that the page took out, with the elements that held them
   * @returns {{ columns: Uint32Array<ArrayBuffer>, elements: Element[] }}
   */
  function surroundings(paragraphs, { over, wall, bars, wrappers }, removed) {
    const rows = new Rows();
    const root = UnnagDom.documentElement(document);
    if (root) rows.add(root, ROLE.html);
    const body = UnnagDom.bodyOf(document);
    if (body) rows.add(body, ROLE.body);
    for (const paragraph of paragraphs) rows.add(paragraph, ROLE.paragraph);
    const story = [...rows.rows.keys()];
    if (wall) for (const element of story) for (const child of children(element)) if (mayCover(child)) rows.add(child, ROLE.cover);
    for (const element of wrappers) if (!story.includes(element) && isEmptied(element)) rows.add(element, ROLE.cover | ROLE.wrapper);
    // A bar of the page's own stands in the body, or in what holds the story.
    const frames = bars > 0 ? new Set([...(body ? [body] : []), ...story]) : [];
    for (const element of frames) for (const child of children(element)) if (isBar(child)) rows.add(child, ROLE.bar);
    const columns = [MAGIC, VERSION, rows.rows.size + removed.size, innerWidth, innerHeight, (over ? FLAG.over : 0) | (wall ? FLAG.wall : 0), bars, 0];
    for (const [element, { parent, role }] of rows.rows) columns.push(...row(element, parent, role));
    const elements = [...rows.rows.keys()];
    for (const [paragraph, parent] of removed) {
      const above = rows.rows.get(parent)?.index ?? 0;
      columns.push(above, ROLE.removed, ...Array(WIDTH - 2).fill(0));
      elements.push(paragraph);
    }
    return { columns: Uint32Array.from(columns, (word) => word >>> 0), elements };
  }

  /** Whether it may be seen or hit; a shade fades in from nothing. @param {Element} element */
  const isLaidOut = (element) => Element.prototype.checkVisibility.call(element, { visibilityProperty: true });

  /** Whether there is nothing left to read in what held a hidden thing. @param {Element} element */
  const isEmptied = (element) => UnnagDom.isHtml(element) && UnnagDom.readable(element).trim().length <= MOST_COVER_TEXT;

  /**
   * Whether there is nothing of its own to read in an element that is laid out by itself.
   * @param {Element} element
   */
  function mayCover(element) {
    const text = textContent(element);
    if (text.length > MOST_COVER_TEXT * 4 || text.trim().length > MOST_COVER_TEXT) return false;
    const style = styleOf(element);
    return style !== null && style.position !== "static" && !isBehind(style) && isLaidOut(element);
  }

  /** @param {Element} element */
  function isBar(element) {
    const style = styleOf(element);
    return (style?.position === "fixed" || style?.position === "sticky") && isVisible(element);
  }

  /**
   * @param {Element} element
   * @param {number} parent
   * @param {number} role
   */
  function row(element, parent, role) {
    const style = /** @type {CSSStyleDeclaration} */ (styleOf(element));
    const place = UnnagFacts.place(element);
    const stands = role & (ROLE.html | ROLE.body) ? scrollHeight(element) : Math.max(scrollHeight(element), 0);
    const limit = stands > (place[3] ?? 0) + SLACK ? 1 : 0;
    return [parent, role, look(element, style, role), ...place, px(style.top), px(style.marginTop), px(style.paddingTop), limit, 0];
  }

  /**
   * @param {Element} element
   * @param {CSSStyleDeclaration} style
   * @param {number} role
   */
  function look(element, style, role) {
    const opacity = Number(style.opacity);
    const cut = scrollHeight(element) > clientHeight(element) + SLACK;
    const pseudo = (/** @type {string} */ name) => ((role & ROLE.wrapper) !== 0 || !(role & (ROLE.cover | ROLE.bar))) && covers(getComputedStyle(element, name));
    /** @type {[boolean, number][]} */
    const bits = [
      [UnnagFacts.blurs(style.getPropertyValue("backdrop-filter")), LOOK.blurs],
      [opacity < FADED, LOOK.faded],
      [(style.maskImage || style.getPropertyValue("-webkit-mask-image") || "none") !== "none", LOOK.masked],
      [/^\d/.test(style.getPropertyValue("-webkit-line-clamp")), LOOK.clamped],
      [(style.userSelect || style.getPropertyValue("-webkit-user-select")) === "none", LOOK.unselectable],
      [style.pointerEvents === "none", LOOK.untouchable],
      [style.touchAction === "none", LOOK.fixedTouch],
      [hasAttribute.call(element, "inert"), LOOK.inert],
      [getAttribute.call(element, "aria-hidden") === "true", LOOK.ariaHidden],
      [cut && (style.overflowY === "auto" || style.overflowY === "scroll"), LOOK.scrolls],
      [pseudo("::before"), LOOK.before],
      [pseudo("::after"), LOOK.after],
      [style.display === "none", LOOK.none],
      [cut, LOOK.cut],
      [paints(style), LOOK.painted],
      [style.visibility === "hidden", LOOK.invisible],
      [opacity === 0, LOOK.clear],
    ];
    return bits.reduce((look, [is, bit]) => (is ? look | bit : look), UnnagFacts.look(element, style));
  }

  /** @param {CSSStyleDeclaration} style */
  const paints = (style) =>
    style.backgroundImage !== "none" || UnnagFacts.blurs(style.getPropertyValue("backdrop-filter")) || !/^(transparent|rgba\(.*, 0\))$/.test(style.backgroundColor);

  /** Whether it is painted below what it stands in, as decoration is. @param {CSSStyleDeclaration} style */
  const isBehind = (style) => Number.parseInt(style.zIndex, 10) < 0;

  /**
   * Whether a pseudo-element lies over its element: positioned, and painted or blurring.
   * @param {CSSStyleDeclaration} style
   */
  const covers = (style) => style.content !== "none" && style.display !== "none" && /absolute|fixed/.test(style.position) && px(style.height) > 2 * SLACK && paints(style) && !isBehind(style);

  return Object.freeze({ surroundings });
})();
