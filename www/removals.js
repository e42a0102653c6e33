/**
 * Remembers the paragraphs that the page takes out of itself, and where they stood: they had been delivered. It listens from the
 * start of the document, since a script can take them before the reader's settings are read.
 */
const UnnagRemovals = (() => {
  /** Fewest characters of a paragraph that is remembered, and most that are. */
  const LEAST_TEXT = 60;
  const MOST = 200;

  const { isConnected, textContent } = UnnagDom;

  class Removals {
    #tree = new MutationObserver((records) => this.#collect(records));
    /** @type {Map<Element, Removed>} */
    removed = new Map();
    /**
     * Told that something was taken out; says whether an element is, or holds, a paragraph of the story.
     * @type {{ removed: () => void, isStory: (element: Element) => boolean }}
     */
    listener = { removed: () => {}, isStory: () => false };

    start() {
      this.#tree.observe(document, { childList: true, subtree: true });
    }

    stop() {
      this.#tree.disconnect();
      this.removed.clear();
    }

    /** @param {MutationRecord[]} records */
    #collect(records) {
      const before = this.removed.size;
      for (const { target, removedNodes, nextSibling } of records) {
        for (const node of removedNodes) this.#remember(node, target, nextSibling);
      }
      if (this.removed.size > before) this.listener.removed();
    }

    /**
     * @param {Node} node
     * @param {Node} parent
     * @param {Node | null} before
     */
    #remember(node, parent, before) {
      if (!(node instanceof HTMLElement) || !(parent instanceof Element) || isConnected(node)) return;
      // What held a part of the story is known once the page was read; before that, only plain paragraphs look like one.
      const mayBeStory = node instanceof HTMLParagraphElement || this.listener.isStory(node);
      if (mayBeStory && this.removed.size < MOST && textContent(node).length >= LEAST_TEXT) this.removed.set(node, { parent, before });
    }
  }

  return Object.freeze({ Removals });
})();
