/** The second half of picking: what to do with what the reader chose. */
const UnnagAsking = (() => {
  const { getBoundingClientRect, scrollIntoView } = Element.prototype;
  const { say } = UnnagWords;

  /** Keys that do what a button does. @type {Record<string, "wider" | "narrower">} */
  const KEYS = { ArrowUp: "wider", ArrowDown: "narrower" };

  class Asking {
    #panel;
    #previews = false;
    #hides = false;
    /** What is said of what is chosen: whether it can be hidden for good, just now, or not at all. @type {"kept" | "once" | "whole"} */
    #known = /** @type {const} */ ("kept");

    /**
     * @param {PickerParts} parts
     * @param {() => void} onEnd
     */
    constructor(parts, onEnd) {
      this.parts = parts;
      this.onEnd = onEnd;
      this.#panel = new UnnagPanel.Panel(parts.stage.all, onEnd);
      this.#ask();
    }

    /**
     * @param {KeyboardEvent} event
     * @returns {boolean} whether the key is used up
     */
    onKey({ key, repeat }) {
      const act = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
      if (act) this.act(act);
      // The key that chose may still be down.
      return act !== undefined || (key === "Enter" && repeat);
    }

    /** @param {string} act what a button does */
    act(act) {
      if (act === "hide") this.#hide();
      if (act === "preview") this.#preview(!this.#previews);
      if (act === "wider" || act === "narrower") this.#move(act);
    }

    close() {
      this.#preview(false);
    }

    /** @param {"wider" | "narrower"} way */
    #move(way) {
      const { reach } = this.parts;
      this.#preview(false);
      if (!reach[way]() || !reach.at) return;
      scrollIntoView.call(reach.at, { block: "nearest", behavior: "instant" });
      this.#ask();
    }

    /** Asks about what is reached now. */
    async #ask() {
      const { page, stage, reach, drawing } = this.parts;
      const { at } = reach;
      if (!at) return;
      this.#known = "kept";
      drawing.frame(at);
      this.#panel.avoid(getBoundingClientRect.call(at));
      this.#say();
      const known = await knownAs(page, at);
      if (at !== reach.at || known === this.#known || stage.gone) return;
      this.#known = known;
      this.#say();
    }

    #say() {
      const { at } = this.parts.reach;
      const words = at ? UnnagCorrections.wordsOf(at) : "";
      this.#panel.ask({ words, note: say(`pick_${this.#known}`), mayHide: this.#known !== "whole" });
    }

    /** @param {boolean} on whether it is hidden for the moment */
    #preview(on) {
      const { page, reach, drawing } = this.parts;
      const { at } = reach;
      if (on === this.#previews || !at) return;
      const spot = on ? UnnagPlace.spotOf(at) : null;
      this.#previews = on;
      UnnagCorrections.own(page, () => page.marks.preview(on ? at : null));
      if (spot) drawing.line(spot, say("pick_here"));
      else drawing.frame(at);
      this.#panel.press(on);
    }

    async #hide() {
      const { page, stage, reach, drawing } = this.parts;
      if (!reach.at || this.#known === "whole" || this.#hides) return;
      this.#hides = true;
      this.#preview(false);
      drawing.frame(null);
      const problem = await UnnagCorrections.hideByHand(page, reach.at);
      if (problem && !stage.gone) this.#panel.tell(say("pick_unkept"), problem);
      else this.onEnd();
    }
  }

  /**
   * How far an element can be hidden.
   * @param {LivePage} page
   * @param {Element} element
   * @returns {Promise<"kept" | "once" | "whole">}
   */
  async function knownAs(page, element) {
    try {
      await UnnagCorrections.sketchOf(page, element);
      return "kept";
    } catch (error) {
      return error instanceof Error && "code" in error && error.code === "WholePage" ? "whole" : "once";
    }
  }

  return Object.freeze({ Asking });
})();
