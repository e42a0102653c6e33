/** The first half of picking: the reader goes about the page until they choose something. */
const UnnagPointing = (() => {
  const { getBoundingClientRect, scrollIntoView } = Element.prototype;
  const { say } = UnnagWords;

  class Pointing {
    /** Where the mouse was moved to, until it was looked at. @type {{ x: number, y: number } | null} */
    #pointer = null;
    #bar;

    /**
     * @param {PickerParts} parts
     * @param {() => void} onChoice something is chosen
     */
    constructor(parts, onChoice) {
      this.parts = parts;
      this.onChoice = onChoice;
      this.#bar = new UnnagPanel.Bar(parts.stage.all);
      this.#goTo(innerWidth / 2, innerHeight / 2);
    }

    /** Begins elsewhere. @param {Element} element */
    start(element) {
      this.parts.reach.go(element);
      this.#show();
    }

    /** In every frame. */
    look() {
      if (!this.#pointer) return;
      const { x, y } = this.#pointer;
      this.#pointer = null;
      this.#goTo(x, y);
      this.#bar.avoid(y);
    }

    /** @param {MouseEvent} event */
    onPointer(event) {
      const { type, clientX: x, clientY: y } = event;
      if (this.#bar.holds(this.parts.stage.at(x, y))) return;
      if (type === "pointermove" && /** @type {PointerEvent} */ (event).pointerType !== "touch") this.#pointer = { x, y };
      if (type !== "click") return;
      this.#goTo(x, y);
      this.choose();
    }

    /**
     * @param {KeyboardEvent} event
     * @returns {boolean} whether the key is used up
     */
    onKey({ key, repeat }) {
      const { reach } = this.parts;
      const isRight = reach.at !== null && UnnagDom.styleOf(reach.at)?.direction === "rtl";
      /** @type {Record<string, () => void>} */
      const keys = {
        ArrowUp: () => reach.wider(),
        ArrowDown: () => reach.narrower(),
        ArrowLeft: () => reach.beside(isRight ? 1 : -1),
        ArrowRight: () => reach.beside(isRight ? -1 : 1),
      };
      if (key === "Enter" && !repeat) this.choose();
      else if (Object.hasOwn(keys, key)) this.#move(keys[key]);
      // What types must not reach a field of the page; what scrolls may.
      return key === "Enter" || key.length === 1 || Object.hasOwn(keys, key);
    }

    choose() {
      if (this.parts.reach.at) this.onChoice();
      else this.#bar.tell(say("pick_whole"));
    }

    close() {
      this.#bar.remove();
    }

    /** @param {() => void} move */
    #move(move) {
      move();
      const { at } = this.parts.reach;
      if (!at) return;
      scrollIntoView.call(at, { block: "nearest", behavior: "instant" });
      const { top, bottom } = getBoundingClientRect.call(at);
      this.#bar.avoid((top + bottom) / 2);
      this.#show();
    }

    /** @param {number} x @param {number} y */
    #goTo(x, y) {
      const { reach, stage } = this.parts;
      const before = reach.at;
      reach.goTo(x, y, (element) => stage.isHost(element));
      if (before !== reach.at) this.#show();
    }

    #show() {
      const { reach, drawing } = this.parts;
      drawing.frame(reach.at);
      this.#bar.tell(reach.at ? UnnagCorrections.wordsOf(reach.at) || say("pick_wordless") : "");
    }
  }

  return Object.freeze({ Pointing });
})();
