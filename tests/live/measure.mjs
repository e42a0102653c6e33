// What is measured in a live page. Both functions run in the page, so each stands alone.

/**
 * The nags that can still be seen or hit.
 * @param {string[]} selectors
 * @returns {string[]}
 */
export function leftOf(selectors) {
  const GRID = 8;

  /** @param {string} path @returns {Element[]} */
  function all(path) {
    /** @type {(Document | Element | ShadowRoot)[]} */
    let found = [document];
    for (const part of path.split(" >>> ")) {
      const roots = found.flatMap((at) => (at instanceof Element ? (at.shadowRoot ?? []) : at));
      found = roots.flatMap((root) => [...root.querySelectorAll(part)]);
    }
    return /** @type {Element[]} */ (found);
  }

  /** @param {number} x @param {number} y @returns {Element[]} */
  function at(x, y) {
    const met = document.elementsFromPoint(x, y);
    return met.flatMap((element) => [element, ...(element.shadowRoot?.elementsFromPoint(x, y) ?? [])]);
  }

  const steps = [...Array(GRID).keys()].map((step) => (step + 0.5) / GRID);
  const met = new Set(steps.flatMap((x) => steps.flatMap((y) => at(x * innerWidth, y * innerHeight))));
  /** @param {Element} element */
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width > 0 && height > 0;
  };
  return selectors.flatMap((selector) => {
    const found = all(selector);
    if (found.some(isSeen)) return [`${selector} can be seen`];
    return [...met].some((hit) => found.some((nag) => nag.contains(hit))) ? [`${selector} can be hit`] : [];
  });
}

/**
 * What is wrong with the story: paragraphs that are gone, changed, hidden, covered, blurred, faded, masked, clamped or cut.
 * @param {string} selector
 * @param {string | null} html as served; null where the page's script writes the story
 * @returns {string[]}
 */
export function storyFaults(selector, html) {
  const SLACK = 2;
  const paragraphs = [...document.querySelectorAll(selector)];
  /** @type {string[]} */
  const faults = paragraphs.length === 0 ? ["no story"] : [];
  if (html !== null) {
    const served = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll(selector)].map((p) => p.textContent);
    const now = paragraphs.map((p) => p.textContent);
    for (const text of served) if (!now.includes(text)) faults.push(`gone: ${text?.slice(0, 60)}`);
  }
  const place = scrollY;
  for (const paragraph of paragraphs) for (const fault of faultsOf(paragraph)) faults.push(`${fault}: ${paragraph.textContent?.trim().slice(0, 40)}`);
  scrollTo({ top: place, behavior: "instant" });
  return faults;

  /** @param {Element} paragraph */
  function faultsOf(paragraph) {
    if (!paragraph.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return ["hidden"];
    paragraph.scrollIntoView({ block: "center", behavior: "instant" });
    const box = paragraph.getBoundingClientRect();
    const met = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const found = met && paragraph.contains(met) ? [] : [`covered by ${met?.outerHTML.slice(0, 80)}`];
    for (let up = /** @type {Element | null} */ (paragraph); up; up = up.parentElement) found.push(...looksOf(up, box));
    return found;
  }

  /** @param {Element} element @param {DOMRect} box */
  function looksOf(element, box) {
    const style = getComputedStyle(element);
    const found = [];
    if (style.filter.includes("blur")) found.push("blurred");
    if (Number(style.opacity) < 0.99) found.push("faded");
    if ((style.maskImage || "none") !== "none") found.push("masked");
    if (/^\d/.test(style.webkitLineClamp)) found.push("clamped");
    const clips = style.overflowY !== "visible" && element !== document.body && element !== document.documentElement;
    const edge = element.getBoundingClientRect();
    if (clips && (box.bottom > edge.bottom + SLACK || box.top < edge.top - SLACK)) found.push("cut off");
    return found;
  }
}

/**
 * The marks and repairs that change while the page does not.
 * @returns {Promise<string[]>}
 */
export async function restless() {
  const WATCHED_MS = 250;
  /** @type {string[]} */
  const changes = [];
  const observer = new MutationObserver((records) => {
    changes.push(...records.map(({ attributeName, target }) => `${attributeName} of ${/** @type {Element} */ (target).localName}`));
  });
  observer.observe(document, { attributes: true, subtree: true, attributeFilter: ["data-unnag", "data-unnag-fix"] });
  await new Promise((resolve) => setTimeout(resolve, WATCHED_MS));
  observer.disconnect();
  return [...new Set(changes)];
}
