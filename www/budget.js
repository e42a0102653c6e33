/** How much of a page's time Unnag takes, and how often it meets a page that fights back. */
const UnnagBudget = (() => {
  /** Share of the time that passes may take, and how much of it they may have saved up. */
  const TIME_SHARE = 0.1;
  const MOST_SAVED_MS = 250;
  /** How often in a minute what a page undoes is done again. */
  const MOST_FIGHTS = 60;
  const MINUTE_MS = 60_000;

  /** Time that may be spent at once, because little was spent before: what comes up late must be hidden in its first frame. */
  class Credit {
    #saved = MOST_SAVED_MS;
    #at = performance.now();

    /** Milliseconds until something may be spent again; 0 if now. */
    get wait() {
      const now = performance.now();
      this.#saved = Math.min(MOST_SAVED_MS, this.#saved + (now - this.#at) * TIME_SHARE);
      this.#at = now;
      return this.#saved > 0 ? 0 : -this.#saved / TIME_SHARE;
    }

    /** @param {number} time in milliseconds */
    spend(time) {
      this.#saved -= time;
    }
  }

  /** Counts what the page undid and was done again. */
  class Patience {
    /** @type {number[]} */
    #times = [];
    /** Whether the page fought on when the patience was at its end. */
    ended = false;

    /** Whether to do it once more. */
    meet() {
      const now = performance.now();
      this.#times = this.#times.filter((time) => now - time < MINUTE_MS);
      if (this.#times.length >= MOST_FIGHTS) {
        this.ended = true;
        return false;
      }
      this.#times.push(now);
      return true;
    }
  }

  return Object.freeze({ Credit, Patience });
})();
