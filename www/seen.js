/** How the page stood at the last full pass, and what of that still holds. */
const UnnagSeen = (() => {
  /** Additions that reach this share of the page are read with the whole page. */
  const FULL_SHARE = 0.5;

  const { bodyOf, documentElement, holds, isConnected, isIn } = UnnagDom;

  class Seen {
    /** How many elements it had; 0 before it was read. */
    size = 0;
    /** The site sent only a part of the article. */
    partial = false;
    /** Focus mode was asked for and has nothing to show. */
    unfocused = false;
    /** The story's container. @type {Element | null} */
    story = null;
    /** The last of the story's paragraphs. @type {Element[]} */
    paragraphs = [];
    #address = "";
    /** @type {Element | null} */
    #body = null;

    /** The page was read. @param {Snapshot} page */
    read(page) {
      this.size = page.elements.length;
      this.#address = addressOf(location);
      this.#body = bodyOf(document);
      this.story = null;
    }

    /** It was judged. @param {Snapshot} page @param {Plan} plan */
    judge(page, { story, paragraphs, partial, unfocused }) {
      this.story = page.elements[story ?? -1] ?? null;
      this.paragraphs = paragraphs.flatMap((index) => page.elements[index] ?? []);
      Object.assign(this, { partial, unfocused });
    }

    /** Whether another story came up in the same page. */
    get isElsewhere() {
      return this.#address !== "" && this.#address !== addressOf(location);
    }

    /** Whether another story stands where the last one stood. */
    get isGone() {
      return this.paragraphs.length > 0 && !this.paragraphs.some(isConnected);
    }

    /**
     * Whether the page is so much another one that all of it has to be read.
     * @param {() => number} added how many elements came since
     */
    isPast(added) {
      if (this.#address !== addressOf(location) || this.#body !== bodyOf(document)) return true;
      if (this.story && !isIn(this.story, document)) return true;
      return added() > this.size * FULL_SHARE;
    }

    /** Whether an element is, or holds, a paragraph of the story. @param {Element} element */
    isStory(element) {
      return this.paragraphs.some((paragraph) => holds(element, paragraph));
    }

    /** Whether an element is the page's story, or holds it. @param {Element} element */
    holdsStory(element) {
      const isWhole = this.paragraphs.length > 1 && this.paragraphs.every((paragraph) => holds(element, paragraph));
      return isWhole || (this.story !== null && holds(element, this.story));
    }

    /** Whether an element stands in the story, or is all of the page. @param {Element} element */
    inStory(element) {
      return element === this.#body || element === documentElement(document) || (this.story !== null && holds(this.story, element));
    }
  }

  /** @param {Location} location */
  const addressOf = ({ origin, pathname, search }) => origin + pathname + search;

  return Object.freeze({ Seen });
})();
