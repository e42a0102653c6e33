/**
 * Carries out a plan, and takes it back exactly. Decides nothing; what the reader asked to see again stays visible.
 */
const UnnagApply = (() => {
  const { MARK, Mark } = UnnagMark;
  const { removeAttribute } = Element.prototype;
  const { isConnected, holds } = UnnagDom;

  /**
   * The operations by element. Throws before anything is touched when the plan does not fit the page.
   * @param {Plan} plan
   * @param {readonly Element[]} elements
   */
  function resolve(plan, elements) {
    /** @type {Map<Element, HideOperation>} */
    const hides = new Map();
    for (const operation of plan.operations) {
      const element = elements[operation.element];
      if (!element) throw new RangeError(`the plan names element ${operation.element} of ${elements.length}`);
      hides.set(element, operation);
    }
    return hides;
  }

  /** The marks of one page. */
  class Marks {
    /** @type {Map<Element, HiddenMark>} */
    #marks = new Map();
    /** What the reader asked to see, or opened. @type {WeakSet<Element>} */
    #kept = new WeakSet();
    /** Marks that are off while the reader acts. @type {HiddenMark[]} */
    #suspended = [];
    /** Parts of hidden things that the reader opened. @type {Set<Element>} */
    #opened = new Set();
    /** What the page took away itself may have left its lock behind. */
    #left = { over: false, wall: false };
    /** What was hidden and taken away, by where it stood. @type {WeakMap<Element, Set<string>>} */
    #gone = new WeakMap();
    /** Fields that the reader has filled. @type {Set<Element>} */
    #touched = new Set();
    #paused = false;
    #lastId = 0;

    /** @param {Document} document */
    constructor(document) {
      this.document = document;
    }

    /**
     * @param {Plan} plan
     * @param {readonly Element[]} elements what the plan's indices mean
     * @param {{ replace?: boolean, within?: Element[], spare?: (element: Element) => boolean, again?: () => boolean }} [options]
     *   `replace`: the plan is for the whole page, what it no longer names is given back; `within`: likewise inside these; `spare`: elements that are the reader's own, and stay so;
     *   `again`: whether to hide what the page took away and made anew
     */
    carryOut(plan, elements, { replace = false, within = [], spare = () => false, again = () => true } = {}) {
      const hides = this.#spared(resolve(plan, elements));
      const before = [...this.#marks.keys()];
      // What was hidden when the reader acted is not what the action opened.
      const isNew = (/** @type {Element} */ element) => !before.some((outer) => holds(outer, element));
      const isJudged = (/** @type {Element} */ element) => replace || within.some((outer) => holds(outer, element));
      this.#giveBack((element) => !isConnected(element) || (isJudged(element) && !hides.has(element)));
      for (const [element, operation] of hides) {
        const known = this.#marks.get(element);
        if (known) known.operation = operation;
        else if (!this.#mayHide(element)) continue;
        else if (isNew(element) && spare(element)) this.#kept.add(element);
        else if (!this.#cameBack(element, operation) || again()) this.#add(element, operation);
      }
      this.#settle();
    }

    /** The marks as a reader thinks of them: what could be seen and is hidden now, or was and is shown again. */
    get records() {
      return [...this.#marks.values()]
        .filter((mark) => mark.visible && isConnected(mark.element))
        .map(({ id, element, operation, on }) => ({ id, element, ...textOf(operation), shown: !on }));
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
      for (const mark of this.#marks.values()) if (mark.id === id) this.#kept.delete(mark.element);
      this.#settle();
    }

    /** Shows everything again, and what later passes find too, until `hideAll`. */
    showAll() {
      this.#paused = true;
      for (const mark of this.#marks.values()) this.#show(mark);
    }

    hideAll() {
      this.#paused = false;
      for (const mark of this.#marks.values()) this.#kept.delete(mark.element);
      this.#settle();
    }

    /** Leaves the page as if nothing had ever been done to it. */
    undo() {
      this.showAll();
      this.#marks.clear();
      this.forget();
      this.#paused = false;
      this.sweep(this.document);
    }

    /** Another story came up in the same page: what was true of the last one no longer is. */
    forget() {
      this.#kept = new WeakSet();
      this.#suspended = [];
      this.#opened.clear();
      this.#left = { over: false, wall: false };
      this.#touched.clear();
    }

    /** What the hidden things did to the page while they could be seen. @returns {Harm} */
    get harm() {
      if (this.#paused) return { over: false, wall: false, bars: 0, wrappers: [] };
      const seen = [...this.#marks.values()].filter((mark) => mark.visible && mark.on);
      return {
        over: this.#left.over || seen.some((mark) => mark.over),
        wall: this.#left.wall || seen.some(isWall),
        bars: seen.reduce((sum, mark) => sum + mark.bar, 0),
        wrappers: wrappersOf(seen.filter((mark) => mark.over)),
      };
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
      this.#kept.add(mark.element);
      this.#drop(mark);
    }

    /**
     * A part of what is hidden is the reader's; the rest stays hidden.
     * @param {HiddenMark} mark
     * @param {Element} part
     */
    giveInside(mark, part) {
      this.#kept.add(part);
      this.#opened.add(part);
      this.#drop(mark);
      for (const rest of UnnagOpened.beside(mark.element, [part])) this.#add(rest, mark.operation);
      this.#settle();
    }

    /** It is the reader's: neither it nor what comes into it is hidden. @param {Element} element */
    keep(element) {
      this.#kept.add(element);
    }

    /** Whether something is the reader's own. @param {Element | undefined} element */
    isKept(element) {
      for (const outer of UnnagDom.climb(element ?? null)) if (this.#kept.has(outer)) return true;
      return false;
    }

    /** A dialog opened by the reader after all. @param {Element} dialog */
    giveDialog(dialog) {
      for (const mark of this.#marks.values()) if (holds(mark.element, dialog)) this.give(mark);
      this.#kept.add(dialog);
    }

    /** The reader fills a field: nothing that holds it is hidden any more. @param {Element} field */
    touch(field) {
      this.#touched.add(field);
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
      if (!mark || this.#kept.has(element) || this.#suspended.includes(mark)) return false;
      return !mark.on || UnnagDom.styleOf(element)?.display !== "none";
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

    /**
     * Takes marks away that are not ours to undo: a page that copies its own HTML copies them too.
     * @param {Element | Document} root
     */
    sweep(root) {
      const { querySelectorAll } = root instanceof Document ? Document.prototype : Element.prototype;
      for (const element of [root, ...querySelectorAll.call(root, `[${MARK}]`)]) {
        if (element instanceof Element && !this.#marks.has(element)) removeAttribute.call(element, MARK);
      }
    }

    /**
     * The same without what the reader opened: what stands beside it is hidden in its place.
     * @param {Map<Element, HideOperation>} hides
     */
    #spared(hides) {
      const opened = [...this.#opened].filter(isConnected);
      if (opened.length === 0) return hides;
      const parts = [...hides].flatMap(([element, operation]) => {
        const inside = opened.filter((part) => holds(element, part));
        return (inside.length > 0 ? UnnagOpened.beside(element, inside) : [element]).map((part) => /** @type {const} */ ([part, operation]));
      });
      return new Map(parts);
    }

    /**
     * Whether the page had the same in the same place before, and took it away.
     * @param {Element} element
     * @param {HideOperation} operation
     */
    #cameBack(element, { label, text }) {
      const parent = UnnagDom.parentOf(element);
      return parent !== null && (this.#gone.get(parent)?.has(`${label} ${text}`) ?? false);
    }

    /** @param {Element} element */
    #mayHide(element) {
      if (!isConnected(element)) return false;
      for (const field of this.#touched) if (holds(element, field)) return false;
      return !this.isKept(element);
    }

    /**
     * @param {Element} element
     * @param {HideOperation} operation
     */
    #add(element, operation) {
      this.#marks.set(element, new Mark(++this.#lastId, element, operation));
      if (this.#paused) this.#kept.add(element);
    }

    /** @param {HiddenMark} mark */
    #show(mark) {
      this.#kept.add(mark.element);
      mark.remove();
    }

    /**
     * The page took away what was hidden; what it did to the page may stay, and it may come again.
     * @param {HiddenMark} mark
     */
    #part(mark) {
      this.#left.over ||= mark.visible && mark.over;
      this.#left.wall ||= mark.visible && isWall(mark);
      const gone = (mark.parent && this.#gone.get(mark.parent)) ?? new Set();
      if (mark.parent) this.#gone.set(mark.parent, gone.add(`${mark.operation.label} ${mark.operation.text}`));
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
        !mark.on && !this.#kept.has(mark.element) && !this.#suspended.includes(mark);
      const due = [...this.#marks.values()].filter(isDue);
      for (const mark of due) mark.put();
      for (const mark of due) mark.enforce();
    }

    /** @param {(element: Element) => boolean} gone */
    #giveBack(gone) {
      for (const [element, mark] of this.#marks) {
        if (!gone(element)) continue;
        if (!isConnected(element)) this.#part(mark);
        mark.remove();
        this.#marks.delete(element);
      }
    }
  }

  /**
   * Whether it stood in the story's way: an ask, or a consent notice over the page.
   * @param {{ operation: HideOperation, over: boolean }} mark
   */
  function isWall({ operation, over }) {
    return operation.label !== "ad" && (over || operation.label !== "consent");
  }

  /**
   * What hidden things stand in, below the body.
   * @param {HiddenMark[]} marks
   */
  function wrappersOf(marks) {
    const around = marks.flatMap(({ element }) => [...UnnagDom.climb(UnnagDom.parentOf(element))]);
    return [...new Set(around)].filter((element) => !Element.prototype.matches.call(element, "html, body"));
  }

  /** @param {HideOperation} operation */
  function textOf({ label, confidence, reasons, text }) {
    return { label, confidence, reasons, text };
  }

  return Object.freeze({ MARK, Marks });
})();
