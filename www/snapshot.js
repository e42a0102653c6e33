/**
 * The live page as columns, exactly as `docs/boundary.md` says. Emits facts, decides nothing, changes nothing.
 *
 * A page can shadow any property of its forms and of `document` by naming a field or an image after it
 * (`<input name="firstChild">`), so every property is read through the getter of its prototype.
 */
const UnnagSnapshot = (() => {
  /** Tag names by code, as in `src/snapshot/names.rs`; a test compares them. */
  const TAGS = [
    "", "html", "head", "body", "title", "meta", "link", "base",
    "main", "article", "section", "aside", "nav", "header", "footer",
    "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup",
    "ul", "ol", "li", "dl", "dt", "dd", "menu",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
    "colgroup", "col", "figure", "figcaption", "blockquote", "pre",
    "address", "center", "details", "summary", "dialog", "search",
    "form", "fieldset", "legend", "label", "input", "button",
    "select", "option", "textarea", "output", "progress", "meter",
    "iframe", "img", "picture", "source", "video", "audio", "track",
    "canvas", "svg", "math", "object", "embed", "map", "area",
    "a", "span", "b", "strong", "i", "em", "u", "s", "small", "sub",
    "sup", "code", "kbd", "samp", "var", "cite", "q", "abbr", "dfn",
    "time", "mark", "ins", "del", "bdi", "bdo", "ruby", "rt", "rp",
    "data", "font", "br", "wbr", "hr", "slot",
    "script", "style", "template", "noscript",
  ];

  /** Attribute names by code, likewise; code 0 is the local name of an element that `TAGS` does not list. */
  const ATTRIBUTES = [
    "", "class", "id", "role", "aria-label", "aria-modal",
    "aria-hidden", "href", "src", "type", "name", "placeholder",
    "value", "alt", "title", "style", "hidden", "rel", "action",
    "lang", "dir", "itemprop", "itemtype", "content", "property",
    "open", "width", "height",
  ];

  /** Elements whose children do not cross. */
  const CLOSED = [
    "script", "style", "template", "noscript", "svg", "math", "iframe",
    "object", "canvas", "video", "audio", "select", "textarea",
  ];

  const MAGIC = 0x554e4147;
  const VERSION = 1;
  const HEADER = 10;
  const NONE = 0xffffffff;
  const MAX_ATTRIBUTE_UNITS = 512;
  const MAX_RUN_UNITS = 65_536;
  const MAX_FACTS = 64;
  /** The copy stops just above what the core accepts: it will answer `PageTooLarge` without the rest. */
  const MAX_ELEMENTS = 200_000;
  const MAX_TEXT_UNITS = 32 << 20;

  const POSITIONS = ["static", "relative", "absolute", "fixed", "sticky"];
  const LOCKED = 1 << 3;
  const UNSEEN = 1 << 4;
  const BLURRED = 1 << 5;

  const TAG_CODES = new Map(TAGS.map((name, code) => [name, code]));
  const ATTRIBUTE_CODES = new Map(ATTRIBUTES.map((name, code) => [name, code]));
  const CLOSED_CODES = new Set(CLOSED.map((name) => TAG_CODES.get(name)));
  const HTML = TAGS.indexOf("html");
  const BODY = TAGS.indexOf("body");
  const DIALOG = TAGS.indexOf("dialog");
  const UNSEEN_TAGS = ["script", "style", "link", "template"].map((name) => TAGS.indexOf(name));
  const CLASS = ATTRIBUTES.indexOf("class");

  /**
   * The getter of one property, as a function of the object.
   * @param {object} prototype
   * @param {string} name
   * @returns {(object: any) => any}
   */
  function getter(prototype, name) {
    const get = /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
    return (object) => get.call(object);
  }

  const nodeType = getter(Node.prototype, "nodeType");
  const firstChild = getter(Node.prototype, "firstChild");
  const nextSibling = getter(Node.prototype, "nextSibling");
  const parentNode = getter(Node.prototype, "parentNode");
  const isConnected = getter(Node.prototype, "isConnected");
  const ownerDocument = getter(Node.prototype, "ownerDocument");
  const localName = getter(Element.prototype, "localName");
  const documentElement = getter(Document.prototype, "documentElement");
  const defaultView = getter(Document.prototype, "defaultView");
  const { hasAttributes, getAttributeNames, getAttribute, getBoundingClientRect, checkVisibility } = Element.prototype;
  const { compareDocumentPosition } = Node.prototype;

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
      const dialog = hasAttributes.call(element) && this.addAttributes(index, element);
      if (this.measured.length < MAX_FACTS && (dialog || tag === DIALOG || this.framesPage(tag, parent))) this.measured.push(index);
      return !CLOSED_CODES.has(tag);
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
     * Adds an element with all that it holds. Iterative: a page may nest a hundred thousand deep.
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
        if (type === Node.ELEMENT_NODE) {
          if (this.addElement(/** @type {Element} */ (node), parent)) below = firstChild(node);
          if (below) parent = this.elements.length - 1;
        } else if (type === Node.TEXT_NODE || type === Node.CDATA_SECTION_NODE) {
          this.addText(parent, /** @type {Text} */ (node).data);
        }
        for (let up = below ? null : node; up; ) {
          if (up === root) return;
          below = nextSibling(up);
          if (below) break;
          up = /** @type {Node} */ (parentNode(up));
          parent = this.rows.words[parent * 2 + 1];
        }
        node = below;
      }
    }

    /**
     * @param {Window & typeof globalThis | null} view
     * @param {number} scope
     * @param {number} story
     * @returns {Uint32Array<ArrayBuffer>}
     */
    join(view, scope, story) {
      const facts = view && !this.full ? measure(this.elements, this.measured, view) : new Uint32Array(0);
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
   * @param {Element[]} elements
   * @param {number[]} measured
   * @param {Window & typeof globalThis} view
   */
  function measure(elements, measured, view) {
    const facts = new Uint32Array(measured.length * 8);
    measured.forEach((index, row) => {
      const element = /** @type {Element} */ (elements[index]);
      const style = view.getComputedStyle(element);
      const box = getBoundingClientRect.call(element);
      const place = [box.left, box.top, box.width, box.height].map(Math.round);
      facts.set([index, ...place, look(element, style), Number.parseInt(style.zIndex, 10) || 0], row * 8);
    });
    return facts;
  }

  /**
   * @param {Element} element
   * @param {CSSStyleDeclaration} style
   */
  function look(element, style) {
    const seen = checkVisibility.call(element, { opacityProperty: true, visibilityProperty: true });
    return (
      Math.max(0, POSITIONS.indexOf(style.position)) |
      (style.overflowY === "hidden" || style.overflowY === "clip" ? LOCKED : 0) |
      (seen ? 0 : UNSEEN) |
      (style.filter.includes("blur(") ? BLURRED : 0)
    );
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
    return finish(columns, document, 0, null);
  }

  /**
   * New subtrees, each below the chain of its ancestors.
   * @param {Iterable<Element>} roots
   * @param {Element | null} story the element that holds the page's story, as an earlier pass found it
   * @returns {Snapshot}
   */
  function snapshotAddition(roots, story) {
    const columns = new Columns();
    /** @type {Map<Element, number>} */
    const added = new Map();
    let page = document;
    for (const [root, chain] of outermost(roots)) {
      page = ownerDocument(root);
      let parent = NONE;
      for (const ancestor of chain) {
        const known = added.get(ancestor);
        if (known === undefined) columns.addElement(ancestor, parent);
        parent = known ?? columns.elements.length - 1;
        added.set(ancestor, parent);
      }
      columns.addTree(root, parent);
    }
    return finish(columns, page, 1, story);
  }

  /**
   * The roots that stand in the page, none inside another or inside a closed element, in document order, each with its
   * ancestors from `<html>` down.
   * @param {Iterable<Element>} roots
   * @returns {[Element, Element[]][]}
   */
  function outermost(roots) {
    const all = new Set(roots);
    /** @type {[Element, Element[]][]} */
    const found = [];
    for (const root of all) {
      const chain = isConnected(root) ? ancestors(root) : [];
      const top = chain[0] ?? root;
      if (documentElement(ownerDocument(root)) !== top) continue;
      if (chain.some((ancestor) => all.has(ancestor) || CLOSED.includes(localName(ancestor)))) continue;
      found.push([root, chain]);
    }
    return found.sort(([a], [b]) => (compareDocumentPosition.call(a, b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  }

  /** @param {Element} element */
  function ancestors(element) {
    /** @type {Element[]} */
    const chain = [];
    for (let up = parentNode(element); up && nodeType(up) === Node.ELEMENT_NODE; up = parentNode(up)) chain.push(up);
    return chain.reverse();
  }

  return Object.freeze({ TAGS, ATTRIBUTES, CLOSED, snapshotPage, snapshotAddition });
})();
