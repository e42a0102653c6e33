/** What stands on the page while the reader picks: a bar that says how, then a small dialog about what was chosen. Decides nothing. */
const UnnagPanel = (() => {
  const STYLE = `
    .cover { position: fixed; inset: 0; pointer-events: auto; cursor: crosshair; touch-action: manipulation; }
    .bar, .panel { position: fixed; inset: auto 0 0.5em; z-index: 1; width: min(26em, 100vw - 1em); max-height: calc(100vh - 1em); margin: 0 auto;
      padding: 0.75em 1em; overflow: auto; border: 1px solid var(--edge); border-radius: 0.75em; color: var(--ink); background: var(--paper);
      box-shadow: 0 0.25em 1.5em rgb(0 0 0 / 0.3); pointer-events: auto; font-size: 0.9375em; }
    .high { inset: 0.5em 0 auto; }
    .bar { display: flex; align-items: center; gap: 0.75em; }
    .bar > div { flex: 1; }
    .panel::backdrop { background: none; }
    h2, p { margin: 0; overflow-wrap: anywhere; }
    h2 { font-size: 1.0625em; line-height: 1.25; }
    .words { margin-block: 0.4em; padding-inline-start: 0.6em; border-inline-start: 3px solid var(--accent); }
    .quiet { color: var(--quiet); font-size: 0.875em; }
    .buttons { display: flex; flex-wrap: wrap; gap: 0.5em; margin-block-start: 0.75em; }
    .buttons > * { flex: 1 1 auto; }
    button { min-height: 2.25em; padding: 0.25em 0.75em; border: 1px solid var(--edge); border-radius: 0.5em; color: inherit; background: var(--paper);
      font: inherit; cursor: pointer; }
    button:hover { border-color: var(--accent); }
    button[aria-pressed="true"] { background: var(--chip); border-color: var(--accent); }
    button.primary { border-color: transparent; color: var(--on-accent); background: var(--accent); font-weight: 600; }
    button:disabled { opacity: 0.55; cursor: default; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .bar:focus { outline: none; }
    @media (pointer: coarse) { button { min-height: 44px; } .keys { display: none; } }
    @media (forced-colors: active) { button.primary, button[aria-pressed="true"] { border-color: Highlight; } }
  `;
  /** From this share of the window's height downward, what the reader looks at has the bar above it. */
  const LOW = 0.6;

  const { part } = UnnagStage;
  const { say } = UnnagWords;

  /**
   * @param {"wider" | "narrower" | "preview" | "hide" | "end"} act what it does
   * @param {string} words
   * @param {string} [className]
   */
  function button(act, words, className = "") {
    const element = part("button", className, words);
    element.type = "button";
    element.dataset.act = act;
    return element;
  }

  /** Says how to pick, and has the keyboard while the reader points. */
  class Bar {
    #cover = part("div", "cover");
    #bar = part("div", "bar");
    #says = part("p", "unseen");

    /** @param {HTMLElement} all where it stands */
    constructor(all) {
      this.#says.setAttribute("role", "status");
      const how = part("div", "");
      const keys = part("p", "quiet", say("pick_keys"));
      keys.classList.add("keys");
      keys.id = "keys";
      how.append(part("p", "", say("pick_how")), keys, this.#says);
      const application = { role: "application", "aria-label": say("pick_label"), "aria-describedby": "keys", tabindex: "-1" };
      for (const [name, value] of Object.entries(application)) this.#bar.setAttribute(name, value);
      this.#bar.append(how, button("end", say("pick_cancel")));
      all.append(this.#cover, this.#bar);
      this.#bar.focus({ preventScroll: true });
    }

    /** @param {string} words for those who do not see the frame */
    tell(words) {
      if (this.#says.textContent !== words) this.#says.textContent = words;
    }

    /** Keeps out of the way. @param {number} y where the reader looks, in pixels of the window */
    avoid(y) {
      this.#bar.classList.toggle("high", y > LOW * innerHeight);
    }

    /** @param {Element | null} element */
    holds(element) {
      return this.#bar.contains(element);
    }

    remove() {
      this.#cover.remove();
      this.#bar.remove();
    }
  }

  /** Asks what to do with what was chosen. */
  class Panel {
    #dialog = part("dialog", "panel");
    #title = part("h2", "");
    #words = part("p", "words");
    #note = part("p", "quiet");
    #wider = button("wider", say("pick_wider"));
    #narrower = button("narrower", say("pick_narrower"));
    #preview = button("preview", say("pick_preview"));
    #hide = button("hide", say("pick_hide"), "primary");
    #end = button("end", say("pick_cancel"));
    #ways = part("div", "buttons");

    /**
     * @param {HTMLElement} all where it stands
     * @param {() => void} onCancel the reader went back by a way of the device's own
     */
    constructor(all, onCancel) {
      this.#title.id = "title";
      this.#words.dir = "auto";
      this.#dialog.setAttribute("aria-labelledby", "title");
      this.#note.setAttribute("role", "status");
      this.#ways.append(this.#wider, this.#narrower, this.#preview);
      const decision = part("div", "buttons");
      decision.append(this.#hide, this.#end);
      this.#dialog.append(this.#title, this.#words, this.#note, this.#ways, decision);
      this.#dialog.addEventListener("cancel", onCancel);
      all.append(this.#dialog);
    }

    /** @param {{ words: string, note: string, mayHide: boolean }} what */
    ask({ words, note, mayHide }) {
      this.#title.textContent = say("pick_title");
      this.#words.textContent = words || say("pick_wordless");
      if (this.#note.textContent !== note) this.#note.textContent = note;
      for (const element of [this.#hide, this.#preview]) element.disabled = !mayHide;
      this.#open(mayHide ? this.#hide : this.#narrower);
    }

    /**
     * Only says something.
     * @param {string} title
     * @param {string} words
     */
    tell(title, words) {
      this.#title.textContent = title;
      this.#note.textContent = words;
      for (const element of [this.#words, this.#ways, this.#hide]) element.hidden = true;
      this.#end.textContent = say("pick_close");
      this.#open(this.#end);
    }

    /** @param {boolean} on whether what was chosen is hidden for the moment */
    press(on) {
      this.#preview.setAttribute("aria-pressed", String(on));
    }

    /** Keeps out of the way. @param {DOMRect} box of what it is about */
    avoid({ top, bottom }) {
      this.#dialog.classList.toggle("high", (top + bottom) / 2 > innerHeight / 2 && top > 0);
    }

    /** @param {HTMLElement} first what gets the focus, when it is not inside yet */
    #open(first) {
      const opens = !this.#dialog.open;
      if (opens) this.#dialog.showModal();
      // A button that can no longer be pressed loses the focus.
      if (opens || !this.#dialog.matches(":focus-within")) first.focus({ preventScroll: true });
    }
  }

  return Object.freeze({ STYLE, Bar, Panel });
})();
