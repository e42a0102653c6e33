/**
 * The page's tree, read through the getters of its prototypes: a page can shadow any property of its forms and of `document`
 * by naming a field or an image after it (`<input name="firstChild">`).
 */
const UnnagDom = (() => {
  /** Elements beside custom ones that may hold a closed shadow root, and that pages do use for it. */
  const HOSTS = new Set(["div", "section", "aside", "span"]);

  /**
   * The getter of one property, as a function of the object.
   * @param {object} prototype
   * @param {string} name
   * @returns {(object: any) => any}
   */
  function getter(prototype, name) {
    const get = /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
    return (object) => get.call(object);
  }

  const nodeType = getter(Node.prototype, "nodeType");
  const firstChild = getter(Node.prototype, "firstChild");
  const nextSibling = getter(Node.prototype, "nextSibling");
  const parentNode = getter(Node.prototype, "parentNode");
  const isConnected = getter(Node.prototype, "isConnected");
  const ownerDocument = getter(Node.prototype, "ownerDocument");
  const textContent = getter(Node.prototype, "textContent");
  const localName = getter(Element.prototype, "localName");
  const openRoot = getter(Element.prototype, "shadowRoot");
  const hostOf = getter(ShadowRoot.prototype, "host");
  const documentElement = getter(Document.prototype, "documentElement");
  const bodyOf = getter(Document.prototype, "body");
  const defaultView = getter(Document.prototype, "defaultView");
  const baseOf = getter(Node.prototype, "baseURI");
  const titleOf = getter(Document.prototype, "title");
  const activeOf = getter(Document.prototype, "activeElement");
  const childrenOf = getter(Element.prototype, "children");
  const { contains } = Node.prototype;
  /** What Unnag itself shows on the page: no part of it. @type {WeakSet<Node>} */
  const own = new WeakSet();

  /**
   * What extensions may ask of closed shadow roots: each browser has its own way, pages have none.
   * @param {Element} element
   * @returns {ShadowRoot | null}
   */
  function closedRoot(element) {
    if ("openOrClosedShadowRoot" in element) return /** @type {ShadowRoot | null} */ (element.openOrClosedShadowRoot);
    // Neither is there in a page, where the tests of the shell run.
    const api = /** @type {Partial<typeof chrome> | undefined} */ (globalThis.chrome);
    return element instanceof HTMLElement ? /** @type {ShadowRoot | null} */ (api?.dom?.openOrClosedShadowRoot(element) ?? null) : null;
  }

  /**
   * An element's shadow root. A closed one is only looked for where one may well be: the question costs more than the walk.
   * @param {Element} element
   * @returns {ShadowRoot | null}
   */
  function shadowOf(element) {
    const open = openRoot(element);
    if (open) return open;
    const name = localName(element);
    return name.includes("-") || (HOSTS.has(name) && !firstChild(element)) ? closedRoot(element) : null;
  }

  /**
   * The element above, out of a shadow root too.
   * @param {Node} node
   * @returns {Element | null}
   */
  function parentOf(node) {
    const above = parentNode(node);
    if (!above) return null;
    if (nodeType(above) === Node.ELEMENT_NODE) return above;
    return above instanceof ShadowRoot ? hostOf(above) : null;
  }

  /**
   * An element and what it stands in, itself first.
   * @param {Element | null} element
   */
  function* climb(element) {
    for (let up = element; up; up = parentOf(up)) yield up;
  }

  /**
   * Whether `inner` is `outer` or stands inside it, in a shadow root too.
   * @param {Element} outer
   * @param {Node} inner
   */
  function holds(outer, inner) {
    if (contains.call(outer, inner)) return true;
    for (const element of climb(parentOf(inner))) if (element === outer) return true;
    return false;
  }

  /**
   * The element itself, or the outermost host of the shadow roots that it stands in.
   * @param {Element} element
   */
  function lightOf(element) {
    let light = element;
    for (;;) {
      const root = Node.prototype.getRootNode.call(light);
      if (!(root instanceof ShadowRoot)) return light;
      light = hostOf(root);
    }
  }

  /** From now on an element is no part of the page. @param {Element} element */
  const claim = (element) => void own.add(element);

  /** @param {Node} node */
  const isOwn = (node) => own.has(node);

  /** @param {Element} element */
  const styleOf = (element) => defaultView(ownerDocument(element))?.getComputedStyle(element) ?? null;

  /** @param {Element} element */
  const isVisible = (element) => Element.prototype.checkVisibility.call(element, { opacityProperty: true, visibilityProperty: true });

  return Object.freeze({
    nodeType, firstChild, nextSibling, parentNode, isConnected, ownerDocument, textContent, localName, documentElement, bodyOf,
    defaultView, baseOf, titleOf, activeOf, childrenOf, claim, isOwn, shadowOf, hostOf, parentOf, climb, holds, lightOf, styleOf, isVisible,
  });
})();
