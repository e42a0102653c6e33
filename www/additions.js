/** What came into a page since it was read, as units that can be judged by themselves. */
const UnnagAdditions = (() => {
  /** So many at once are not looked at one by one: to order them by their place takes a browser longer than to read the page. */
  const MOST = 1_000;

  class Additions {
    /** @type {Set<Element>} */
    #added = new Set();
    /** What the last full pass judged; of use once something is added. @type {{ list: Element[], set: WeakSet<Element> | null }} */
    #judged = { list: [], set: null };
    /** What was added and looked at with the whole page. @type {WeakSet<Element>} */
    #weighed = new WeakSet();

    /** @param {Element} element */
    add(element) {
      this.#added.add(element);
    }

    get any() {
      return this.#added.size > 0;
    }

    get tooMany() {
      return this.#added.size > MOST;
    }

    /** How many elements came, with all that they hold. */
    get size() {
      let size = 0;
      for (const root of this.#added) size += 1 + Element.prototype.getElementsByTagName.call(root, "*").length;
      return size;
    }

    /** The whole page was read. @param {Element[]} elements its elements */
    judged(elements) {
      this.#judged = { list: elements, set: null };
    }

    /** They are read with the page. */
    clear() {
      this.#added.clear();
    }

    /** What they belong to and was not judged yet; nothing is left afterwards. @returns {Set<Element>} */
    take() {
      const units = UnnagUnits.unitsOf(this.#added, (element) => !this.#isJudged(element));
      this.#added.clear();
      return units;
    }

    /**
     * Whether any of some units may ask for something, or be something to read where nobody sees it; each is told of once.
     * @param {Set<Element>} units
     * @param {(unit: Element) => boolean} isHidden
     */
    areDoubtful(units, isHidden) {
      const isDoubtful = (/** @type {Element} */ unit) => UnnagUnits.mayAsk(unit) || (isHidden(unit) && UnnagUnits.mayBeStory(unit));
      const doubtful = [...units].filter((unit) => !this.#weighed.has(unit) && isDoubtful(unit));
      for (const unit of doubtful) this.#weighed.add(unit);
      return doubtful.length > 0;
    }

    /** @param {Element} element */
    #isJudged(element) {
      this.#judged.set ??= new WeakSet(this.#judged.list);
      return this.#judged.set.has(element);
    }
  }

  return Object.freeze({ Additions });
})();
