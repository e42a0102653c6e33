/** One hidden element: the attribute that `mark.css` gives its force, what it did to the page, and the way back. */
const UnnagMark = (() => {
  const MARK = "data-unnag";
  /** Share of the viewport's width from which something pinned to its top is a bar, and how far from the top it may be. */
  const BAR_WIDTH = 0.8;
  const BAR_TOP = 4;
  /** How many elements of a marked wrapper are looked at for one that lies over the page. */
  const LOOK = 40;

  const { setAttribute, removeAttribute, hasAttribute, querySelectorAll, matches, getBoundingClientRect, checkVisibility } = Element.prototype;
  const { close, showModal } = HTMLDialogElement.prototype;
  const { hidePopover, showPopover } = HTMLElement.prototype;
  const { isConnected, isHtml, isVisible, styleOf } = UnnagDom;

  class Mark {
    /**
     * @param {number} id
     * @param {Element} element
     * @param {Order} order
     */
    constructor(id, element, order) {
      this.id = id;
      this.element = element;
      this.order = order;
      /** When it was made. */
      this.since = performance.now();
      this.parent = UnnagDom.parentOf(element);
      /** Whether the reader could see it; one that waits in the page for its moment is hidden too, but not counted. */
      this.visible = false;
      /** Whether it lay over the page. */
      this.over = false;
      /** Its height, if it was a bar across the top of the viewport. */
      this.bar = 0;
      /** @type {InstanceType<typeof UnnagOverride.Override> | null} */
      this.override = null;
      /** What was closed when it was hidden. @type {Opened[]} */
      this.closed = [];
      this.look();
    }

    /** Only while nothing is hidden; a dialog that was closed says nothing any more. */
    look() {
      if (this.closed.length > 0) return;
      this.visible = isShown(this.element);
      if (!this.visible) return;
      const pinned = pinnedIn(this.element);
      this.over = pinned !== null;
      this.bar = pinned ? barHeight(pinned) : 0;
    }

    /** Whether there would be nothing to see without the mark either. @returns {boolean} */
    get waits() {
      return !this.visible || this.closed.some(({ element }) => element === this.element);
    }

    /** @returns {boolean} */
    get on() {
      return hasAttribute.call(this.element, MARK) || (this.override?.stands ?? false);
    }

    put() {
      this.close();
      setAttribute.call(this.element, MARK, this.order.label);
    }

    /** What is in the top layer and hidden would still hold the page: a modal dialog leaves the rest of it dead to clicks. */
    close() {
      for (const opened of openedIn(this.element)) {
        opened.close();
        this.closed.push(opened);
      }
    }

    /** The last resort, where the page's style is stronger than the style sheet of the mark. */
    enforce() {
      if (!isHtml(this.element) || styleOf(this.element)?.display === "none") return;
      this.override?.release();
      this.override = new UnnagOverride.Override(this.element, [["display", "none"]]);
    }

    lift() {
      removeAttribute.call(this.element, MARK);
      this.override?.release();
      this.override = null;
    }

    remove() {
      this.lift();
      for (const opened of this.closed) if (isConnected(opened.element)) opened.open();
      this.closed = [];
    }
  }

  /**
   * Whether the page shows an element. What fades in begins invisible, and can be hit already; what waits cannot.
   * @param {Element} element
   */
  const isShown = (element) =>
    isVisible(element) || (checkVisibility.call(element, { visibilityProperty: true }) && styleOf(element)?.pointerEvents !== "none");

  /** @typedef {{ element: HTMLElement, close: () => void, open: () => void }} Opened something in the top layer */

  /**
   * The modal dialogs and popovers at or inside an element.
   * @param {Element} element
   * @returns {Opened[]}
   */
  function openedIn(element) {
    const found = [...querySelectorAll.call(element, "dialog:modal, :popover-open")];
    if (matches.call(element, "dialog:modal, :popover-open")) found.unshift(element);
    return found.map((each) => (isHtml(each, "dialog") && matches.call(each, ":modal") ? dialog(each) : popover(/** @type {HTMLElement} */ (each))));
  }

  /**
   * @param {HTMLDialogElement} element
   * @returns {Opened}
   */
  function dialog(element) {
    const order = UnnagAttributes.orderOf(element);
    const open = () => {
      if (!hasAttribute.call(element, "open")) showModal.call(element);
      UnnagAttributes.reorder(element, order);
    };
    return { element, close: () => close.call(element), open: () => attempt(open) };
  }

  /**
   * @param {HTMLElement} element
   * @returns {Opened}
   */
  function popover(element) {
    const open = () => matches.call(element, ":popover-open") || showPopover.call(element);
    return { element, close: () => attempt(() => hidePopover.call(element)), open: () => attempt(open) };
  }

  /** Does what cannot be done where the page made something else of the element meanwhile, as it is told of each such change. @param {() => unknown} change */
  function attempt(change) {
    try {
      change();
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }

  /**
   * What of an element lies over the page: itself, what it stands in, or a part of a wrapper without a place of its own.
   * @param {Element} element
   */
  function pinnedIn(element) {
    if (UnnagFacts.liesOver(element)) return element;
    let left = LOOK;
    for (const part of partsOf(element)) {
      if (left-- === 0) break;
      if (styleOf(part)?.position === "fixed" && isVisible(part)) return part;
    }
    return null;
  }

  /**
   * What an element holds, in shadow roots too, level by level.
   * @param {Element} element
   */
  function* partsOf(element) {
    const queue = [element];
    for (const each of queue) {
      const shadow = UnnagDom.shadowOf(each);
      /** @type {Element[]} */
      const shown = shadow ? [...Reflect.get(DocumentFragment.prototype, "children", shadow)] : [];
      for (const part of [...shown, ...Reflect.get(Element.prototype, "children", each)]) {
        queue.push(part);
        yield part;
      }
    }
  }

  /** @param {Element} element */
  function barHeight(element) {
    const { top, width, height } = getBoundingClientRect.call(element);
    const view = UnnagDom.defaultView(UnnagDom.ownerDocument(element));
    return Math.abs(top) <= BAR_TOP && width >= BAR_WIDTH * view.innerWidth && height < view.innerHeight / 2 ? Math.round(height) : 0;
  }

  return Object.freeze({ MARK, Mark, pinnedIn });
})();
