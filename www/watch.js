/**
 * Sees what changes on the page: what comes, and the looks of the few elements that matter. Reads nothing itself and decides nothing.
 */
const UnnagWatch = (() => {
  const LOOKS = ["class", "style", "hidden", "open", "inert", "aria-hidden", UnnagMark.MARK, UnnagRepairs.FIX];
  /** Most custom elements without a shadow root, and children of the body, that are watched. */
  const MOST_HOSTS = 50;
  const MOST_CHILDREN = 64;

  const { isConnected, isElement, bodyOf, documentElement } = UnnagDom;

  /**
   * @typedef {object} Listener
   * @property {(elements: Element[]) => void} added elements that came, or got text
   * @property {(element: Element) => void} changed the looks of a watched element
   * @property {(element: Element) => boolean} isStory whether an element is, or holds, a paragraph of the story
   */

  class Watch {
    #tree = new MutationObserver((records) => this.#collect(records));
    #looks = new MutationObserver((records) => this.#look(records));
    /** A shadow root can be attached without any mutation; what it shows changes the size of its host. */
    #sizes = new ResizeObserver((entries) => this.#attached(entries.map((entry) => entry.target)));
    /** @type {WeakSet<Node>} */
    #known = new WeakSet();
    /** How often elements or texts came or went. */
    changes = 0;

    /**
     * @param {Listener} listener
     * @param {InstanceType<typeof UnnagRemovals.Removals>} removals
     */
    constructor(listener, removals) {
      this.listener = listener;
      this.removals = removals;
      const removed = () => {
        const root = documentElement(document);
        if (root) listener.changed(root);
      };
      removals.listener = { removed, isStory: listener.isStory };
    }

    /** Paragraphs that the page took out, and where they stood. */
    get removed() {
      return this.removals.removed;
    }

    start() {
      this.removals.start();
      this.#tree.observe(document, { childList: true, subtree: true });
    }

    stop() {
      this.#tree.disconnect();
      this.#looks.disconnect();
      this.#sizes.disconnect();
      this.removals.stop();
    }

    /**
     * Makes a change that must not be seen as the page's doing. What the page changed just before is looked at afterwards.
     * @template T
     * @param {() => T} change
     * @returns {T}
     */
    own(change) {
      const before = this.#looks.takeRecords();
      try {
        return change();
      } finally {
        this.#looks.takeRecords();
        if (before.length > 0) queueMicrotask(() => this.#look(before));
      }
    }

    /** @param {Iterable<Element>} elements whose looks matter */
    looksOf(elements) {
      const body = bodyOf(document);
      const children = body ? [...UnnagDom.childrenOf(body)].slice(0, MOST_CHILDREN) : [];
      for (const element of [documentElement(document), body, ...children, ...elements]) {
        if (element && this.#isNew(element)) this.#looks.observe(element, { attributes: true, attributeFilter: LOOKS });
      }
    }

    /**
     * What a snapshot met of shadow roots.
     * @param {Snapshot} page
     */
    shadowsOf({ shadows, hosts }) {
      for (const shadow of shadows) if (this.#isNew(shadow)) this.#tree.observe(shadow, { childList: true, subtree: true });
      for (const host of hosts.slice(0, MOST_HOSTS)) if (this.#isNew(host)) this.#sizes.observe(host);
    }

    /** @param {Node} node */
    #isNew(node) {
      const isNew = !this.#known.has(node);
      this.#known.add(node);
      return isNew;
    }

    /** @param {MutationRecord[]} records */
    #collect(records) {
      /** @type {Element[]} */
      const added = [];
      this.changes += 1;
      for (const { target, addedNodes } of records) {
        for (const node of addedNodes) {
          if (UnnagDom.isOwn(node)) continue;
          const element = isElement(node) ? node : ownText(target);
          if (element) added.push(element);
        }
      }
      if (added.length > 0) this.listener.added(added);
    }

    /** @param {MutationRecord[]} records */
    #look(records) {
      const targets = new Set(records.map((record) => record.target));
      for (const target of targets) if (isElement(target) && isConnected(target)) this.listener.changed(target);
    }

    /** @param {Element[]} hosts */
    #attached(hosts) {
      const attached = hosts.filter((host) => UnnagDom.shadowOf(host));
      for (const host of attached) this.#sizes.unobserve(host);
      if (attached.length > 0) this.listener.added(attached);
    }
  }

  /**
   * An element that got new text and holds nothing else.
   * @param {Node} node
   */
  function ownText(node) {
    return isElement(node) && Reflect.get(Element.prototype, "childElementCount", node) === 0 ? node : null;
  }

  return Object.freeze({ Watch });
})();
