/**
 * What of a page frames its story, once the rest is hidden: a word for each element, which `mark.css` gives its force. Measures, and
 * decides nothing of what is hidden.
 *
 * `way` leads from the page's root to the `column`, which holds all that there is to see; `inner` leads from there to the story's own
 * paragraphs; a `part` stands beside that way; `empty` takes room and shows nothing.
 */
const UnnagColumn = (() => {
  /** What is smaller than this, in pixels, is not there to see: a link for screen readers, a counter. */
  const LEAST = 2;
  /** Share of a row from which text has it to itself, share below which it has too little room, and characters from which it needs some. */
  const WHOLE = 0.75;
  const HALF = 0.5;
  const LONG = 200;
  /** How far something may stand out of the column, in pixels. */
  const OUT = 4;
  /** What is read, and how many of it are looked at; what there is to see beside text. */
  const TEXT = "p, h1, h2, h3, li";
  const MOST = 400;
  const MEDIA = "img, picture, svg, video, audio, iframe, object, embed, canvas, math, table, hr, input, button, select, textarea";

  const { getBoundingClientRect, querySelector, querySelectorAll, matches } = Element.prototype;
  const { childrenOf, climb, firstChild, holds, isVisible, nextSibling, nodeType, parentOf, readable, styleOf, textContent } = UnnagDom;

  /** @typedef {"way" | "column" | "inner" | "part" | "empty"} Role */

  /**
   * The way to the story.
   * @param {Element} body
   * @param {Element | null} story the innermost element that holds all of it, if it is known
   * @returns {Map<Element, Role>}
   */
  function wayTo(body, story) {
    /** @type {Map<Element, Role>} */
    const roles = new Map([...climb(parentOf(body))].map((outer) => [outer, "way"]));
    let at = body;
    for (let only = onlyChild(at); only && only !== story; only = onlyChild(at)) {
      roles.set(at, "way");
      at = only;
    }
    roles.set(at, "column");
    while (story && at !== story && holds(at, story)) {
      const next = [...childrenOf(at)].find((child) => holds(child, story));
      if (!next) break;
      for (const part of boxesIn(at)) roles.set(part, shows(part) ? "part" : "empty");
      roles.set(next, "inner");
      at = next;
    }
    return roles;
  }

  /**
   * What is still askew inside the column when the way is clear: columns beside which nothing is left, and what stands out. Level
   * by level, since each moves what is inside it.
   * @param {Element} column
   * @param {Element[]} paragraphs of the story
   * @param {(roles: Map<Element, Role>) => void} put
   */
  function straighten(column, paragraphs, put) {
    const { left, right } = getBoundingClientRect.call(column);
    const isOut = (/** @type {Element} */ element) => {
      const box = getBoundingClientRect.call(element);
      return box.left < left - OUT || box.right > right + OUT;
    };
    for (const level of levelsTo(column, paragraphs)) {
      /** @type {Map<Element, Role>} */
      const roles = new Map();
      for (const element of level) {
        const boxes = boxesIn(element);
        const seen = boxes.filter(shows);
        for (const box of boxes) if (!seen.includes(box)) roles.set(box, "empty");
        if (element !== column && isOut(element)) roles.set(element, "inner");
        const squeezed = seen.filter((box) => isSqueezed(box, element, seen.length === 1));
        for (const each of squeezed.length > 0 ? [element, ...squeezed] : []) if (each !== column) roles.set(each, "inner");
      }
      put(roles);
    }
  }

  /**
   * The elements that text stands in, from the column inwards, by level.
   * @param {Element} column
   * @param {Element[]} paragraphs
   * @returns {Set<Element>[]}
   */
  function levelsTo(column, paragraphs) {
    /** @type {Set<Element>[]} */
    const levels = [];
    const texts = [...paragraphs, ...querySelectorAll.call(column, TEXT)].slice(0, MOST);
    for (const text of texts.filter(isBox)) {
      const around = [...climb(parentOf(text))];
      const depth = around.indexOf(column);
      for (const [index, element] of around.slice(0, depth + 1).reverse().entries()) {
        if (matches.call(element, "table, table *")) break;
        (levels[index] ??= new Set()).add(element);
      }
    }
    return levels;
  }

  /**
   * Whether something keeps to a column of its row without need: nothing stands beside it, or it is text that has too little room.
   * @param {Element} box
   * @param {Element} row
   * @param {boolean} isAlone
   */
  function isSqueezed(box, row, isAlone) {
    const isColumn = /flex|grid/.test(styleOf(row)?.display ?? "") || styleOf(box)?.float !== "none";
    if (!isColumn || matches.call(box, MEDIA)) return false;
    const share = widthOf(box) / widthOf(row);
    return isAlone ? share < WHOLE : share < HALF && readable(box).length > LONG;
  }

  /** @param {Element} element */
  const widthOf = (element) => getBoundingClientRect.call(element).width;

  /** The children that take room. @param {Element} element @returns {Element[]} */
  const boxesIn = (element) => [...childrenOf(element)].filter(isBox);

  /** @param {Element} element */
  function isBox(element) {
    const { width, height } = getBoundingClientRect.call(element);
    return width >= LEAST && height >= LEAST && isVisible(element);
  }

  /** Whether there is anything to see in an element. @param {Element} element */
  function shows(element) {
    if (matches.call(element, MEDIA) || readable(element).trim() !== "") return true;
    const media = querySelector.call(element, MEDIA);
    return (media !== null && [...querySelectorAll.call(element, MEDIA)].some(isBox)) || styleOf(element)?.backgroundImage !== "none";
  }

  /**
   * The one child that holds all that there is to see in an element.
   * @param {Element} element
   */
  function onlyChild(element) {
    const seen = boxesIn(element).filter(shows);
    return seen.length === 1 && !hasText(element) ? seen[0] : null;
  }

  /** Whether text stands directly in an element. @param {Element} element */
  function hasText(element) {
    for (let node = firstChild(element); node; node = nextSibling(node)) {
      if (nodeType(node) === Node.TEXT_NODE && textContent(node).trim() !== "") return true;
    }
    return false;
  }

  return Object.freeze({ wayTo, straighten, boxesIn });
})();
