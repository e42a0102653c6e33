/**
 * Carries out a plan, and takes it back exactly. Decides nothing; what the reader asked to see again stays visible.
 */
const UnnagApply = (() => {
  const { MARK, Mark } = UnnagMark;
  const { isIn, holds } = UnnagDom;

  /** The marks of one page. */
  class Marks {
    /** @type {Map<Element, HiddenMark>} */
    #marks = new Map();
    #own = new UnnagBelongings.Belongings();
    /** Marks that are off while the reader acts. @type {HiddenMark[]} */
    #suspended = [];
    #past = new UnnagHarm.Past();
    /** What is hidden for the moment, to see how that looks. @type {HiddenMark | null} */
    #preview = null;
    #paused = false;
    #lastId = 0;

    /** @param {Document} document */
    constructor(document) {
      this.document = document;
    }

    /**
     * @param {Plan} plan
     * @param {readonly Element[]} elements what the plan's indices mean
     * @param {{ corrections?: readonly string[], replace?: boolean, within?: Element[], spare?: (element: Element) => boolean, again?: () => boolean }} [options]
     *   `corrections`: the ids of those that the core was told of; `replace`: the plan is for the whole page, what it no longer names is given back;
     *   `within`: likewise inside these; `spare`: elements that are the reader's own, and stay so; `again`: whether to hide what the page took away and made anew
     */
    carryOut(plan, elements, { corrections = [], replace = false, within = [], spare = () => false, again = () => true } = {}) {
      const orders = this.#own.besideOpened(UnnagOrders.ordersOf(plan, elements, corrections));
      const before = [...this.#marks.keys()];
      // What was hidden when the reader acted is not what the action opened.
      const isNew = (/** @type {Element} */ element) => !before.some((outer) => holds(outer, element));
      const isJudged = (/** @type {Element} */ element) => replace || within.some((outer) => holds(outer, element));
      this.#giveBack((element) => !this.#isHere(element) || (isJudged(element) && !orders.has(element) && !this.#own.staysPicked(element, orders)));
      for (const [element, order] of orders) {
        const known = this.#marks.get(element);
        if (known) this.#renew(known, order);
        else if (order.spared) this.#show(this.#add(element, order));
        else if (!this.#isHere(element) || !this.#own.allow(element)) continue;
        else if (isNew(element) && spare(element)) this.#own.keep(element);
        else if (!this.#past.had(element, order) || again()) this.#add(element, order);
      }
      this.#settle();
    }

    /**
     * The reader picked an element: it is hidden, also where the plan says nothing of it.
     * @param {Element} element
     * @param {Order} order
     */
    hideByHand(element, order) {
      for (const mark of this.list) if (holds(element, mark.element)) this.#drop(mark);
      this.#own.pick(element);
      this.#marks.set(element, new Mark(++this.#lastId, element, order));
      this.#settle();
    }

    /** The reader took corrections back: what was hidden by hand for them is given back. @param {readonly string[]} ids */
    release(ids) {
      for (const element of this.#own.picked) {
        const mark = this.#marks.get(element);
        if (!mark?.order.correction || !ids.includes(mark.order.correction)) continue;
        this.#own.unpick(element);
        this.#own.release(element);
        mark.remove();
        this.#marks.delete(element);
      }
    }

    /** Hides an element for the moment, or shows the last one again. @param {Element | null} element */
    preview(element) {
      this.#preview?.remove();
      this.#preview = element && new Mark(0, element, UnnagOrders.byHand({ label: "other", text: "", id: null }));
      this.#preview?.put();
      this.#preview?.enforce();
    }

    /** The marks as a reader thinks of them: what could be seen and is hidden now, or was and is shown again. */
    get records() {
      return [...this.#marks.values()]
        .filter((mark) => mark.visible && this.#isHere(mark.element))
        .map(({ id, element, order: { spared, ...order }, on }) => ({ id, element, ...order, shown: !on }));
    }

    get count() {
      return this.records.filter((record) => !record.shown).length;
    }

    /** @param {number} id */
    show(id) {
      for (const mark of this.#marks.values()) if (mark.id === id) this.#show(mark);
    }

    /** @param {number} id */
    hide(id) {
      for (const mark of this.#marks.values()) if (mark.id === id) this.#own.release(mark.element);
      this.#settle();
    }

    /** Shows everything again, and what later passes find too, until `hideAll`. */
    showAll() {
      this.#paused = true;
      for (const mark of this.#marks.values()) this.#show(mark);
    }

    hideAll() {
      this.#paused = false;
      for (const mark of this.#marks.values()) if (!mark.order.spared) this.#own.release(mark.element);
      this.#settle();
    }

    /** Whether the reader wants to see everything. */
    get allShown() {
      return this.#paused;
    }

    /** Leaves the page as if nothing had ever been done to it. */
    undo() {
      this.showAll();
      this.preview(null);
      this.#marks.clear();
      this.forget();
      this.#paused = false;
    }

    /** Another story came up in the same page: what was true of the last one no longer is. */
    forget() {
      this.#own.forget();
      this.#suspended = [];
      this.#past.forget();
    }

    /** What the hidden things did to the page while they could be seen. @returns {Harm} */
    get harm() {
      return this.#paused ? { over: false, wall: false, bars: 0, wrappers: [] } : this.#past.harmOf(this.list);
    }

    /**
     * Reads the page as it is without the marks.
     * @template T
     * @param {() => T} look
     * @returns {T}
     */
    lifted(look) {
      const on = [...this.#marks.values()].filter((mark) => mark.on);
      for (const mark of on) mark.lift();
      for (const mark of on) mark.look();
      try {
        return look();
      } finally {
        this.#settle();
      }
    }

    /**
     * Reads the page as it is without one of the marks.
     * @template T
     * @param {HiddenMark} mark
     * @param {() => T} look
     * @returns {T}
     */
    without(mark, look) {
      mark.lift();
      try {
        return look();
      } finally {
        this.#settle();
      }
    }

    /** What waited for its moment may have been shown by the page: it would be seen now, and what it does to the page counts. */
    review() {
      const waiting = [...this.#marks.values()].filter((mark) => mark.on && !mark.visible);
      for (const mark of waiting) mark.lift();
      for (const mark of waiting) mark.look();
      this.#settle();
    }

    /** Whether an element waits for its moment. @param {Element} element */
    waits(element) {
      const mark = this.#marks.get(element);
      return mark !== undefined && mark.on && !mark.visible;
    }

    /** Takes marks off while the reader acts, and puts the others back. @param {HiddenMark[]} marks */
    suspend(marks) {
      this.#suspended = marks;
      for (const mark of marks) mark.lift();
      this.#settle();
    }

    get suspended() {
      return this.#suspended;
    }

    /** All marks, on and off. */
    get list() {
      return [...this.#marks.values()];
    }

    /** It is the reader's from now on. @param {HiddenMark} mark */
    give(mark) {
      this.#own.keep(mark.element);
      this.#drop(mark);
    }

    /**
     * A part of what is hidden is the reader's; the rest stays hidden.
     * @param {HiddenMark} mark
     * @param {Element} part
     */
    giveInside(mark, part) {
      this.#own.open(part);
      this.#drop(mark);
      for (const rest of UnnagOpened.beside(mark.element, [part])) this.#add(rest, mark.order);
      this.#settle();
    }

    /** It is the reader's: neither it nor what comes into it is hidden. @param {Element} element */
    keep(element) {
      this.#own.keep(element);
    }

    /** Whether something is the reader's own. @param {Element | undefined} element */
    isKept(element) {
      return this.#own.holds(element);
    }

    /** A dialog opened by the reader after all. @param {Element} dialog */
    giveDialog(dialog) {
      for (const mark of this.#marks.values()) if (holds(mark.element, dialog)) this.give(mark);
      this.#own.keep(dialog);
    }

    /** The reader fills a field: nothing that holds it is hidden any more. @param {Element} field */
    touch(field) {
      this.#own.touch(field);
    }

    /** Whether an element has a mark, on or off. @param {Element} element */
    has(element) {
      return this.#marks.has(element);
    }

    /** The elements that have one. */
    get elements() {
      return this.#marks.keys();
    }

    /** Whether the page shows what should be hidden. @param {Element} element */
    isUndone(element) {
      const mark = this.#marks.get(element);
      if (!mark || this.#own.keeps(element) || this.#suspended.includes(mark)) return false;
      return !mark.on || UnnagDom.styleOf(element)?.display !== "none";
    }

    /** Whether the page's style had to be overridden on a hidden element itself. */
    get overrides() {
      return this.list.some((mark) => mark.override);
    }

    /** Hides again what the page showed. @param {Element} element */
    enforce(element) {
      const mark = this.#marks.get(element);
      if (!mark?.on) mark?.put();
      mark?.enforce();
    }

    /**
     * A dialog opened; if it is hidden, it must not hold the page.
     * @param {Element} dialog
     */
    closeHidden(dialog) {
      for (const mark of this.#marks.values()) {
        if (!mark.on || !holds(mark.element, dialog)) continue;
        mark.close();
        mark.visible = true;
        mark.over = true;
      }
    }

    /** Whether an element is to be hidden now. @param {Element} element */
    hides(element) {
      if (element === this.#preview?.element) return true;
      const mark = this.#marks.get(element);
      return mark !== undefined && !this.#own.keeps(element) && !this.#suspended.includes(mark);
    }

    /** Whether an element is hidden, or stands in what is. @param {Element} element */
    covers(element) {
      for (const up of UnnagDom.climb(element)) if (this.#marks.get(up)?.on) return true;
      return false;
    }

    /**
     * The plan speaks again of what has a mark: whether the reader showed it stands, unless a correction says otherwise now.
     * @param {HiddenMark} mark
     * @param {Order} order
     */
    #renew(mark, order) {
      const { spared } = mark.order;
      mark.order = order;
      if (order.spared) this.#own.unpick(mark.element);
      if (order.spared && !spared) this.#show(mark);
      if (!order.spared && spared) this.#own.release(mark.element);
    }

    /**
     * @param {Element} element
     * @param {Order} order
     */
    #add(element, order) {
      const mark = new Mark(++this.#lastId, element, order);
      this.#marks.set(element, mark);
      if (this.#paused) this.#own.keep(element);
      return mark;
    }

    /** Whether an element still stands in the page. @param {Element} element */
    #isHere(element) {
      return isIn(element, this.document);
    }

    /** @param {HiddenMark} mark */
    #show(mark) {
      this.#own.keep(mark.element);
      mark.remove();
    }

    /** @param {HiddenMark} mark */
    #drop(mark) {
      mark.lift();
      this.#marks.delete(mark.element);
      this.#suspended = this.#suspended.filter((other) => other !== mark);
    }

    /** Brings every mark into the state that it should have now. */
    #settle() {
      const isDue = (/** @type {HiddenMark} */ mark) =>
        !mark.on && !this.#own.keeps(mark.element) && !this.#suspended.includes(mark);
      const due = [...this.#marks.values()].filter(isDue);
      for (const mark of due) mark.put();
      for (const mark of due) mark.enforce();
    }

    /** @param {(element: Element) => boolean} gone */
    #giveBack(gone) {
      for (const [element, mark] of this.#marks) {
        if (!gone(element)) continue;
        if (!this.#isHere(element)) this.#past.part(mark);
        mark.remove();
        this.#marks.delete(element);
      }
    }
  }

  return Object.freeze({ MARK, Marks });
})();
