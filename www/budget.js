/** How much of a page's time Unnag takes, and how often it meets a page that fights back. */
const UnnagBudget = (() => {
  /** Share of the time that passes may take, and how many milliseconds they may have saved up: while the page loads, and later. */
  const LOADING = { share: 0.5, saved: 1_000 };
  const LATER = { share: 0.1, saved: 250 };
  /** The same for looks at the whole page that an addition alone leaves in doubt. */
  const DOUBTS = { share: 0.02, saved: 150 };
  /** The same for additions to a page that adds all the time and has not asked for anything in so many passes in a row. */
  const EVENTLESS = { share: 0.005, saved: 50 };
  const EVENTLESS_PASSES = 20;
  /** What a pass may cost on a slow machine, and each element in it. What takes longer had to wait for others. */
  const PASS_MS = 4;
  const ELEMENT_MS = 0.05;
  /** How often in a minute what a page undoes is done again. */
  const MOST_FIGHTS = 60;
  const MINUTE_MS = 60_000;

  /** Time that may be spent at once, because little was spent before: what comes up late must be hidden in its first frame. */
  class Credit {
    #at = performance.now();
    #saved;

    /** @param {{ share: number, saved: number }} limits */
    constructor(limits) {
      this.limits = limits;
      this.#saved = limits.saved;
    }

    /** Milliseconds until something may be spent again; 0 if now. */
    get wait() {
      const now = performance.now();
      const { share, saved } = this.limits;
      this.#saved = Math.min(saved, this.#saved + (now - this.#at) * share);
      this.#at = now;
      return this.#saved > 0 ? 0 : -this.#saved / share;
    }

    /**
     * Charges a pass. On a busy machine the clock says how much others had to do, which is no reason to let a late nag be seen.
     * @param {number} time that went by, in milliseconds
     * @param {number} elements that were read
     */
    spend(time, elements) {
      this.#saved -= Math.min(time, PASS_MS + elements * ELEMENT_MS);
    }
  }

  /** When the next pass may be. */
  class Pace {
    #credit = new Credit(LOADING);
    #doubts = new Credit(DOUBTS);
    #eventless = new Credit(EVENTLESS);
    /** Passes over additions in a row that found nothing to hide. */
    #passes = 0;

    /**
     * Milliseconds until the next pass; 0 if now.
     * @param {boolean} isMore whether all that is due is more of what was added before
     */
    wait(isMore) {
      return Math.max(this.#credit.wait, isMore && this.#passes >= EVENTLESS_PASSES ? this.#eventless.wait : 0);
    }

    /** Milliseconds until an addition in doubt may have the whole page looked at; 0 if now. */
    get doubt() {
      return this.#doubts.wait;
    }

    /** Something came that may ask. */
    hurry() {
      this.#passes = 0;
    }

    /** A pass over additions found so many things to hide. @param {number} count */
    found(count) {
      this.#passes = count > 0 ? 0 : this.#passes + 1;
    }

    /**
     * Charges a pass.
     * @param {number} time that went by, in milliseconds
     * @param {number} elements that were read
     * @param {{ first: boolean, full: boolean }} what whether it was the first one over the whole page, and whether it was over the whole page
     */
    spend(time, elements, { first, full }) {
      // What the first look at the whole page cost is no reason to let a late nag be seen.
      if (first) this.#credit = new Credit(LATER);
      else this.#credit.spend(time, elements);
      (full ? this.#doubts : this.#eventless).spend(time, elements);
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

  return Object.freeze({ Pace, Patience });
})();
