/**
 * Keeps from the page's own handlers the events by which they would hold the reader to a thing that is hidden: a Tab that they
 * turn back into a dialog that nobody sees, a wheel that turns nothing.
 */
const UnnagTraps = (() => {
  const SCROLL = /** @type {const} */ (["wheel", "touchmove"]);

  /**
   * Listens before the page can: it is called before the page's first script runs.
   * @param {{ isHeld: () => boolean, inStory: (element: Element) => boolean }} page `isHeld`: whether something that lay over the
   *   page is hidden; `inStory`: whether an element belongs to the story or frames the page
   * @param {AbortSignal} signal
   */
  function start({ isHeld, inStory }, signal) {
    /** @param {Event} event @param {(target: Element) => boolean} applies */
    function keep(event, applies) {
      const target = UnnagReader.targetOf(event);
      if (target && isHeld() && applies(target) && !UnnagFacts.liesOver(target)) event.stopImmediatePropagation();
    }
    UnnagEvents.on(["keydown"], (event) => event.key === "Tab" && keep(event, () => true), { signal });
    UnnagEvents.on(SCROLL, (event) => keep(event, inStory), { signal });
  }

  return Object.freeze({ start });
})();
