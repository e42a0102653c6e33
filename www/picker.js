/**
 * The reader picks what is to be hidden, by mouse, touch or keyboard: first they point, then a small dialog asks. Only what they do
 * themselves counts, and the page gets none of it (`grip.js`).
 */
const UnnagPicker = (() => {
  /** Events whose default would do something on the page, or take the focus. */
  const PREVENTED = ["mousedown", "click", "dblclick", "auxclick", "contextmenu", "dragstart", "selectstart"];

  const { say } = UnnagWords;
  const { focus } = HTMLElement.prototype;

  class Picker {
    #ended = new AbortController();
    #before = focusedOn(document);
    #parts;
    /** @type {InstanceType<typeof UnnagPointing.Pointing> | null} */
    #pointing = null;
    /** @type {InstanceType<typeof UnnagAsking.Asking> | null} */
    #asking = null;

    /** @param {LivePage} page */
    constructor(page) {
      const stage = new UnnagStage.Stage(UnnagPlace.STYLE + UnnagPanel.STYLE);
      const reach = new UnnagReach.Reach((element) => page.passes?.holdsStory(element) ?? false);
      this.#parts = { page, stage, reach, drawing: new UnnagPlace.Drawing(stage.all) };
      const giveBack = UnnagGrip.take((event) => this.#on(event));
      this.#ended.signal.addEventListener("abort", () => {
        this.#close();
        giveBack();
      });
      UnnagPlace.follow(() => this.#look(), this.#ended.signal);
    }

    /** @param {Element | null} element what the question is about; null: the reader points */
    begin(element) {
      this.#pointing = new UnnagPointing.Pointing(this.#parts, () => this.#choose());
      if (!element) return;
      this.#pointing.start(element);
      this.#pointing.choose();
    }

    /** Only says that nothing can be picked. @param {string} words */
    refuse(words) {
      new UnnagPanel.Panel(this.#parts.stage.all, () => this.end()).tell(say("pick_label"), words);
    }

    end() {
      this.#ended.abort();
    }

    /** From pointing to the question. */
    #choose() {
      this.#pointing?.close();
      this.#pointing = null;
      this.#asking = new UnnagAsking.Asking(this.#parts, () => this.end());
    }

    /** Leaves no trace, and the focus where it was. */
    #close() {
      this.#asking?.close();
      this.#parts.stage.close();
      if (this.#before) focus.call(this.#before, { preventScroll: true });
    }

    /** In every frame. */
    #look() {
      if (this.#parts.stage.gone) return this.end();
      this.#pointing?.look();
      this.#parts.drawing.draw();
    }

    /** @param {Event} event */
    #on(event) {
      const control = event instanceof MouseEvent ? this.#controlAt(event) : null;
      if (PREVENTED.includes(event.type) && !control) event.preventDefault();
      if (event.type === "click" && control) this.#act(control);
      else if (event instanceof KeyboardEvent) this.#onKey(event);
      else if (event instanceof MouseEvent && !control) this.#pointing?.onPointer(event);
    }

    /** @param {HTMLButtonElement} control */
    #act({ disabled, dataset: { act = "" } }) {
      if (disabled) return;
      if (act === "end") this.end();
      else this.#asking?.act(act);
    }

    /** @param {KeyboardEvent} event */
    #onKey(event) {
      if (event.type !== "keydown" || event.ctrlKey || event.metaKey || event.altKey) return;
      const isForButton = controlOf(this.#parts.stage.focused) !== null && [" ", "Enter"].includes(event.key) && !event.repeat;
      if (event.key === "Escape") this.end();
      else if (isForButton || !(this.#pointing ?? this.#asking)?.onKey(event)) return;
      event.preventDefault();
    }

    /**
     * The button that an event is at. A click by a key or a screen reader has no place of its own.
     * @param {MouseEvent} event
     */
    #controlAt(event) {
      const { stage } = this.#parts;
      if (!stage.has(event)) return null;
      return controlOf(stage.at(event.clientX, event.clientY)) ?? (event.detail === 0 && event.type === "click" ? controlOf(stage.focused) : null);
    }
  }

  /** @param {Element | null} element */
  const controlOf = (element) => /** @type {HTMLButtonElement | null} */ (element?.closest("[data-act]") ?? null);

  /**
   * What has the focus, in shadow roots too.
   * @param {Document} document
   */
  function focusedOn(document) {
    let focused = /** @type {Element | null} */ (UnnagDom.activeOf(document));
    for (let inner = focused; inner; inner = UnnagDom.shadowOf(inner)?.activeElement ?? null) focused = inner;
    return focused && UnnagDom.isHtml(focused) && focused !== UnnagDom.bodyOf(document) ? focused : null;
  }

  /** @type {Picker | null} */
  let picker = null;

  /**
   * @param {LivePage} page
   * @param {Element | null} [element] what is to be hidden, where that is said already
   */
  function start(page, element = null) {
    stop();
    UnnagPlace.clear();
    picker = new Picker(page);
    if (page.passes) picker.begin(element);
    else picker.refuse(say(page.settings?.paused ? "pick_paused" : "pick_off"));
  }

  const stop = () => picker?.end();

  return Object.freeze({ start, stop });
})();
