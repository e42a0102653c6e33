/**
 * Attributes of Unnag's that stand where Unnag did not put them: the page copied them with its own markup, or wrote them; it was saved while
 * it was cleaned; or the script that put them there was ended, as Firefox does at once when the extension is updated. With the force of
 * `mark.css` they would hide what was never judged, and nobody could show it again.
 */
const UnnagCopies = (() => {
  const NAMES = [UnnagMark.MARK, UnnagRepairs.FIX, UnnagFocus.ATTRIBUTE];
  const ANY = [...NAMES, UnnagOverride.KEPT].map((name) => `[${name}]`).join();

  const { hasAttribute, removeAttribute, matches } = Element.prototype;

  class Copies {
    #written = new MutationObserver((records) => this.#meet(records));
    #host;

    /**
     * @param {{ isOurs: (element: Element, name: string) => boolean, mayAct: () => boolean, own: (change: () => void) => void }} host `isOurs`: whether
     *   an attribute stands where it should; `mayAct`: whether to do once more what the page undid; `own`: makes a change that is no doing of the page
     */
    constructor(host) {
      this.#host = host;
    }

    /** Has no copy in a document or shadow root from now on. @param {Document | ShadowRoot} root */
    watch(root) {
      this.#written.observe(root, { subtree: true, attributes: true, attributeFilter: NAMES });
    }

    stop() {
      this.#written.disconnect();
    }

    /** Takes them away. @param {Element | Document | ShadowRoot} root */
    sweep(root) {
      const isElement = UnnagDom.isElement(root);
      const { querySelectorAll } = isElement ? Element.prototype : root === document ? Document.prototype : DocumentFragment.prototype;
      const found = [...querySelectorAll.call(root, ANY)];
      this.#take(isElement && matches.call(root, ANY) ? [root, ...found] : found);
    }

    /** @param {MutationRecord[]} records */
    #meet(records) {
      const written = new Set(records.map(({ target }) => /** @type {Element} */ (target)));
      const copies = [...written].filter((element) => this.#copiesOn(element).length > 0);
      if (copies.length > 0 && this.#host.mayAct()) this.#take(copies);
    }

    /** @param {Element[]} elements */
    #take(elements) {
      const take = () => {
        for (const element of elements) {
          for (const name of this.#copiesOn(element)) removeAttribute.call(element, name);
          if (!this.#host.isOurs(element, UnnagOverride.KEPT)) UnnagOverride.takeBack(element);
        }
      };
      if (elements.length > 0) this.#host.own(take);
    }

    /** @param {Element} element */
    #copiesOn(element) {
      return NAMES.filter((name) => hasAttribute.call(element, name) && !this.#host.isOurs(element, name));
    }
  }

  return Object.freeze({ Copies });
})();
