/** The order of an element's attributes: one that was taken away and comes back stands at the end, and a page that was undone must not differ. */
const UnnagAttributes = (() => {
  const { getAttributeNames, getAttributeNode, removeAttributeNode, setAttributeNode } = Element.prototype;
  const OWN = "data-unnag";
  /** To set an address again has these load it again. */
  const LOADERS = new Set(["audio", "embed", "iframe", "img", "link", "object", "script", "source", "track", "video"]);

  /** The names, but for Unnag's own. @param {Element} element @returns {string[]} */
  const orderOf = (element) => getAttributeNames.call(element).filter((/** @type {string} */ name) => !name.startsWith(OWN));

  /**
   * Brings the attributes into an order that they had before, if they are the same ones.
   * @param {Element} element
   * @param {string[]} order
   */
  function reorder(element, order) {
    const now = orderOf(element);
    const isSame = now.length === order.length && order.every((name) => now.includes(name));
    if (!isSame || LOADERS.has(UnnagDom.localName(element))) return;
    const first = order.findIndex((name, at) => name !== now[at]);
    for (const name of first < 0 ? [] : order.slice(first)) {
      const node = /** @type {Attr} */ (getAttributeNode.call(element, name));
      removeAttributeNode.call(element, node);
      setAttributeNode.call(element, node);
    }
  }

  return Object.freeze({ orderOf, reorder });
})();
