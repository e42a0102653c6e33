/**
 * The first frame waits for the reader's settings: they come a few milliseconds after the first of the page, and a nag that is
 * painted until then has been seen. An animation leaves no trace in the page's tree and ends by itself; layout, focus and scripts
 * go on below it.
 */
const UnnagCurtain = (() => {
  /** No page waits longer. The settings took 4 to 25 ms in Chromium, 6 to 60 ms in Firefox (docs/live-pages.md). */
  const LONGEST_MS = 250;

  const { animate } = Element.prototype;

  /**
   * Draws the curtain before a page that is still on its way.
   * @returns {() => void} lifts it
   */
  function draw() {
    const root = UnnagDom.documentElement(document);
    if (!root || UnnagDom.readyStateOf(document) !== "loading") return () => {};
    const curtain = animate.call(root, { opacity: [0, 0] }, LONGEST_MS);
    return () => curtain.cancel();
  }

  return Object.freeze({ draw });
})();
