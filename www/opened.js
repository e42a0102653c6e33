/** What the reader's click or key opens of what is hidden is theirs, and is given back; the rest stays hidden. */
const UnnagOpened = (() => {
  /** How many elements of a hidden thing are looked at. */
  const LOOK = 400;

  const { querySelectorAll } = Element.prototype;
  const { isVisible } = UnnagDom;

  class Openings {
    /** What there was to see of what lay over the page when the reader began to act. @type {Map<HiddenMark, Set<Element>>} */
    #before = new Map();

    /** @param {InstanceType<typeof UnnagApply.Marks>} marks */
    constructor(marks) {
      this.marks = marks;
    }

    /** The reader acts: what waits invisibly may be what the action opens, what lies over the page may show another face. */
    begin() {
      const all = this.marks.list;
      this.marks.suspend(all.filter((mark) => mark.waits && (mark.on || this.marks.suspended.includes(mark))));
      const over = all.filter((mark) => mark.on && mark.over);
      this.#before = new Map(over.map((mark) => [mark, this.#before.get(mark) ?? seenOf(mark)]));
    }

    /** Gives back what has opened, as soon as there is something to see of it. */
    look() {
      for (const mark of this.marks.suspended) if (isVisible(mark.element)) this.marks.give(mark);
      for (const [mark, before] of this.#before) {
        const opened = mark.on ? [...seenOf(mark)].find((part) => !before.has(part)) : undefined;
        if (opened) this.marks.giveInside(mark, opened);
      }
    }

    /** The action is over: what it opened stays, the rest waits again. */
    end() {
      this.look();
      this.#before.clear();
      this.marks.suspend([]);
    }
  }

  /**
   * The elements of a hidden thing that there would be to see, in document order.
   * @param {HiddenMark} mark
   * @returns {Set<Element>}
   */
  function seenOf(mark) {
    mark.lift();
    const parts = [mark.element, ...querySelectorAll.call(mark.element, "*")].slice(0, LOOK);
    const seen = new Set(parts.filter(isVisible));
    mark.put();
    mark.enforce();
    return seen;
  }

  /**
   * What stands in an element beside some of its parts.
   * @param {Element} element
   * @param {Element[]} parts
   * @returns {Element[]}
   */
  function beside(element, parts) {
    if (parts.includes(element)) return [];
    const isWay = (/** @type {Element} */ child) => parts.some((part) => UnnagDom.holds(child, part));
    /** @type {Element[]} */
    const children = [...UnnagDom.childrenOf(element)];
    return children.flatMap((child) => (isWay(child) ? beside(child, parts) : [child]));
  }

  return Object.freeze({ Openings, beside });
})();
