/** One entry of `<unnag-things>`: its first words, the reasons, and the ways to change it. */
const UnnagThing = (() => {
  const { make, icon, write } = UnnagView;
  const { say } = UnnagWords;

  const BETWEEN = " · ";

  class Entry {
    #text = make("p", { class: "text", dir: "auto" });
    #reasons = make("p", { class: "reasons quiet" });
    /** Shows it again, hides it again, or forgets what was said of it. */
    #turn = make("button", { type: "button", class: "turn" });
    #more = make("button", { type: "button", class: "more plain bare" }, icon("dots"));
    #choices = make("div", { class: "choices" });
    #offered = "";
    #stops = false;

    /**
     * @param {number} id
     * @param {(act: ThingAct) => void} tell
     */
    constructor(id, tell) {
      this.id = id;
      this.tell = tell;
      this.#choices.id = `choices-${id}`;
      this.#more.setAttribute("aria-controls", this.#choices.id);
      this.#more.addEventListener("click", () => this.#open(Boolean(this.#choices.hidden)));
      this.item = make("li", { "data-id": String(id) }, this.#text, this.#reasons, this.#turn, this.#more, this.#choices);
      this.#open(false);
    }

    /**
     * @param {ListedThing} thing
     * @param {boolean} lasting whether the reader may say what holds on the whole site
     */
    write(thing, lasting) {
      const spared = thing.act === "show";
      const turn = spared ? "forget" : thing.shown ? "hide" : "show";
      this.item.classList.toggle("shown", thing.shown);
      const text = thing.text || say("popup_wordless");
      write(this.#text, text);
      write(this.#reasons, reasonsOf(thing));
      write(this.#turn, say(`popup_${turn}`));
      this.#turn.setAttribute("aria-label", `${say(`popup_${turn}`)}: ${text}`);
      this.#turn.onclick = () => this.tell({ kind: turn, id: this.id });
      this.#more.hidden = !lasting || spared;
      this.#more.setAttribute("aria-label", `${say("popup_more")}: ${text}`);
      this.#offer(thing.act ? ["forget"] : ["always", "never"]);
    }

    focus() {
      this.#turn.focus();
    }

    /** Whether the Tab key stops here. @param {boolean} stops */
    stop(stops) {
      this.#stops = stops;
      for (const button of this.item.querySelectorAll("button")) button.tabIndex = stops ? 0 : -1;
    }

    /** Folds the choices. @returns {boolean} whether they were open */
    close() {
      if (this.#choices.hidden) return false;
      this.#open(false);
      this.#more.focus();
      return true;
    }

    /** @param {boolean} open */
    #open(open) {
      this.#choices.hidden = !open;
      this.#more.setAttribute("aria-expanded", String(open));
    }

    /** @param {("always" | "never" | "forget")[]} kinds what holds on the whole site */
    #offer(kinds) {
      if (this.#offered === kinds.join()) return;
      this.#offered = kinds.join();
      const buttons = kinds.map((kind) => {
        const button = make("button", { type: "button", class: kind }, say(`popup_${kind}`));
        button.addEventListener("click", () => {
          this.close();
          this.tell({ kind, id: this.id });
        });
        return button;
      });
      this.#choices.replaceChildren(...buttons);
      this.stop(this.#stops);
    }
  }

  /** Why, as one sentence. @param {ListedThing} thing */
  function reasonsOf({ act, reasons }) {
    if (act) return say(`popup_by_you_${act}`);
    return reasons.map((code) => say(`reason_${code.replaceAll("-", "_")}`)).filter(Boolean).join(BETWEEN);
  }

  return Object.freeze({ Entry, reasonsOf });
})();
