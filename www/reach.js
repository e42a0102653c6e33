/** What of a page can be picked, and how one gets from one thing to the next: wider, narrower, beside. */
const UnnagReach = (() => {
  /** How far the edges of two boxes may lie apart, in pixels, and still be the same to the reader's eye. */
  const SAME = 2;
  /** What is smaller, in pixels, is not offered. */
  const LEAST = 4;

  const { getBoundingClientRect, matches } = Element.prototype;
  const { childrenOf, parentOf, shadowOf, styleOf, isVisible } = UnnagDom;

  class Reach {
    /** What was left by going wider, the last at the end. @type {Element[]} */
    #trail = [];
    /** What is reached now. @type {Element | null} */
    at = null;

    /** @param {(element: Element) => boolean} isStory whether an element is the page's story, or holds it */
    constructor(isStory) {
      this.isStory = isStory;
    }

    /**
     * Goes to what the reader sees as one thing: not to a word in a line, but to the line.
     * @param {Element | null} element
     */
    go(element) {
      this.#trail = [];
      this.at = element && this.#thing(element);
    }

    /** Goes to what lies at a point of the window. @param {number} x @param {number} y @param {(element: Element) => boolean} skip */
    goTo(x, y, skip) {
      this.go(elementAt(x, y, skip));
    }

    wider() {
      return this.#move((at) => this.#outer(at), (at) => this.#trail.push(at));
    }

    narrower() {
      const back = this.#trail.pop();
      return this.#move((at) => (back && this.mayPick(back) ? back : this.#inner(at)));
    }

    /** @param {1 | -1} step to the thing after it on the page, or before it */
    beside(step) {
      return this.#move((at) => this.#sibling(at, step), () => (this.#trail = []));
    }

    /** Whether an element may be hidden by hand. @param {Element} element */
    mayPick(element) {
      return !matches.call(element, "html, body") && !UnnagDom.isOwn(element) && !this.isStory(element) && isSeen(element);
    }

    /**
     * @param {(at: Element) => Element | null} next
     * @param {(at: Element) => void} [left] what to do with what is left
     * @returns {boolean} whether there was anywhere to go
     */
    #move(next, left = () => {}) {
      const { at } = this;
      const to = at && next(at);
      if (!at || !to) return false;
      left(at);
      this.at = to;
      return true;
    }

    /** @param {Element} element */
    #thing(element) {
      /** @type {Element | null} */
      let at = element;
      while (at && this.mayPick(at) && isInline(at)) at = parentOf(at);
      const thing = at && this.mayPick(at) ? at : element;
      return this.mayPick(thing) ? this.#outermost(thing) : null;
    }

    /** The outermost of the elements that have the same box. @param {Element} element */
    #outermost(element) {
      let outermost = element;
      for (let up = parentOf(element); up && this.mayPick(up) && isSameBox(up, element); up = parentOf(up)) outermost = up;
      return outermost;
    }

    /** @param {Element} at */
    #outer(at) {
      for (let up = parentOf(at); up; up = parentOf(up)) {
        if (!isSeen(up) || isSameBox(up, at)) continue;
        return this.mayPick(up) ? this.#outermost(up) : null;
      }
      return null;
    }

    /** @param {Element} at @returns {Element | null} */
    #inner(at) {
      const child = childrenIn(at).find((each) => this.mayPick(each));
      if (!child) return null;
      return isSameBox(child, at) ? this.#inner(child) : child;
    }

    /** The nearest thing before or after an element, of those that it stands among. @param {Element} at @param {1 | -1} step */
    #sibling(at, step) {
      for (let up = at; ; ) {
        const parent = parentOf(up);
        if (!parent) return null;
        const all = childrenIn(parent);
        const from = all.indexOf(up);
        const rest = step > 0 ? all.slice(from + 1) : all.slice(0, from).reverse();
        const found = rest.find((each) => this.mayPick(each));
        if (found) return found;
        if (!isSameBox(parent, at)) return null;
        up = parent;
      }
    }
  }

  /** What an element shows: what stands in its shadow root, or its children. @param {Element} element @returns {Element[]} */
  function childrenIn(element) {
    const shadow = shadowOf(element);
    return [...(shadow ? shadow.children : []), ...childrenOf(element)];
  }

  /**
   * The innermost element at a point of the window, in shadow roots too.
   * @param {number} x
   * @param {number} y
   * @param {(element: Element) => boolean} skip what lies over the page without being of it
   * @returns {Element | null}
   */
  function elementAt(x, y, skip) {
    /** @type {Element | null} */
    let found = Document.prototype.elementsFromPoint.call(document, x, y).find((element) => !skip(element)) ?? null;
    for (let shadow = found && shadowOf(found); found && shadow; shadow = shadowOf(found)) {
      const root = shadow;
      const inside = root.elementsFromPoint(x, y).find((element) => Node.prototype.getRootNode.call(element) === root);
      if (!inside) break;
      found = inside;
    }
    return found;
  }

  /** @param {Element} element */
  function isSeen(element) {
    const { width, height } = getBoundingClientRect.call(element);
    return width >= LEAST && height >= LEAST && isVisible(element);
  }

  /** Whether it is laid out as a part of a line. @param {Element} element */
  const isInline = (element) => styleOf(element)?.display === "inline";

  /** @param {Element} one @param {Element} other */
  function isSameBox(one, other) {
    const [a, b] = [one, other].map((element) => getBoundingClientRect.call(element));
    return /** @type {const} */ (["left", "top", "right", "bottom"]).every((edge) => Math.abs(a[edge] - b[edge]) <= SAME);
  }

  return Object.freeze({ Reach });
})();
