/**
 * The columns that cross to the core, under construction: elements, attributes, text runs and what is to be measured, exactly as
 * `docs/boundary.md` says.
 */
const UnnagColumns = (() => {
  const { TAGS, ATTRIBUTES, CLOSED } = UnnagNames;
  const { localName, textContent } = UnnagDom;
  const { hasAttributes, getAttributeNames, getAttribute } = Element.prototype;

  const MAGIC = 0x554e4147;
  const VERSION = 1;
  const HEADER = 10;
  /** @type {number} */
  const NONE = 0xffffffff;
  const CHAIN = 1 << 31;
  const MAX_ATTRIBUTE_UNITS = 512;
  const MAX_RUN_UNITS = 65_536;
  const MAX_FACTS = 64;
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

    /** @param {number} index */
    parentOf(index) {
      return this.rows.words[index * 2 + 1] ?? NONE;
    }

    /** Whether an element stands directly in the body. @param {number} index */
    inBody(index) {
      return this.rows.words[this.parentOf(index) * 2] === BODY;
    }

    /**
     * @param {Window & typeof globalThis | null} view
     * @param {number[]} measured the elements to measure, by index
     * @param {number} scope
     * @param {number} story
     * @returns {Uint32Array<ArrayBuffer>}
     */
    join(view, measured, scope, story) {
      const facts = view && !this.full ? UnnagFacts.measure(this.elements, measured, view) : new Uint32Array(0);
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

  return Object.freeze({ NONE, MAX_FACTS, Columns });
})();
