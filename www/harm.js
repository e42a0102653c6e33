/** What hidden things did to the page, and what is known of those that the page took away since. */
const UnnagHarm = (() => {
  /** How soon after it was hidden what the page takes away is its answer. */
  const SOON_MS = 1_000;
  /** So many of them are remembered. */
  const MOST_ANSWERED = 200;

  /** @param {Order} order */
  const nameOf = ({ label, text }) => `${label} ${text}`;

  class Past {
    /** What the page took away itself may have left its lock behind. */
    #left = { over: false, wall: false };
    /** What was hidden and taken away, by where it stood. @type {WeakMap<Element, Set<string>>} */
    #gone = new WeakMap();
    /** What was taken away as soon as it was hidden: a page that answers so may write all that it stood in anew, too. @type {Set<string>} */
    #answered = new Set();

    /**
     * The page took away what was hidden; what it did to the page may stay, and it may come again.
     * @param {HiddenMark} mark
     */
    part(mark) {
      this.#left.over ||= mark.visible && mark.over;
      this.#left.wall ||= mark.visible && isWall(mark);
      const gone = (mark.parent && this.#gone.get(mark.parent)) ?? new Set();
      if (mark.parent) this.#gone.set(mark.parent, gone.add(nameOf(mark.order)));
      if (performance.now() - mark.since < SOON_MS && this.#answered.size < MOST_ANSWERED) this.#answered.add(nameOf(mark.order));
    }

    /**
     * Whether the page had the same in the same place before, or anywhere just before, and took it away.
     * @param {Element} element
     * @param {Order} order
     */
    had(element, order) {
      const parent = UnnagDom.parentOf(element);
      return this.#answered.has(nameOf(order)) || (parent !== null && (this.#gone.get(parent)?.has(nameOf(order)) ?? false));
    }

    /** Another story came up in the same page. */
    forget() {
      this.#left = { over: false, wall: false };
    }

    /**
     * What the hidden things did to the page while they could be seen.
     * @param {HiddenMark[]} marks
     * @returns {Harm}
     */
    harmOf(marks) {
      const seen = marks.filter((mark) => mark.visible && mark.on);
      return {
        over: this.#left.over || seen.some((mark) => mark.over),
        wall: this.#left.wall || seen.some(isWall),
        bars: seen.reduce((sum, mark) => sum + mark.bar, 0),
        wrappers: wrappersOf(seen.filter((mark) => mark.over)),
      };
    }
  }

  /**
   * Whether it stood in the story's way: an ask, or a consent notice over the page.
   * @param {{ order: Order, over: boolean }} mark
   */
  function isWall({ order, over }) {
    return order.label !== "ad" && (over || order.label !== "consent");
  }

  /**
   * What hidden things stand in, below the body.
   * @param {HiddenMark[]} marks
   */
  function wrappersOf(marks) {
    const around = marks.flatMap(({ element }) => [...UnnagDom.climb(UnnagDom.parentOf(element))]);
    return [...new Set(around)].filter((element) => !Element.prototype.matches.call(element, "html, body"));
  }

  return Object.freeze({ Past });
})();
