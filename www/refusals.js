/**
 * Which pages refuse WebAssembly: an attempt that is refused is seen by the site, so it is not repeated. Policies differ from page
 * to page, and the way over the background costs a frame or more, so that an origin counts as refusing only when several of its
 * pages did.
 */
const UnnagRefusals = (() => {
  /** So many pages of an origin stand for all of it. */
  const ENOUGH = 5;
  /** Most entries; the oldest go. */
  const MOST = 500;

  /**
   * A page's entry. Its path is not written down, only a number made of it (FNV-1a): what was visited is nobody's business.
   * @param {URL | Location} address
   */
  function pageOf({ origin, pathname }) {
    let hash = 0x811c9dc5;
    for (const letter of pathname) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    return `${origin} ${(hash >>> 0).toString(36)}`;
  }

  /**
   * Whether a page is known to refuse.
   * @param {string[]} refusals
   * @param {URL | Location} address
   */
  const has = (refusals, address) => refusals.includes(address.origin) || refusals.includes(pageOf(address));

  /**
   * The list with one page more.
   * @param {string[]} refusals oldest first
   * @param {URL} address
   * @returns {string[]}
   */
  function add(refusals, address) {
    if (has(refusals, address)) return refusals;
    const isSame = (/** @type {string} */ entry) => entry.startsWith(`${address.origin} `);
    const isEnough = refusals.filter(isSame).length + 1 >= ENOUGH;
    const rest = isEnough ? refusals.filter((entry) => !isSame(entry)) : refusals;
    return [...rest, isEnough ? address.origin : pageOf(address)].slice(-MOST);
  }

  return Object.freeze({ has, add });
})();
