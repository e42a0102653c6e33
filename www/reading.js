/** Reads the whole page as the core gets to know it, without anything that was done to it: at one go, or in turns. */
const UnnagReading = (() => {
  /** Nodes between two looks at the clock. */
  const NODES = 256;

  class Reading {
    /** @param {{ marks: InstanceType<typeof UnnagApply.Marks>, focus: InstanceType<typeof UnnagFocus.Focus>, watch: InstanceType<typeof UnnagWatch.Watch> }} host */
    constructor(host) {
      this.host = host;
    }

    /** At one go. */
    page() {
      return this.#lifted(() => UnnagSnapshot.snapshotPage(document));
    }

    /**
     * The same in turns. A snapshot is of one moment: where elements come or go between two turns, the page is read once more at one go.
     * @param {InstanceType<typeof UnnagTurn.Turn>} turn
     * @returns {Promise<Snapshot>}
     */
    async pageInTurns(turn) {
      const { marks, focus, watch } = this.host;
      // What stands in an element's own style can be read without it only while it is away, which must not be seen.
      if (focus.on || marks.overrides) return this.page();
      const walk = UnnagSnapshot.begin(document);
      const { changes } = watch;
      while (!walk.proceed(NODES)) {
        turn.elements = walk.elements.length;
        if (!turn.isOver || !walk.mayPause) continue;
        await turn.next();
        if (watch.changes !== changes) return this.page();
      }
      return this.#lifted(() => UnnagSnapshot.finish(walk, document));
    }

    /**
     * @param {() => Snapshot} read
     * @returns {Snapshot}
     */
    #lifted(read) {
      const { marks, focus, watch } = this.host;
      const place = scrollY;
      const page = watch.own(() => marks.lifted(() => focus.lifted(read)));
      // Browsers keep a page from moving under the reader's eye; the longer page of the moment was not under it.
      if (focus.on && scrollY !== place) scrollTo({ top: place, behavior: "instant" });
      return page;
    }
  }

  return Object.freeze({ Reading });
})();
