/** A turn at the main thread: long work gives the thread back to the page when it has had it for long enough. */
const UnnagTurn = (() => {
  /** Milliseconds. From 50 on a browser calls it a long task (W3C Long Tasks); how long the next piece takes is not known before. */
  const MOST_MS = 25;
  /** Elements up to which a page is read at one go whatever it takes: what asks should be hidden before it is painted. */
  const SMALL = 3_000;

  /** Chromium knows `scheduler.yield` since 129; a timer lets the page's other work pass in front. */
  const rest = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));

  class Turn {
    #since = performance.now();
    /** How many elements are at work. */
    elements = 0;

    get isOver() {
      return this.elements > SMALL && performance.now() - this.#since > MOST_MS;
    }

    /** Gives the thread back, and begins the next turn. */
    async next() {
      await rest();
      this.#since = performance.now();
    }
  }

  return Object.freeze({ Turn });
})();
