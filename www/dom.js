/**
 * The page's tree, read through the getters of its prototypes: a page can shadow any property of its forms and of `document`
 * by naming a field or an image after it (`<input name="firstChild">`).
 */
const UnnagDom = (() => {
  /** Elements beside custom ones that may hold a closed shadow root, and that pages do use for it. */
  const HOSTS = new Set(["div", "section", "aside", "span"]);
  const HTML = "http://www.w3.org/1999/xhtml";
  /** What Firefox calls an element's shadow root, a closed one too. */
  const ROOT = "openOrClosedShadowRoot";

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
  const namespaceOf = getter(Element.prototype, "namespaceURI");
  const openRoot = getter(Element.prototype, "shadowRoot");
  const hostOf = getter(ShadowRoot.prototype, "host");
  const documentElement = getter(Document.prototype, "documentElement");
  const bodyOf = getter(Document.prototype, "body");
  const defaultView = getter(Document.prototype, "defaultView");
  const baseOf = getter(Node.prototype, "baseURI");
  const titleOf = getter(Document.prototype, "title");
  const activeOf = getter(Document.prototype, "activeElement");
  const childrenOf = getter(Element.prototype, "children");
  const readyStateOf = getter(Document.prototype, "readyState");
  const contentTypeOf = getter(Document.prototype, "contentType");
  const innerText = getter(HTMLElement.prototype, "innerText");
  const { contains } = Node.prototype;
  /** What Unnag itself shows on the page: no part of it. @type {WeakSet<Node>} */
  const own = new WeakSet();

  // What was made in a frame is of that frame's kinds in Firefox, also once it stands in this page: `instanceof` does not know it.
  /** @param {Node} node @returns {node is Element} */
  const isElement = (node) => nodeType(node) === Node.ELEMENT_NODE;

  /** @param {Node} node @returns {node is ShadowRoot} */
  const isShadow = (node) => Object.prototype.toString.call(node) === "[object ShadowRoot]";

  /**
   * Whether an element is one of HTML's.
   * @template {keyof HTMLElementTagNameMap} T
   * @param {Node} node
   * @param {T} [name] of this name
   * @returns {node is HTMLElementTagNameMap[T]}
   */
  const isHtml = (node, name) => isElement(node) && namespaceOf(node) === HTML && (name === undefined || localName(node) === name);

  /**
   * What extensions may ask of closed shadow roots: each browser has its own way, pages have none.
   * @param {Element} element
   * @returns {ShadowRoot | null}
   */
  function closedRoot(element) {
    if (ROOT in Element.prototype) return /** @type {ShadowRoot | null} */ (Reflect.get(Element.prototype, ROOT, element));
    // Neither is there in a page, where the tests of the shell run.
    const api = /** @type {Partial<typeof chrome> | undefined} */ (globalThis.chrome);
    return isHtml(element) ? /** @type {ShadowRoot | null} */ (api?.dom?.openOrClosedShadowRoot(element) ?? null) : null;
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
    return isShadow(above) ? hostOf(above) : null;
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
      if (!isShadow(root)) return light;
      light = hostOf(root);
    }
  }

  /** From now on an element is no part of the page. @param {Element} element */
  const claim = (element) => void own.add(element);

  /** @param {Node} node */
  const isOwn = (node) => own.has(node);

  /** Whether a node stands in a page, and not in one of its frames, where nothing of Unnag's reaches. @param {Node} node @param {Document} document */
  const isIn = (node, document) => isConnected(node) && ownerDocument(node) === document;

  /** Scrolls what stands in a pane by so many pixels, at once. @param {Element} pane @param {number} top */
  const scrollOn = (pane, top) => Reflect.apply(Element.prototype.scrollBy, pane, [{ top, behavior: "instant" }]);

  /** The text of an element as there is to read. @param {Element} element @returns {string} */
  const readable = (element) => (isHtml(element) ? innerText(element) : textContent(element));

  /**
   * A new element.
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} name
   * @returns {HTMLElementTagNameMap[T]}
   */
  const make = (name) => /** @type {HTMLElementTagNameMap[T]} */ (Document.prototype.createElement.call(document, name));

  /** Whether the document is only prepared, and no reader sees it; not every browser knows such a state. @returns {boolean} */
  const isPrepared = () => Reflect.get(Document.prototype, "prerendering", document) === true;

  /** @param {Element} element */
  const styleOf = (element) => defaultView(ownerDocument(element))?.getComputedStyle(element) ?? null;

  /** @param {Element} element */
  const isVisible = (element) => Element.prototype.checkVisibility.call(element, { opacityProperty: true, visibilityProperty: true });

  return Object.freeze({
    nodeType, firstChild, nextSibling, parentNode, isConnected, ownerDocument, textContent, localName, documentElement, bodyOf,
    defaultView, baseOf, titleOf, activeOf, childrenOf, readyStateOf, contentTypeOf, claim, isOwn, shadowOf, hostOf, parentOf, climb, holds,
    lightOf, styleOf, isVisible, isIn, isElement, isHtml, scrollOn, readable, make, isPrepared,
  });
})();
