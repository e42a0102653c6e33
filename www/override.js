/** Inline declarations that win over the page's, and the exact way back. */
const UnnagOverride = (() => {
  const { getAttribute, setAttribute, removeAttribute } = Element.prototype;

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
      for (const [property, value] of declarations) this.style.setProperty(property, value, "important");
      this.after = getAttribute.call(element, "style");
    }

    release() {
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

  return Object.freeze({ Override });
})();
