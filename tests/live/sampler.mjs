// Counts the animation frames in which a nag could be seen, from the start of the document.

/**
 * Runs in the page, before anything else does, as `window.unnagFrames`.
 * @param {string[]} selectors of the nags; " >>> " goes into an open shadow root
 */
export function sample(selectors) {
  const frames = Object.fromEntries(selectors.map((selector) => [selector, 0]));

  /** @param {string} path @returns {Element[]} */
  function all(path) {
    /** @type {(Document | Element | ShadowRoot)[]} */
    let found = [document];
    for (const part of path.split(" >>> ")) {
      const roots = found.flatMap((at) => (at instanceof Element ? (at.shadowRoot ?? []) : at));
      found = roots.flatMap((root) => [...root.querySelectorAll(part)]);
    }
    return /** @type {Element[]} */ (found);
  }

  /** @param {Element} element */
  function isSeen(element) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const { width, height, top, bottom, left, right } = element.getBoundingClientRect();
    return width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  }

  function look() {
    for (const selector of selectors) if (all(selector).some(isSeen)) frames[selector] = (frames[selector] ?? 0) + 1;
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
  Object.assign(window, { unnagFrames: frames });
}
