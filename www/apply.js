/**
 * Carries out a plan, and takes it back exactly: hides by an attribute that `mark.css` gives its force, unlocks scrolling by one
 * inline declaration. Decides nothing; what the reader asked to see again stays visible.
 *
 * Everything is called through prototypes, because a page can shadow an element's own properties (see `snapshot.js`).
 */
const UnnagApply = (() => {
  const MARK = "data-unnag";

  const { getAttribute, setAttribute, removeAttribute, hasAttribute, querySelectorAll, checkVisibility, matches } = Element.prototype;
  const { contains } = Node.prototype;
  const { close, showModal } = HTMLDialogElement.prototype;

  /**
   * @param {object} prototype
   * @param {string} name
   * @param {object} object
   */
  const read = (prototype, name, object) => Reflect.get(prototype, name, object);

  /** @param {Element} element */
  const isConnected = (element) => read(Node.prototype, "isConnected", element);

  /** @param {Element} element */
  const isVisible = (element) => checkVisibility.call(element, { opacityProperty: true, visibilityProperty: true });

  /** @param {Element} element */
  function computed(element) {
    const view = read(Document.prototype, "defaultView", read(Node.prototype, "ownerDocument", element));
    return view?.getComputedStyle(element) ?? null;
  }

  /** One inline declaration that wins over the page's, and the way back to the `style` attribute as it stood. */
  class Override {
    /**
     * @param {Element} element
     * @param {string} property
     * @param {string} value
     */
    constructor(element, property, value) {
      this.element = element;
      this.property = property;
      this.value = value;
      this.before = getAttribute.call(element, "style");
      /** @type {CSSStyleDeclaration} */
      this.style = read(HTMLElement.prototype, "style", element);
      this.pageValue = this.style.getPropertyValue(property);
      this.pagePriority = this.style.getPropertyPriority(property);
      this.style.setProperty(property, value, "important");
      this.after = getAttribute.call(element, "style");
    }

    release() {
      if (getAttribute.call(this.element, "style") !== this.after) this.#releaseProperty();
      else if (this.before === null) removeAttribute.call(this.element, "style");
      else setAttribute.call(this.element, "style", this.before);
    }

    /** The page wrote to the attribute meanwhile: its change stays, ours goes. */
    #releaseProperty() {
      const { style, property } = this;
      if (style.getPropertyValue(property) !== this.value || style.getPropertyPriority(property) !== "important") return;
      if (this.pageValue) style.setProperty(property, this.pageValue, this.pagePriority);
      else style.removeProperty(property);
    }
  }

  /** One hidden element. */
  class Mark {
    /**
     * @param {number} id
     * @param {Element} element
     * @param {HideOperation} operation
     */
    constructor(id, element, operation) {
      this.id = id;
      this.element = element;
      this.operation = operation;
      /** Whether the reader could see it; one that waits in the page for its moment is hidden too, but not counted. */
      this.visible = false;
      /** @type {Override | null} */
      this.override = null;
      /** @type {Element[]} */
      this.dialogs = [];
      this.look();
    }

    /** Only while nothing is hidden; a dialog that was closed says nothing any more. */
    look() {
      if (this.dialogs.length === 0) this.visible = isVisible(this.element);
    }

    /** Whether there would be nothing to see without the mark either. */
    get waits() {
      return !this.visible || this.dialogs.some((dialog) => dialog === this.element);
    }

    get on() {
      return hasAttribute.call(this.element, MARK);
    }

    put() {
      this.closeDialogs();
      setAttribute.call(this.element, MARK, this.operation.label);
    }

    /** A modal dialog that is hidden but stays modal would leave the rest of the page dead to clicks. */
    closeDialogs() {
      for (const dialog of modalDialogs(this.element)) {
        close.call(dialog);
        this.dialogs.push(dialog);
      }
    }

    /** The last resort, where the page's style is stronger than the style sheet of the mark. */
    enforce() {
      if (this.override || !(this.element instanceof HTMLElement)) return;
      if (computed(this.element)?.display !== "none") this.override = new Override(this.element, "display", "none");
    }

    lift() {
      removeAttribute.call(this.element, MARK);
      this.override?.release();
      this.override = null;
    }

    remove() {
      this.lift();
      for (const dialog of this.dialogs) if (isConnected(dialog) && !hasAttribute.call(dialog, "open")) showModal.call(dialog);
      this.dialogs = [];
    }
  }

  /**
   * @param {Element} element
   * @returns {HTMLDialogElement[]} those at or inside the element
   */
  function modalDialogs(element) {
    const found = /** @type {HTMLDialogElement[]} */ ([...querySelectorAll.call(element, "dialog:modal")]);
    if (matches.call(element, "dialog:modal")) found.unshift(/** @type {HTMLDialogElement} */ (element));
    return found;
  }

  /**
   * The operations by element. Throws before anything is touched when the plan does not fit the page.
   * @param {Plan} plan
   * @param {readonly Element[]} elements
   */
  function resolve(plan, elements) {
    /** @type {Map<Element, HideOperation>} */
    const hides = new Map();
    /** @type {Map<Element, UnlockOperation>} */
    const unlocks = new Map();
    for (const operation of plan.operations) {
      const element = elements[operation.element];
      if (!element) throw new RangeError(`the plan names element ${operation.element} of ${elements.length}`);
      if (operation.kind === "hide") hides.set(element, operation);
      else if (operation.kind === "unlock-scroll") unlocks.set(element, operation);
    }
    return { hides, unlocks };
  }

  /** The marks of one page. */
  class Marks {
    /** @type {Map<Element, Mark>} */
    #marks = new Map();
    /** What the reader asked to see, or opened. @type {WeakSet<Element>} */
    #kept = new WeakSet();
    /** @type {Map<Element, Override | null>} */
    #unlocked = new Map();
    /** @type {Mark[]} */
    #lifted = [];
    #paused = false;
    #lastId = 0;

    /** @param {Document} document */
    constructor(document) {
      this.document = document;
    }

    /**
     * @param {Plan} plan
     * @param {readonly Element[]} elements what the plan's indices mean
     * @param {{ replace?: boolean, spare?: (operation: Operation, element: Element) => boolean }} [options] `replace`: the plan
     *   is for the whole page, what it no longer names is given back; `spare`: new operations that are not to be carried out
     */
    carryOut(plan, elements, { replace = false, spare = () => false } = {}) {
      const { hides, unlocks } = resolve(plan, elements);
      this.#giveBack((element) => !isConnected(element) || (replace && !hides.has(element)));
      for (const [element, operation] of hides) {
        const known = this.#marks.get(element);
        if (known) known.operation = operation;
        else if (this.#mayHide(element) && !spare(operation, element)) this.#add(element, operation);
      }
      if (replace) this.#lockAgain((element) => !unlocks.has(element));
      for (const [element, operation] of unlocks) {
        if (!this.#unlocked.has(element) && !spare(operation, element)) this.#unlocked.set(element, null);
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
      for (const element of this.#unlocked.keys()) this.#lock(element);
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
      this.#unlocked.clear();
      this.#kept = new WeakSet();
      this.#lifted = [];
      this.#paused = false;
      this.sweep(this.document);
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
      for (const element of this.#unlocked.keys()) this.#lock(element);
      for (const mark of on) mark.look();
      try {
        return look();
      } finally {
        this.#settle();
      }
    }

    /** The reader acts: what waits invisibly may be what the action opens. */
    liftWaiting() {
      this.#lifted = [...this.#marks.values()].filter((mark) => mark.waits && (mark.on || this.#lifted.includes(mark)));
      for (const mark of this.#lifted) mark.lift();
    }

    /** The action is over: what it opened stays, the rest waits again. */
    settleWaiting() {
      const opened = this.#lifted.filter((mark) => isVisible(mark.element));
      this.#lifted = [];
      for (const { element } of opened) {
        this.#kept.add(element);
        this.#marks.delete(element);
      }
      this.#settle();
    }

    /**
     * A dialog opened; if it is hidden, it must not hold the page.
     * @param {Element} dialog
     */
    closeHidden(dialog) {
      for (const mark of this.#marks.values()) {
        if (!mark.on || !contains.call(mark.element, dialog)) continue;
        mark.closeDialogs();
        mark.visible = true;
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

    /** @param {Element} element */
    #mayHide(element) {
      if (!isConnected(element) || this.#kept.has(element)) return false;
      const focus = read(Document.prototype, "activeElement", this.document);
      const body = read(Document.prototype, "body", this.document);
      return !focus || focus === body || !contains.call(element, focus);
    }

    /**
     * @param {Element} element
     * @param {HideOperation} operation
     */
    #add(element, operation) {
      this.#marks.set(element, new Mark(++this.#lastId, element, operation));
      if (this.#paused) this.#kept.add(element);
    }

    /** @param {Mark} mark */
    #show(mark) {
      this.#kept.add(mark.element);
      mark.remove();
    }

    /** Brings every mark and every lock into the state that it should have now. */
    #settle() {
      const isDue = (/** @type {Mark} */ mark) => !mark.on && !this.#kept.has(mark.element) && !this.#lifted.includes(mark);
      const due = [...this.#marks.values()].filter(isDue);
      for (const mark of due) mark.put();
      for (const mark of due) mark.enforce();
      if (this.#paused) return;
      for (const [element, override] of this.#unlocked) {
        if (!override) this.#unlocked.set(element, new Override(element, "overflow-y", "visible"));
      }
    }

    /** @param {(element: Element) => boolean} gone */
    #giveBack(gone) {
      for (const [element, mark] of this.#marks) {
        if (!gone(element)) continue;
        mark.remove();
        this.#marks.delete(element);
      }
    }

    /** @param {(element: Element) => boolean} gone */
    #lockAgain(gone) {
      for (const element of this.#unlocked.keys()) {
        if (!gone(element)) continue;
        this.#lock(element);
        this.#unlocked.delete(element);
      }
    }

    /** @param {Element} element */
    #lock(element) {
      this.#unlocked.get(element)?.release();
      if (this.#unlocked.has(element)) this.#unlocked.set(element, null);
    }
  }

  /** @param {HideOperation} operation */
  function textOf({ label, confidence, reasons, text }) {
    return { label, confidence, reasons, text };
  }

  return Object.freeze({ MARK, Marks });
})();
