/** The sample page in its frame, with the real core at work on it: the way in which content scripts do it, without the passes. */
const UnnagDemo = (() => {
  class Demo {
    #marks;
    #settings;
    #document;

    /** @param {Document} document the sample page's */
    constructor(document) {
      this.#document = document;
      this.#marks = new UnnagApply.Marks(document);
      this.#settings = UnnagSettings.forCore(UnnagSettings.merge(undefined), "");
    }

    /**
     * Hides the kinds that are wanted, and gives the others back.
     * @param {Record<Kind, boolean>} kinds
     */
    async hide(kinds) {
      const page = this.#marks.lifted(() => UnnagSnapshot.snapshotPage(this.#document));
      const plan = await UnnagCore.LOCAL.plan(page, { ...this.#settings, kinds });
      this.#marks.carryOut(plan, page.elements, { replace: true });
    }

    get records() {
      return this.#marks.records;
    }

    /** @param {"show" | "hide"} kind @param {number} id */
    turn(kind, id) {
      if (kind === "show") this.#marks.show(id);
      else this.#marks.hide(id);
    }

    /** @param {boolean} all whether everything is to be seen */
    show(all) {
      if (all) this.#marks.showAll();
      else this.#marks.hideAll();
    }
  }

  return Object.freeze({ Demo });
})();
