/** What the scripts of Unnag's own pages build with. */
const UnnagView = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const ICONS = "/www/icons/set.svg";

  /**
   * What a page's markup must hold.
   * @template {HTMLElement} T
   * @param {string} selector
   * @param {new () => T} type
   * @param {ParentNode} [root]
   * @returns {T}
   */
  function find(selector, type, root = document) {
    const found = root.querySelector(selector);
    if (!(found instanceof type)) throw new Error(`no ${selector} here`);
    return found;
  }

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} tag
   * @param {Record<string, string>} [attributes]
   * @param {(Node | string)[]} children
   * @returns {HTMLElementTagNameMap[K]}
   */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /**
   * One of the pictures of `icons/set.svg`.
   * @param {string} name
   */
  function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(SVG, "use");
    use.setAttribute("href", `${ICONS}#${name}`);
    svg.append(use);
    return svg;
  }

  /**
   * Writes words where they are not yet: a screen reader would say the same ones again.
   * @param {Element} element
   * @param {string} words
   */
  function write(element, words) {
    if (element.textContent !== words) element.textContent = words;
  }

  return Object.freeze({ find, make, icon, write });
})();
