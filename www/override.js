/** Inline declarations that win over the page's, and the exact way back. */
const UnnagOverride = (() => {
  const { getAttribute, setAttribute, removeAttribute, hasAttribute } = Element.prototype;
  /** Holds what the style attribute was, after "="; "" where there was none. For a script that comes after this one has ended. */
  const KEPT = "data-unnag-style";

  class Override {
    /**
     * @param {HTMLElement} element
     * @param {readonly (readonly [property: string, value: string])[]} declarations
     */
    constructor(element, declarations) {
      this.element = element;
      this.before = getAttribute.call(element, "style");
      /** @type {CSSStyleDeclaration} */
      this.style = Reflect.get(HTMLElement.prototype, "style", element);
      this.declarations = declarations.map(([property, value]) => {
        const pageValue = this.style.getPropertyValue(property);
        return { property, value, pageValue, pagePriority: this.style.getPropertyPriority(property) };
      });
      this.keeps = !hasAttribute.call(element, KEPT);
      if (this.keeps) setAttribute.call(element, KEPT, this.before === null ? "" : `=${this.before}`);
      for (const [property, value] of declarations) this.style.setProperty(property, value, "important");
      this.after = getAttribute.call(element, "style");
    }

    /** Whether it is still there: an element of the page's own making may have taken it away at once. */
    get stands() {
      return this.declarations.every(({ property, value }) => this.style.getPropertyValue(property) === value);
    }

    release() {
      if (this.keeps) removeAttribute.call(this.element, KEPT);
      if (getAttribute.call(this.element, "style") !== this.after) this.#releaseProperties();
      else if (this.before === null) removeAttribute.call(this.element, "style");
      else setAttribute.call(this.element, "style", this.before);
    }

    /** The page wrote to the attribute meanwhile: its changes stay, ours go. */
    #releaseProperties() {
      const { style } = this;
      for (const { property, value, pageValue, pagePriority } of this.declarations) {
        if (style.getPropertyValue(property) !== value || style.getPropertyPriority(property) !== "important") continue;
        if (pageValue) style.setProperty(property, pageValue, pagePriority);
        else style.removeProperty(property);
      }
    }
  }

  /**
   * Whether what was kept differs from what is in force only where something was overridden. Whoever can only write attributes into a page
   * whose policy forbids inline styles must not have one put into force by us.
   * @param {Element} element
   * @param {string} kept
   */
  function mayTakeBack(element, kept) {
    if (!UnnagDom.isHtml(element)) return false;
    /** @type {CSSStyleDeclaration} */
    const now = Reflect.get(HTMLElement.prototype, "style", element);
    const then = UnnagDom.make("span").style;
    // eslint-disable-next-line no-restricted-syntax -- an element that stands nowhere loads nothing
    then.cssText = kept.slice(1);
    const isOverridden = (/** @type {string} */ name) => now.getPropertyPriority(name) === "important";
    return [...new Set([...now, ...then])].every((name) => now.getPropertyValue(name) === then.getPropertyValue(name) || isOverridden(name));
  }

  /**
   * Takes back what a script that has ended overrode.
   * @param {Element} element
   */
  function takeBack(element) {
    const kept = getAttribute.call(element, KEPT);
    if (kept === null) return;
    removeAttribute.call(element, KEPT);
    if (!mayTakeBack(element, kept)) return;
    if (kept === "") removeAttribute.call(element, "style");
    else setAttribute.call(element, "style", kept.slice(1));
  }

  return Object.freeze({ KEPT, Override, takeBack });
})();
