/**
 * Remembers the paragraphs that the page takes out of itself, and where they stood: they had been delivered. It listens from the
 * start of the document, since a script can take them before the reader's settings are read.
 */
const UnnagRemovals = (() => {
  /** Fewest characters of a paragraph that is remembered, and most that are. */
  const LEAST_TEXT = 60;
  const MOST = 200;
  /** Taken out, something new put in, something else taken out: so many times in one element is a list that moves on, as a ticker does. */
  const MOST_ROUNDS = 3;

  const { isConnected, isElement, isHtml, textContent } = UnnagDom;

  class Removals {
    #tree = new MutationObserver((records) => this.#collect(records));
    /** @type {Map<Element, Removed>} */
    removed = new Map();
    /** How often elements were taken out of another with new ones in between, and whether new ones came since. @type {WeakMap<Node, { rounds: number, fed: boolean }>} */
    #turnover = new WeakMap();
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
      for (const { target, addedNodes, removedNodes, nextSibling } of records) {
        for (const node of addedNodes) this.#feed(node, target);
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
      if (!isHtml(node) || !isElement(parent) || isConnected(node)) return;
      // What held a part of the story is known once the page was read; before that, only plain paragraphs look like one.
      const mayBeStory = isHtml(node, "p") || this.listener.isStory(node);
      if (!mayBeStory || textContent(node).length < LEAST_TEXT || this.#movesOn(parent)) return;
      if (this.removed.size < MOST || this.removed.has(node)) this.removed.set(node, { parent, before });
    }

    /**
     * The page put something in where it took something out before.
     * @param {Node} node
     * @param {Node} parent
     */
    #feed(node, parent) {
      const turnover = this.#turnover.get(parent);
      if (turnover && isElement(node) && !this.removed.has(node)) turnover.fed = true;
    }

    /**
     * Whether what is taken out of an element is what it no longer needs; then nothing of it is remembered.
     * @param {Element} parent
     */
    #movesOn(parent) {
      const turnover = this.#turnover.get(parent) ?? { rounds: 0, fed: true };
      if (turnover.fed) turnover.rounds += 1;
      turnover.fed = false;
      this.#turnover.set(parent, turnover);
      if (turnover.rounds <= MOST_ROUNDS) return false;
      for (const [node, place] of this.removed) if (place.parent === parent) this.removed.delete(node);
      return true;
    }
  }

  return Object.freeze({ Removals });
})();
