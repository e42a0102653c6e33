/** Asks the core what the hidden things did to the story, and has it repaired. */
const UnnagMending = (() => {
  const { isConnected, isIn, textContent, documentElement, bodyOf } = UnnagDom;
  /** What the reader's own dialogs and menus do to the page, too. */
  const LOCKS = ["scroll", "position", "height", "touch", "pointer", "inert", "aria-hidden", "top"];

  class Mending {
    #repairs = new UnnagRepairs.Repairs();
    /** What was looked at last. @type {WeakSet<Element>} */
    #looked = new WeakSet();
    /** Whether the page is locked for something that the reader opened. */
    #heldByReader = false;

    /**
     * @param {{ marks: InstanceType<typeof UnnagApply.Marks>, core: Core }} host
     * @param {InstanceType<typeof UnnagBudget.Patience>} patience
     */
    constructor(host, patience) {
      this.host = host;
      this.patience = patience;
    }

    /**
     * @param {Element[]} paragraphs of the story, as the last full pass found it
     * @param {{ removed: Map<Element, Removed>, looksOf: (elements: Iterable<Element>) => void, own: (change: () => void) => void }} watch
     * @param {boolean} readerActs
     */
    async mend(paragraphs, watch, readerActs) {
      watch.own(() => this.host.marks.review());
      const { harm } = this.host.marks;
      if (!harm.over && !harm.wall) return watch.own(() => this.undo());
      const removed = missing(watch.removed);
      const { columns, elements } = UnnagSurroundings.surroundings(paragraphs.filter((paragraph) => isIn(paragraph, document)), harm, removed);
      watch.looksOf(elements);
      this.#looked = new WeakSet(elements);
      const repairs = await this.host.core.repair(columns);
      const due = this.#due(repairs, elements, readerActs);
      watch.own(() => this.#repairs.carryOut(due, elements, watch.removed));
    }

    /** Whether the looks of an element decide what is repaired. @param {Element} element */
    concerns(element) {
      return framesPage(element) || this.#looked.has(element) || this.host.marks.waits(element);
    }

    /** Whether an element is repaired. @param {Element} element */
    has(element) {
      return this.#repairs.has(element);
    }

    undo() {
      this.#repairs.undo();
      this.#looked = new WeakSet();
    }

    /**
     * The repairs that are to be made: not those of a lock that the reader's own dialog brings, and what the page undid only as
     * long as there is patience.
     * @param {Repair[]} repairs
     * @param {Element[]} elements
     * @param {boolean} readerActs
     */
    #due(repairs, elements, readerActs) {
      const isKnown = (/** @type {Repair} */ { element, fixes }) => this.#repairs.hasAll(elements[element], fixes);
      const isLock = (/** @type {Repair} */ repair) => !isKnown(repair) && framesPage(elements[repair.element]) && repair.fixes.some((fix) => LOCKS.includes(fix));
      const isLocked = repairs.some(isLock);
      this.#heldByReader = isLocked && (this.#heldByReader || readerActs);
      // The shade behind what the reader opened is theirs, too.
      const isReaders = (/** @type {Repair} */ { element, fixes }) => fixes.includes("cover") && this.host.marks.isKept(elements[element]);
      const isDue = (/** @type {Repair} */ repair) => (isLock(repair) ? !this.#heldByReader : !isKnown(repair) || this.patience.meet());
      return repairs.filter((repair) => !isReaders(repair) && isDue(repair));
    }
  }

  /** @param {Element | undefined} element */
  const framesPage = (element) => element === documentElement(document) || element === bodyOf(document);

  /**
   * The paragraphs that the page took out of elements that still stand, and did not write anew.
   * @param {Map<Element, Removed>} removed
   * @returns {Map<Element, Element>} with the elements that held them
   */
  function missing(removed) {
    /** @type {Map<Element, Element>} */
    const found = new Map();
    for (const [paragraph, { parent }] of removed) {
      const isGone = !isConnected(paragraph) && isConnected(parent);
      if (isGone && !textContent(parent).includes(textContent(paragraph))) found.set(paragraph, parent);
    }
    return found;
  }

  return Object.freeze({ Mending });
})();
