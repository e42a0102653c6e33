/** What a plan means on the page: for each element that it names, what is to be done with it, and why. */
const UnnagOrders = (() => {
  /** Reason of what a correction hides or spares. */
  const BY_YOU = "by-you";
  /** What a link to give or subscribe may lead to. */
  const SUPPORT = ["http:", "https:", "mailto:"];

  /**
   * Throws before anything is touched when the plan does not fit the page.
   * @param {Plan} plan
   * @param {readonly Element[]} elements what the plan's indices mean
   * @param {readonly string[]} corrections their ids, in the order in which the core was told of them
   * @returns {Map<Element, Order>}
   */
  function ordersOf(plan, elements, corrections) {
    /** @type {Map<Element, Order>} */
    const orders = new Map();
    const find = (/** @type {number} */ index) => {
      const element = elements[index];
      if (!element) throw new RangeError(`the plan names element ${index} of ${elements.length}`);
      return element;
    };
    for (const { element: index, label, confidence, reasons, text, support, correction } of plan.operations) {
      const element = find(index);
      const address = support === null ? null : addressOf(support, element);
      orders.set(element, { label, confidence, reasons, text, support: address, correction: corrections[correction ?? -1] ?? null, spared: false });
    }
    for (const { element, label, text, correction } of plan.spared) {
      orders.set(find(element), { ...byHand({ label, text, id: corrections[correction] ?? null }), spared: true });
    }
    return orders;
  }

  /**
   * What the reader decided of an element.
   * @param {{ label: Label, text: string, id: string | null }} what `id`: of the correction that remembers it, if one does
   * @returns {Order}
   */
  const byHand = ({ label, text, id }) => ({ label, confidence: 1, reasons: [BY_YOU], text, support: null, correction: id, spared: false });

  /**
   * Where an appeal's link leads, if that is somewhere to give or subscribe.
   * @param {string} link as the page writes it
   * @param {Element} element
   */
  function addressOf(link, element) {
    const base = UnnagDom.baseOf(element);
    const address = URL.canParse(link, base) ? new URL(link, base) : null;
    return address && SUPPORT.includes(address.protocol) ? address.href : null;
  }

  return Object.freeze({ ordersOf, byHand });
})();
