/**
 * Carries out what the core found to repair, and takes it back exactly: one attribute on the element that `mark.css` gives its
 * force, inline declarations where the page's style is stronger, and the few things that only the page's tree can say.
 */
const UnnagRepairs = (() => {
  const FIX = "data-unnag-fix";

  /** What each fix declares; the same stands in `mark.css`. @type {Record<string, [string, string][]>} */
  const DECLARATIONS = {
    scroll: [["overflow-y", "visible"]],
    height: [["height", "auto"], ["max-height", "none"]],
    position: [["position", "static"]],
    touch: [["touch-action", "auto"]],
    blur: [["filter", "none"], ["backdrop-filter", "none"]],
    fade: [["opacity", "1"]],
    mask: [["mask-image", "none"]],
    clamp: [["-webkit-line-clamp", "none"]],
    select: [["user-select", "text"]],
    pointer: [["pointer-events", "auto"]],
    cover: [["display", "none"]],
    reveal: [["display", "block"], ["visibility", "visible"], ["opacity", "1"]],
    margin: [["margin-top", "0px"]],
    padding: [["padding-top", "0px"]],
    top: [["top", "0px"]],
  };
  /** Fixes that take an attribute away. */
  const ATTRIBUTES = ["inert", "aria-hidden"];

  const { getAttribute, setAttribute, removeAttribute, hasAttribute } = Element.prototype;
  const { insertBefore, removeChild } = Node.prototype;
  const { isConnected, styleOf, parentNode } = UnnagDom;

  /** What was repaired on one element. */
  class Repaired {
    /** @type {Set<string>} */
    fixes = new Set();
    /** What was taken away. @type {Map<string, string>} */
    attributes = new Map();
    /** All that there were before. @type {string[]} */
    #order = [];
    /** @type {InstanceType<typeof UnnagOverride.Override> | null} */
    override = null;

    /** @param {Element} element */
    constructor(element) {
      this.element = element;
    }

    /** @param {string[]} fixes */
    add(fixes) {
      for (const fix of fixes) {
        if (ATTRIBUTES.includes(fix)) this.#take(fix);
        else this.fixes.add(fix);
      }
      if (this.fixes.size > 0) setAttribute.call(this.element, FIX, [...this.fixes].join(" "));
      this.#enforce();
    }

    /** @param {string} name */
    #take(name) {
      const value = getAttribute.call(this.element, name);
      if (this.attributes.size === 0) this.#order = UnnagAttributes.orderOf(this.element);
      if (value !== null) this.attributes.set(name, value);
      removeAttribute.call(this.element, name);
    }

    /** The last resort, where the page's style is stronger than the style sheet. */
    #enforce() {
      if (!UnnagDom.isHtml(this.element)) return;
      this.override?.release();
      this.override = null;
      const style = styleOf(this.element);
      const declared = [...this.fixes].flatMap((fix) => DECLARATIONS[fix] ?? []);
      const lost = declared.filter(([property, value]) => !holds(style?.getPropertyValue(property) ?? value, property, value));
      if (lost.length > 0) this.override = new UnnagOverride.Override(this.element, lost);
    }

    undo() {
      removeAttribute.call(this.element, FIX);
      this.override?.release();
      for (const [name, value] of this.attributes) if (!hasAttribute.call(this.element, name)) setAttribute.call(this.element, name, value);
      if (this.attributes.size > 0) UnnagAttributes.reorder(this.element, this.#order);
    }
  }

  /**
   * Whether a computed value is what was declared, as far as computed values tell.
   * @param {string} computed
   * @param {string} property
   * @param {string} value
   */
  function holds(computed, property, value) {
    if (property === "overflow-y") return computed !== "hidden" && computed !== "clip";
    return property === "height" || computed === "" || computed === value;
  }

  /** The repairs of one page. */
  class Repairs {
    /** @type {Map<Element, Repaired>} */
    #repaired = new Map();
    /** Paragraphs that were put back. @type {Set<Element>} */
    #restored = new Set();

    /**
     * @param {Repair[]} repairs
     * @param {readonly Element[]} elements what the repairs' rows mean
     * @param {Map<Element, Removed>} removed where paragraphs stood that the page took out
     */
    carryOut(repairs, elements, removed) {
      for (const element of this.#restored) if (!removed.has(element)) this.#takeOut(element);
      for (const { element: row, fixes } of repairs) {
        const element = elements[row];
        if (!element) throw new RangeError(`a repair names row ${row} of ${elements.length}`);
        if (fixes.includes("restore")) this.#restore(element, removed.get(element));
        else this.#repair(element, fixes);
      }
    }

    /** @param {Element} element */
    has(element) {
      return this.#repaired.has(element);
    }

    /**
     * Whether all of some fixes were made on an element before.
     * @param {Element | undefined} element
     * @param {string[]} fixes
     */
    hasAll(element, fixes) {
      const repaired = element && this.#repaired.get(element);
      return repaired ? fixes.every((fix) => repaired.fixes.has(fix) || repaired.attributes.has(fix)) : false;
    }

    undo() {
      for (const repaired of this.#repaired.values()) repaired.undo();
      for (const element of this.#restored) this.#takeOut(element);
      this.#repaired.clear();
    }

    /** What was put back goes again. @param {Element} element */
    #takeOut(element) {
      if (isConnected(element)) removeChild.call(parentNode(element), element);
      this.#restored.delete(element);
    }

    /**
     * @param {Element} element
     * @param {string[]} fixes
     */
    #repair(element, fixes) {
      // A body that was fixed to hold the page stands as far above the viewport as the reader had scrolled.
      const scrolled = fixes.includes("position") ? -Number.parseFloat(styleOf(element)?.top ?? "") : 0;
      const repaired = this.#repaired.get(element) ?? new Repaired(element);
      this.#repaired.set(element, repaired);
      repaired.add(fixes);
      if (scrolled > 0) scrollTo({ top: scrolled, behavior: "instant" });
    }

    /**
     * @param {Element} paragraph
     * @param {Removed | undefined} place
     */
    #restore(paragraph, place) {
      if (!place || isConnected(paragraph)) return;
      const before = place.before && parentNode(place.before) === place.parent ? place.before : null;
      insertBefore.call(place.parent, paragraph, before);
      this.#restored.add(paragraph);
    }
  }

  return Object.freeze({ FIX, Repairs });
})();
