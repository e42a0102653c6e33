/**
 * While the reader works with something of Unnag's on the page, the page gets none of their events. Its listeners are there before
 * the page's first script runs, so that none of the page's is called before them; nobody but the reader can be the source.
 */
const UnnagGrip = (() => {
  const KINDS = /** @type {const} */ ([
    "pointerdown", "pointerup", "pointermove", "pointerover", "pointerout", "pointercancel", "mousedown", "mouseup", "mousemove", "mouseover",
    "mouseout", "click", "dblclick", "auxclick", "contextmenu", "dragstart", "selectstart", "touchstart", "touchend", "touchcancel", "touchmove",
    "wheel", "keydown", "keypress", "keyup", "focus", "blur", "focusin", "focusout",
  ]);
  /** Where waiting for a listener would hold up scrolling. */
  const PASSIVE = ["touchstart", "touchmove", "wheel"];

  /** Who gets the events instead of the page. @type {((event: Event) => void) | null} */
  let holder = null;
  /** Keys that went down meanwhile: the page does not hear them come up either. @type {Set<string>} */
  const down = new Set();
  /** What the reader opened the context menu at. @type {WeakRef<Element> | null} */
  let asked = null;

  function start() {
    for (const kind of KINDS) UnnagEvents.on([kind], keep, { passive: PASSIVE.includes(kind) });
    UnnagEvents.on(["contextmenu"], (event) => {
      const target = UnnagReader.targetOf(event);
      if (target) asked = new WeakRef(target);
    });
  }

  /** @param {Event} event */
  function keep(event) {
    if (event.target === window || (!holder && !isRest(event))) return;
    event.stopImmediatePropagation();
    if (event.type === "keydown") down.add(/** @type {KeyboardEvent} */ (event).code);
    holder?.(event);
  }

  /** Whether an event is the end of a key that went down before. @param {Event} event */
  const isRest = (event) => event.type === "keyup" && down.delete(/** @type {KeyboardEvent} */ (event).code);

  /**
   * Takes the events from the page.
   * @param {(event: Event) => void} to who gets them
   * @returns {() => void} gives them back
   */
  function take(to) {
    holder = to;
    return () => {
      if (holder === to) holder = null;
    };
  }

  /** What the reader opened the context menu at last, if it still stands. @returns {Element | null} */
  function lastAsked() {
    const element = asked?.deref() ?? null;
    return element && UnnagDom.isConnected(element) ? element : null;
  }

  return Object.freeze({ start, take, lastAsked });
})();
