/** Shows on the page where something stands: a frame around it or, while it is hidden, a line where it would stand. */
const UnnagPlace = (() => {
  const STYLE = `
    .frame, .mark { position: fixed; pointer-events: none; }
    .frame { border: 3px solid var(--accent); border-radius: 4px; outline: 2px solid var(--paper); }
    .mark { border-top: 3px solid var(--accent); outline: 1px solid var(--paper); }
    .tag { position: absolute; inset-inline-start: 0; bottom: 100%; max-width: 100%; padding: 0.1em 0.6em; border-radius: 4px 4px 0 0;
      overflow: hidden; white-space: nowrap; text-overflow: ellipsis; background: var(--accent); color: var(--on-accent);
      font-size: 0.8125em; font-weight: 600; }
  `;
  /** Room that a line and its tag need at the top of the window, and narrowest line, in pixels. */
  const HEAD = 28;
  const NARROW = 120;
  /** How far a frame stays from the edge of the window, in pixels: room for its own outline. */
  const EDGE = 2;
  /** How far it stands off what it frames, in pixels: its own width. */
  const GAP = 3;

  const { getBoundingClientRect, scrollIntoView } = Element.prototype;
  const { climb, styleOf } = UnnagDom;
  const { part } = UnnagStage;

  /** @typedef {{ left: number, top: number, width: number, height: number }} Box in pixels of the window */
  /** @typedef {{ box: Box, pane: Element | null, from: { x: number, y: number } | null }} Spot a box, and how what it scrolls with was scrolled
   *   then; null: pinned to the window */

  /** Draws one frame or line, and follows what it belongs to. */
  class Drawing {
    #frame = part("div", "frame");
    #mark = part("div", "mark");
    #tag = part("span", "tag");
    /** @type {Element | null} */
    #element = null;
    /** @type {Spot | null} */
    #spot = null;

    /** @param {HTMLElement} all where it is drawn */
    constructor(all) {
      this.#mark.append(this.#tag);
      all.append(this.#frame, this.#mark);
      this.draw();
    }

    /** Frames an element. @param {Element | null} element */
    frame(element) {
      this.#element = element;
      this.#spot = null;
      this.draw();
    }

    /**
     * Draws a line where something hidden would stand.
     * @param {Spot} spot
     * @param {string} words
     */
    line(spot, words) {
      this.#element = null;
      this.#spot = spot;
      this.#tag.textContent = words;
      this.draw();
    }

    /** Once more, where it is now. */
    draw() {
      this.#frame.hidden = !this.#element;
      this.#mark.hidden = !this.#spot;
      if (this.#element) lay(this.#frame, inWindow(getBoundingClientRect.call(this.#element)));
      if (!this.#spot) return;
      const { left, top, width } = nowOf(this.#spot);
      const room = Math.max(width, NARROW);
      lay(this.#mark, { left: Math.max(0, Math.min(left, innerWidth - room)), top: Math.max(top, HEAD), width: room, height: 0 });
    }
  }

  /** What of a box lies in the window: of a large one the reader must see an edge on each side. @param {DOMRect} rectangle @returns {Box} */
  function inWindow({ left, top, right, bottom }) {
    const [x, y] = [Math.max(left - GAP, EDGE), Math.max(top - GAP, EDGE)];
    return { left: x, top: y, width: Math.min(right + GAP, innerWidth - EDGE) - x, height: Math.min(bottom + GAP, innerHeight - EDGE) - y };
  }

  /**
   * @param {HTMLElement} element
   * @param {Box} box
   */
  function lay({ style }, { left, top, width, height }) {
    Object.assign(style, { left: `${left}px`, top: `${top}px`, width: `${Math.max(width, 0)}px`, height: `${Math.max(height, 0)}px` });
  }

  /** Where a spot is now. @param {Spot} spot @returns {Box} */
  function nowOf({ box, pane, from }) {
    if (!from) return box;
    const { x, y } = scrolledOf(pane);
    return { ...box, left: box.left + from.x - x, top: box.top + from.y - y };
  }

  /** @param {Element | null} pane */
  const scrolledOf = (pane) => ({ x: scrollX + (pane ? Reflect.get(Element.prototype, "scrollLeft", pane) : 0), y: scrollY + UnnagFocus.scrolledIn(pane) });

  /**
   * Where an element stands; it must be there to see.
   * @param {Element} element
   * @returns {Spot}
   */
  function spotOf(element) {
    const pane = UnnagFocus.paneOf(element);
    const isPinned = [...climb(element)].some((up) => styleOf(up)?.position === "fixed");
    return { box: boxOf(element), pane, from: isPinned ? null : scrolledOf(pane) };
  }

  /** An element's box, or that of what it stands in where it has none. @param {Element} element @returns {Box} */
  function boxOf(element) {
    for (const up of climb(element)) {
      const { left, top, width, height } = getBoundingClientRect.call(up);
      if (width > 0 || height > 0) return { left, top, width, height };
    }
    return { left: 0, top: 0, width: innerWidth, height: 0 };
  }

  /** Scrolls so that a spot is in the middle of the window. @param {Spot} spot */
  function bringUp(spot) {
    if (!spot.from) return;
    const middle = innerHeight / 2;
    if (spot.pane) UnnagDom.scrollOn(spot.pane, nowOf(spot).top - middle);
    scrollBy({ top: nowOf(spot).top - middle, behavior: "instant" });
  }

  /** What is shown at present. @type {AbortController | null} */
  let shown = null;

  /** Takes away what is shown. */
  const clear = () => shown?.abort();

  /**
   * Scrolls to an element and frames it, or draws a line where it would stand, until the reader does something on the page.
   * @param {Element} element
   * @param {{ hidden: ((measure: () => Spot) => Spot) | null, words: string }} how `hidden`: shows it for the moment of a measurement, where it is hidden
   */
  function show(element, { hidden, words }) {
    clear();
    const spot = hidden ? hidden(() => spotOf(element)) : null;
    if (spot) bringUp(spot);
    else scrollIntoView.call(element, { block: "center", behavior: "instant" });
    const stage = new UnnagStage.Stage(STYLE);
    const drawing = new Drawing(stage.all);
    if (spot) drawing.line(spot, words);
    else drawing.frame(element);
    const ended = new AbortController();
    shown = ended;
    ended.signal.addEventListener("abort", () => stage.close());
    UnnagEvents.on(["pointerdown", "keydown"], clear, { signal: ended.signal });
    follow(() => drawing.draw(), ended.signal);
  }

  /**
   * Does something in every frame.
   * @param {() => void} work
   * @param {AbortSignal} signal
   */
  function follow(work, signal) {
    requestAnimationFrame(() => {
      if (signal.aborted) return;
      work();
      follow(work, signal);
    });
  }

  return Object.freeze({ STYLE, Drawing, spotOf, show, clear, follow });
})();
