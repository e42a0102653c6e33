/** What on the page is the reader's own: shown again, opened, filled in, or hidden by hand. Nothing of it is ever hidden for a plan. */
const UnnagBelongings = (() => {
  const { isConnected, holds, climb } = UnnagDom;

  class Belongings {
    /** What the reader asked to see, or opened. @type {WeakSet<Element>} */
    #kept = new WeakSet();
    /** Parts of hidden things that the reader opened. @type {Set<Element>} */
    #opened = new Set();
    /** Fields that the reader has filled. @type {Set<Element>} */
    #touched = new Set();
    /** What the reader picked: hidden, whatever the plan says. @type {Set<Element>} */
    #picked = new Set();

    /** Another story came up in the same page: what was true of the last one no longer is. */
    forget() {
      this.#kept = new WeakSet();
      this.#opened.clear();
      this.#touched.clear();
      this.#picked.clear();
    }

    /** Neither it nor what comes into it is hidden. @param {Element} element */
    keep(element) {
      this.#kept.add(element);
    }

    /** It may be hidden again. @param {Element} element */
    release(element) {
      this.#kept.delete(element);
    }

    /** Whether just this was asked for. @param {Element} element */
    keeps(element) {
      return this.#kept.has(element);
    }

    /** Whether it is the reader's, or stands in what is. @param {Element | undefined} element */
    holds(element) {
      for (const outer of climb(element ?? null)) if (this.#kept.has(outer)) return true;
      return false;
    }

    /** A part of something hidden, which stays hidden beside it. @param {Element} part */
    open(part) {
      this.#kept.add(part);
      this.#opened.add(part);
    }

    /** Nothing that holds a filled field is hidden any more. @param {Element} field */
    touch(field) {
      this.#touched.add(field);
    }

    /** Hidden by hand. @param {Element} element */
    pick(element) {
      this.#picked.add(element);
      this.#kept.delete(element);
    }

    /** No longer hidden by hand. @param {Element} element */
    unpick(element) {
      this.#picked.delete(element);
    }

    /** What is hidden by hand. @returns {Iterable<Element>} */
    get picked() {
      return this.#picked;
    }

    /**
     * Whether something picked stays hidden by itself: it does, unless it goes with what it stands in.
     * @param {Element} element
     * @param {Map<Element, Order>} orders
     */
    staysPicked(element, orders) {
      if (!this.#picked.has(element)) return false;
      return [...climb(element)].every((outer) => orders.get(outer)?.spared ?? true);
    }

    /** Whether a plan may hide an element. @param {Element} element */
    allow(element) {
      if (!isConnected(element)) return false;
      for (const field of this.#touched) if (holds(element, field)) return false;
      for (const outer of climb(element)) if (this.#picked.has(outer)) return false;
      return !this.holds(element);
    }

    /**
     * The same orders without what the reader opened: what stands beside it is hidden in its place.
     * @param {Map<Element, Order>} orders
     */
    besideOpened(orders) {
      const opened = [...this.#opened].filter(isConnected);
      if (opened.length === 0) return orders;
      const parts = [...orders].flatMap(([element, order]) => {
        const inside = order.spared ? [] : opened.filter((part) => holds(element, part));
        return (inside.length > 0 ? UnnagOpened.beside(element, inside) : [element]).map((part) => /** @type {const} */ ([part, order]));
      });
      return new Map(parts);
    }
  }

  return Object.freeze({ Belongings });
})();
