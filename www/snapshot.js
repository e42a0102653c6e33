/** The live page as columns, exactly as `docs/boundary.md` says. Emits facts, decides nothing, changes nothing. */
const UnnagSnapshot = (() => {
  const { TAGS, ATTRIBUTES, CLOSED } = UnnagNames;
  const { nodeType, firstChild, nextSibling, parentNode, parentOf, hostOf, shadowOf, climb, lightOf, isOwn } = UnnagDom;
  const { isConnected, localName, textContent, ownerDocument, documentElement, defaultView } = UnnagDom;
  const { hasAttributes, getAttributeNames, getAttribute } = Element.prototype;
  const { compareDocumentPosition } = Node.prototype;

  const MAGIC = 0x554e4147;
  const VERSION = 1;
  const HEADER = 10;
  const NONE = 0xffffffff;
  const CHAIN = 1 << 31;
  /** Scopes: how much of the page a snapshot holds. */
  const PAGE = 0;
  const ADDITION = 1;
  const EARLY = 2;
  const MAX_ATTRIBUTE_UNITS = 512;
  const MAX_RUN_UNITS = 65_536;
  const MAX_FACTS = 64;
  /** How deep the things are looked for that a child of the body shows without taking room itself. */
  const PORTAL_LEVELS = 3;
  /** The copy stops just above what the core accepts: it will answer `PageTooLarge` without the rest. */
  const MAX_ELEMENTS = 200_000;
  const MAX_TEXT_UNITS = 32 << 20;

  const TAG_CODES = new Map(TAGS.map((name, code) => [name, code]));
  const ATTRIBUTE_CODES = new Map(ATTRIBUTES.map((name, code) => [name, code]));
  const CLOSED_CODES = new Set(CLOSED.map((name) => TAG_CODES.get(name)));
  const HTML = TAGS.indexOf("html");
  const BODY = TAGS.indexOf("body");
  const DIALOG = TAGS.indexOf("dialog");
  const UNSEEN_TAGS = ["script", "style", "link", "template"].map((name) => TAGS.indexOf(name));
  const SCRIPT = TAGS.indexOf("script");
  const CONTENT = ATTRIBUTES.indexOf("content");
  const STATEMENT = '"isAccessibleForFree"';
  const CLASS = ATTRIBUTES.indexOf("class");

  /** Rows of a fixed width in one typed array that doubles when it is full. */
  class Rows {
    /** @param {number} width */
    constructor(width) {
      this.width = width;
      this.length = 0;
      this.words = new Uint32Array(width * 256);
    }

    /** Makes room for a row and returns where it starts. */
    next() {
      const at = this.length;
      this.length += this.width;
      if (this.length > this.words.length) {
        const grown = new Uint32Array(this.words.length * 2);
        grown.set(this.words);
        this.words = grown;
      }
      return at;
    }

    get filled() {
      return this.words.subarray(0, this.length);
    }
  }

  /** Columns under construction. Elements must come in document order. */
  class Columns {
    constructor() {
      /** @type {Element[]} */
      this.elements = [];
      this.rows = new Rows(2);
      this.attributes = new Rows(4);
      this.runs = new Rows(4);
      /** Elements to measure, by index. @type {number[]} */
      this.measured = [];
      /** The strings; joined by one space each, so that no string can merge with half a pair of its neighbour. */
      this.parts = [""];
      this.units = 0;
      this.gap = false;
      /** @type {Map<string, number>} */
      this.classes = new Map();
      /** Elements that may hold more than what crosses. @type {number[]} */
      this.chain = [];
      /** The shadow roots that were entered. @type {ShadowRoot[]} */
      this.shadows = [];
      /** Elements that may get one. @type {Element[]} */
      this.hosts = [];
    }

    get full() {
      return this.elements.length > MAX_ELEMENTS || this.units > MAX_TEXT_UNITS;
    }

    /**
     * @param {Element} element
     * @param {number} parent
     * @returns {boolean} whether its children cross
     */
    addElement(element, parent) {
      const index = this.elements.push(element) - 1;
      const name = localName(element);
      const tag = TAG_CODES.get(name) ?? 0;
      const at = this.rows.next();
      this.rows.words[at] = tag;
      this.rows.words[at + 1] = parent;
      if (tag === 0) this.addAttribute(index, 0, name);
      if (tag === SCRIPT) this.addStatement(index, element);
      const dialog = hasAttributes.call(element) && this.addAttributes(index, element);
      if (this.measured.length < MAX_FACTS && (dialog || tag === DIALOG || this.framesPage(tag, parent))) this.measured.push(index);
      return !CLOSED_CODES.has(tag);
    }

    /**
     * Adds an element that may hold more than what crosses.
     * @param {Element} element
     * @param {number} parent
     */
    addAncestor(element, parent) {
      this.addElement(element, parent);
      this.chain.push(this.elements.length - 1);
    }

    /**
     * Whether it is `<html>`, `<body>` or a child of `<body>` that is laid out.
     * @param {number} tag
     * @param {number} parent
     */
    framesPage(tag, parent) {
      if (parent === NONE) return tag === HTML;
      return (tag === BODY && parent === 0) || (this.rows.words[parent * 2] === BODY && !UNSEEN_TAGS.includes(tag));
    }

    /**
     * @param {number} index
     * @param {Element} element
     * @returns {boolean} whether they say that it is a dialog
     */
    addAttributes(index, element) {
      let dialog = false;
      for (const name of getAttributeNames.call(element)) {
        const code = ATTRIBUTE_CODES.get(name);
        if (!code) continue;
        const value = getAttribute.call(element, name) ?? "";
        this.addAttribute(index, code, value);
        if (name === "role") dialog ||= value === "dialog" || value === "alertdialog";
        if (name === "aria-modal") dialog ||= value === "true";
      }
      return dialog;
    }

    /**
     * What a page states of its being free to read, from the script that states it.
     * @param {number} index
     * @param {Element} script
     */
    addStatement(index, script) {
      if (getAttribute.call(script, "type") !== "application/ld+json") return;
      const text = textContent(script);
      const at = text.indexOf(STATEMENT);
      if (at >= 0) this.addAttribute(index, CONTENT, text.slice(at));
    }

    /**
     * @param {number} element
     * @param {number} code
     * @param {string} value
     */
    addAttribute(element, code, value) {
      const cut = value.length > MAX_ATTRIBUTE_UNITS ? value.slice(0, MAX_ATTRIBUTE_UNITS) : value;
      const at = this.attributes.next();
      const { words } = this.attributes;
      words[at] = element;
      words[at + 1] = code;
      words[at + 2] = code === CLASS ? this.internClass(cut) : this.addString(cut);
      words[at + 3] = cut.length;
    }

    /** @param {string} value */
    internClass(value) {
      let start = this.classes.get(value);
      if (start === undefined) {
        start = this.addString(value);
        this.classes.set(value, start);
      }
      return start;
    }

    /**
     * @param {string} value
     * @returns {number} where it starts in the joined text
     */
    addString(value) {
      this.parts.push(value);
      const start = this.units + 1;
      this.units = start + value.length;
      return start;
    }

    /**
     * @param {number} element
     * @param {string} value
     */
    addText(element, value) {
      if (!/[^ \t\n\f\r]/.test(value)) {
        this.gap ||= value !== "";
        return;
      }
      const cut = value.length > MAX_RUN_UNITS ? value.slice(0, MAX_RUN_UNITS) : value;
      // The space that joins the strings serves as the space of the gap.
      const gap = this.gap ? 1 : 0;
      this.gap = false;
      const at = this.runs.next();
      const { words } = this.runs;
      words[at] = element;
      words[at + 1] = this.elements.length;
      words[at + 2] = this.addString(cut) - gap;
      words[at + 3] = cut.length + gap;
    }

    /**
     * Adds an element with all that it holds: what stands in its shadow root first, then its children. Iterative: a page may
     * nest a hundred thousand deep.
     * @param {Element} root
     * @param {number} above
     */
    addTree(root, above) {
      /** @type {Node} */
      let node = root;
      let parent = above;
      while (!this.full) {
        const type = nodeType(node);
        let below = null;
        if (type === Node.ELEMENT_NODE && !isOwn(node)) {
          if (this.addElement(/** @type {Element} */ (node), parent)) below = this.#enter(/** @type {Element} */ (node));
          if (below) parent = this.elements.length - 1;
        } else if (type === Node.TEXT_NODE || type === Node.CDATA_SECTION_NODE) {
          this.addText(parent, /** @type {Text} */ (node).data);
        }
        for (let up = below ? null : node; up; ) {
          if (up === root) return;
          below = after(up);
          if (below) break;
          up = /** @type {Node} */ (parentOf(up));
          parent = this.rows.words[parent * 2 + 1];
        }
        node = below;
      }
    }

    /** What is to be measured, and what is laid out by itself in a child of `<body>` that takes no room: a portal's dialog. */
    #toMeasure() {
      const portals = this.measured.filter((index) => this.#isPortal(index));
      const inside = portals.flatMap((index) => this.#inside(index));
      return [...new Set([...this.measured, ...inside])].sort((a, b) => a - b).slice(0, MAX_FACTS);
    }

    /** @param {number} index */
    #parentOf(index) {
      return this.rows.words[index * 2 + 1] ?? NONE;
    }

    /** @param {number} index */
    #isPortal(index) {
      const element = /** @type {Element} */ (this.elements[index]);
      const [, , width, height] = UnnagFacts.place(element);
      return this.rows.words[this.#parentOf(index) * 2] === BODY && (width === 0 || height === 0) && UnnagDom.isVisible(element);
    }

    /**
     * The elements a few levels deep in another.
     * @param {number} outer
     */
    #inside(outer) {
      const levels = new Map([[outer, 0]]);
      for (let index = outer + 1; index < this.elements.length && levels.size < MAX_FACTS; index += 1) {
        const parent = this.#parentOf(index);
        if (parent < outer) break;
        const level = levels.get(parent) ?? PORTAL_LEVELS;
        if (level < PORTAL_LEVELS) levels.set(index, level + 1);
      }
      return [...levels.keys()];
    }

    /** @param {Element} element */
    #mayBecomeHost(element) {
      const { words } = this.rows;
      const parent = words[(this.elements.length - 1) * 2 + 1] ?? NONE;
      return localName(element).includes("-") || (words[parent * 2] === BODY && !firstChild(element));
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

    /**
     * @param {Window & typeof globalThis | null} view
     * @param {number} scope
     * @param {number} story
     * @returns {Uint32Array<ArrayBuffer>}
     */
    join(view, scope, story) {
      const facts = view && !this.full ? UnnagFacts.measure(this.elements, this.#toMeasure(), view) : new Uint32Array(0);
      for (const index of this.chain) this.rows.words[index * 2] = (this.rows.words[index * 2] ?? 0) | CHAIN;
      const parts = [this.rows.filled, this.attributes.filled, this.runs.filled, facts];
      const columns = new Uint32Array(HEADER + parts.reduce((sum, part) => sum + part.length, 0));
      columns.set([MAGIC, VERSION, this.elements.length, this.attributes.length / 4, this.runs.length / 4, facts.length / 8]);
      columns.set([scope, story, view?.innerWidth ?? 0, view?.innerHeight ?? 0], 6);
      let at = HEADER;
      for (const part of parts) {
        columns.set(part, at);
        at += part.length;
      }
      return columns;
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
   * @param {Columns} columns
   * @param {Document} document
   * @param {number} scope
   * @param {Element | null} story
   * @returns {Snapshot}
   */
  function finish(columns, document, scope, story) {
    const at = story ? columns.elements.indexOf(story) : -1;
    return {
      columns: columns.join(defaultView(document), scope, at < 0 ? NONE : at),
      text: columns.parts.join(" "),
      elements: columns.elements,
      shadows: columns.shadows,
      hosts: columns.hosts,
    };
  }

  /**
   * The whole page.
   * @param {Document} document
   * @returns {Snapshot}
   */
  function snapshotPage(document) {
    const columns = new Columns();
    const root = documentElement(document);
    if (root) columns.addTree(root, NONE);
    return finish(columns, document, PAGE, null);
  }

  /**
   * New subtrees, each below the chain of its ancestors.
   * @param {Iterable<Element>} roots one in a shadow root stands for the outermost host
   * @param {{ story?: Element | null, early?: boolean }} [options] `story`: the element that holds the page's story, as an
   *   earlier pass found it; `early`: the page is still streaming in
   * @returns {Snapshot}
   */
  function snapshotAddition(roots, { story = null, early = false } = {}) {
    const columns = new Columns();
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

  return Object.freeze({ snapshotPage, snapshotAddition });
})();
