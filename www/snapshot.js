/** The live page as columns. Emits facts, decides nothing, changes nothing. */
const UnnagSnapshot = (() => {
  const { CLOSED } = UnnagNames;
  const { NONE, MAX_FACTS, Columns } = UnnagColumns;
  const { nodeType, firstChild, nextSibling, parentNode, parentOf, hostOf, shadowOf, climb, lightOf, isOwn } = UnnagDom;
  const { isConnected, localName, ownerDocument, documentElement, defaultView } = UnnagDom;
  const { compareDocumentPosition, getRootNode } = Node.prototype;

  /** Scopes: how much of the page a snapshot holds. */
  const PAGE = 0;
  const ADDITION = 1;
  const EARLY = 2;
  /** How deep the things are looked for that a child of the body shows without taking room itself. */
  const PORTAL_LEVELS = 3;
  /** Empty elements of these names may have their text written by the style sheet; so many of a snapshot are asked for it. */
  const WRITABLE = new Set(["div", "p", "section", "aside", "h1", "h2", "h3", "h4", "a", "button", "span", "strong"]);
  const MOST_ASKED = 32;

  /** Columns that are filled by walking a tree. */
  class Walk extends Columns {
    /** The shadow roots that were entered. @type {ShadowRoot[]} */
    shadows = [];
    /** Elements that may get one. @type {Element[]} */
    hosts = [];
    #asked = 0;
    /** The tree that is being added. @type {Element | null} */
    #root = null;
    /** What comes next of it, and what that stands in. @type {Node | null} */
    #next = null;
    #parent = NONE;

    /**
     * Adds an element with all that it holds: what stands in its shadow root first, then its children.
     * @param {Element} root
     * @param {number} above
     */
    addTree(root, above) {
      this.begin(root, above);
      this.proceed(Infinity);
    }

    /**
     * Begins with a tree, as `addTree`.
     * @param {Element} root
     * @param {number} above
     */
    begin(root, above) {
      this.#root = root;
      this.#next = root;
      this.#parent = above;
    }

    /** Whether the tree may be left alone for a while: what changes in a shadow root nobody may see yet. */
    get mayPause() {
      return this.#next !== null && getRootNode.call(this.#next) === ownerDocument(this.#next);
    }

    /**
     * Adds so many nodes more. Iterative: a page may nest a hundred thousand deep.
     * @param {number} most
     * @returns {boolean} whether that was all
     */
    proceed(most) {
      const root = this.#root;
      let node = this.#next;
      let parent = this.#parent;
      for (let left = most; node && !this.full; left -= 1) {
        if (left === 0) {
          this.#next = node;
          this.#parent = parent;
          return false;
        }
        const type = nodeType(node);
        let below = null;
        if (type === Node.ELEMENT_NODE && !isOwn(node)) {
          if (this.addElement(/** @type {Element} */ (node), parent)) below = this.#enter(/** @type {Element} */ (node));
          if (below) parent = this.elements.length - 1;
          else this.#addWritten(/** @type {Element} */ (node));
        } else if (type === Node.TEXT_NODE || type === Node.CDATA_SECTION_NODE) {
          this.addText(parent, /** @type {Text} */ (node).data);
        }
        for (let up = below ? null : node; up; ) {
          if (up === root) return true;
          below = after(up);
          if (below) break;
          up = /** @type {Node} */ (parentOf(up));
          parent = this.parentOf(parent);
        }
        node = below;
      }
      return true;
    }

    /**
     * Adds what the style sheet writes into an empty element: a plea can be written where no text is.
     * @param {Element} element the last one added
     */
    #addWritten(element) {
      if (this.#asked >= MOST_ASKED || !WRITABLE.has(localName(element)) || firstChild(element)) return;
      this.#asked += 1;
      this.addText(this.elements.length - 1, UnnagFacts.written(element));
    }

    /** What is to be measured, and what is laid out by itself in a child of `<body>` that takes no room: a portal's dialog. */
    toMeasure() {
      const portals = this.measured.filter((index) => this.#isPortal(index));
      const inside = portals.flatMap((index) => this.#inside(index));
      return [...new Set([...this.measured, ...inside])].sort((a, b) => a - b).slice(0, MAX_FACTS);
    }

    /** @param {number} index */
    #isPortal(index) {
      // Asked first: to ask for a place has the page laid out, which on a page that changes all the time costs more than all else.
      if (!this.inBody(index) || (this.chain.includes(index) && !this.#holdsPinned(index))) return false;
      const element = /** @type {Element} */ (this.elements[index]);
      const [, , width, height] = UnnagFacts.place(element);
      return (width === 0 || height === 0) && UnnagDom.isVisible(element);
    }

    /** @param {number} index */
    #holdsPinned(index) {
      return this.#inside(index).some((inner) => UnnagFacts.isPinned(/** @type {Element} */ (this.elements[inner])));
    }

    /**
     * The elements a few levels deep in another.
     * @param {number} outer
     */
    #inside(outer) {
      const levels = new Map([[outer, 0]]);
      for (let index = outer + 1; index < this.elements.length && levels.size < MAX_FACTS; index += 1) {
        const parent = this.parentOf(index);
        if (parent < outer) break;
        const level = levels.get(parent) ?? PORTAL_LEVELS;
        if (level < PORTAL_LEVELS) levels.set(index, level + 1);
      }
      return [...levels.keys()];
    }

    /** @param {Element} element */
    #mayBecomeHost(element) {
      return localName(element).includes("-") || (this.inBody(this.elements.length - 1) && !firstChild(element));
    }

    /**
     * The first node inside an element.
     * @param {Element} element
     */
    #enter(element) {
      const shadow = shadowOf(element);
      if (shadow) this.shadows.push(shadow);
      else if (this.#mayBecomeHost(element)) this.hosts.push(element);
      return (shadow && firstChild(shadow)) ?? firstChild(element);
    }
  }


  /**
   * What comes after a node and all that it holds: its sibling, or where a shadow root ends its host's own children.
   * @param {Node} node
   * @returns {Node | null}
   */
  function after(node) {
    const next = nextSibling(node);
    if (next) return next;
    const outer = parentNode(node);
    return outer && nodeType(outer) === Node.DOCUMENT_FRAGMENT_NODE ? firstChild(hostOf(outer)) : null;
  }

  /**
   * @param {Walk} columns
   * @param {Document} document
   * @param {number} [scope]
   * @param {Element | null} [story]
   * @returns {Snapshot}
   */
  function finish(columns, document, scope = PAGE, story = null) {
    const at = story ? columns.elements.indexOf(story) : -1;
    return {
      columns: columns.join(defaultView(document), columns.toMeasure(), scope, at < 0 ? NONE : at),
      text: columns.parts.join(" "),
      elements: columns.elements,
      shadows: columns.shadows,
      hosts: columns.hosts,
    };
  }

  /**
   * A walk through the whole page that has not begun yet. Until it is finished no element may come or go.
   * @param {Document} document
   */
  function begin(document) {
    const columns = new Walk();
    const root = documentElement(document);
    if (root) columns.begin(root, NONE);
    return columns;
  }

  /**
   * The whole page.
   * @param {Document} document
   * @returns {Snapshot}
   */
  function snapshotPage(document) {
    const columns = begin(document);
    columns.proceed(Infinity);
    return finish(columns, document);
  }

  /**
   * New subtrees, each below the chain of its ancestors.
   * @param {Iterable<Element>} roots one in a shadow root stands for the outermost host
   * @param {{ story?: Element | null, early?: boolean }} [options] `story`: the element that holds the page's story, as an
   *   earlier pass found it; `early`: the page is still streaming in
   * @returns {Snapshot}
   */
  function snapshotAddition(roots, { story = null, early = false } = {}) {
    const columns = new Walk();
    /** @type {Map<Element, number>} */
    const added = new Map();
    let page = document;
    for (const [root, chain] of outermost(roots)) {
      page = ownerDocument(root);
      let parent = NONE;
      for (const ancestor of chain) {
        const known = added.get(ancestor);
        if (known === undefined) columns.addAncestor(ancestor, parent);
        parent = known ?? columns.elements.length - 1;
        added.set(ancestor, parent);
      }
      columns.addTree(root, parent);
    }
    return finish(columns, page, early ? EARLY : ADDITION, story);
  }

  /**
   * The roots that stand in the page, none inside another or inside a closed element, in document order, each with its
   * ancestors from `<html>` down.
   * @param {Iterable<Element>} roots
   * @returns {[Element, Element[]][]}
   */
  function outermost(roots) {
    const all = new Set([...roots].map(lightOf));
    /** @type {[Element, Element[]][]} */
    const found = [];
    for (const root of all) {
      const [, ...chain] = isConnected(root) ? climb(root) : [];
      const top = chain.at(-1) ?? root;
      if (documentElement(ownerDocument(root)) !== top) continue;
      if (chain.some((ancestor) => all.has(ancestor) || CLOSED.includes(localName(ancestor)))) continue;
      found.push([root, chain.reverse()]);
    }
    return found.sort(([a], [b]) => (compareDocumentPosition.call(a, b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  }

  return Object.freeze({ begin, finish, snapshotPage, snapshotAddition });
})();
