/**
 * The reader picks what is to be hidden, by mouse, touch or keyboard: first they point, then a small dialog asks. Only what they do
 * themselves counts; the page gets none of it (`grip.js`).
 */
const UnnagPicker = (() => {
  const { getBoundingClientRect } = Element.prototype;
  const { say } = UnnagWords;

  /** Keys by which the reader goes from one thing to the next. @type {Record<string, "wider" | "narrower" | "left" | "right">} */
  const MOVES = { ArrowUp: "wider", ArrowDown: "narrower", ArrowLeft: "left", ArrowRight: "right" };
  /** Events whose default would do something on the page, or take the focus. */
  const PREVENTED = ["mousedown", "click", "dblclick", "auxclick", "contextmenu", "dragstart", "selectstart"];

  class Picker {
    #stage = new UnnagStage.Stage(UnnagPlace.STYLE + UnnagPanel.STYLE);
    #drawing = new UnnagPlace.Drawing(this.#stage.all);
    #ended = new AbortController();
    #before = focusedIn(document);
    #reach;
    /** While the reader points. @type {InstanceType<typeof UnnagPanel.Bar> | null} */
    #bar = null;
    /** Once they chose. @type {InstanceType<typeof UnnagPanel.Panel> | null} */
    #panel = null;
    /** Where the mouse was moved to, until it was looked at. @type {{ x: number, y: number } | null} */
    #pointer = null;
    #previews = false;
    /** What the core says of what was chosen. @type {"whole" | "once" | "kept"} */
    #known = /** @type {const} */ ("kept");

    /** @param {LivePage} page */
    constructor(page) {
      this.page = page;
      this.#reach = new UnnagReach.Reach((element) => page.passes?.holdsStory(element) ?? false);
      const giveBack = UnnagGrip.take((event) => this.#on(event));
      this.#ended.signal.addEventListener("abort", () => {
        this.#close();
        giveBack();
      });
      UnnagPlace.follow(() => this.#look(), this.#ended.signal);
    }

    /** Begins with pointing. */
    point() {
      this.#bar = new UnnagPanel.Bar(this.#stage.all);
      this.#reach.goTo(innerWidth / 2, innerHeight / 2, (element) => this.#stage.isHost(element));
      this.#show();
    }

    /** Begins with an element, if it can be picked. @param {Element} element */
    begin(element) {
      this.point();
      this.#reach.go(element);
      this.#choose();
    }

    /** Only says that nothing can be picked. @param {string} words */
    refuse(words) {
      this.#panel = new UnnagPanel.Panel(this.#stage.all, () => this.end());
      this.#panel.tell(say("pick_label"), words);
    }

    end() {
      this.#ended.abort();
    }

    /** Leaves no trace, and the focus where it was. */
    #close() {
      if (this.#previews) this.#own(() => this.page.marks.preview(null));
      this.#stage.close();
      this.#before?.focus({ preventScroll: true });
    }

    /** In every frame. */
    #look() {
      if (this.#stage.gone) return this.end();
      const { at } = this.#reach;
      if (this.#pointer && this.#bar) {
        const { x, y } = this.#pointer;
        this.#pointer = null;
        if (!this.#isOnBar(x, y)) this.#reach.goTo(x, y, (element) => this.#stage.isHost(element));
        this.#bar.avoid(y);
      }
      if (at !== this.#reach.at) this.#show();
      this.#drawing.draw();
    }

    #show() {
      const { at } = this.#reach;
      this.#drawing.frame(at);
      this.#bar?.tell(at ? UnnagCorrections.wordsOf(at) || say("pick_wordless") : "");
    }

    /** @param {Event} event */
    #on(event) {
      const act = event.type === "click" ? this.#actOf(/** @type {MouseEvent} */ (event)) : null;
      if (PREVENTED.includes(event.type) && !this.#isOnControl(event)) event.preventDefault();
      if (act) this.#act(act);
      else if (event instanceof KeyboardEvent) this.#onKey(event);
      else if (event instanceof MouseEvent) this.#onPointer(event);
    }

    /** @param {MouseEvent} event */
    #onPointer(event) {
      const { type, clientX: x, clientY: y } = event;
      if (!this.#bar || this.#isOnBar(x, y)) return;
      if (type === "pointermove" && /** @type {PointerEvent} */ (event).pointerType !== "touch") this.#pointer = { x, y };
      if (type !== "click") return;
      this.#reach.goTo(x, y, (element) => this.#stage.isHost(element));
      this.#show();
      this.#choose();
    }

    /** @param {KeyboardEvent} event */
    #onKey(event) {
      if (event.type !== "keydown" || event.ctrlKey || event.metaKey || event.altKey) return;
      const { key, repeat } = event;
      const isOnButton = this.#stage.focused?.matches("button") ?? false;
      if (key === "Escape") this.#do(event, () => this.end());
      else if (MOVES[key]) this.#do(event, () => this.#move(/** @type {string} */ (MOVES[key])));
      else if (key === "Enter" && (repeat || !isOnButton)) this.#do(event, () => repeat || this.#choose());
      else if (this.#bar && !isOnButton && key !== "Tab") event.preventDefault();
    }

    /**
     * @param {Event} event
     * @param {() => void} work
     */
    #do(event, work) {
      event.preventDefault();
      work();
    }

    /** @param {string} way */
    #move(way) {
      if (this.#panel && !this.#bar) return way === "wider" || way === "narrower" ? this.#act(way) : undefined;
      const { at } = this.#reach;
      const isBack = at && UnnagDom.styleOf(at)?.direction === "rtl" ? "right" : "left";
      if (way === "wider") this.#reach.wider();
      else if (way === "narrower") this.#reach.narrower();
      else this.#reach.beside(way === isBack ? -1 : 1);
      this.#bringUp();
    }

    #bringUp() {
      const { at } = this.#reach;
      if (!at) return;
      Element.prototype.scrollIntoView.call(at, { block: "nearest", behavior: "instant" });
      const { top, bottom } = getBoundingClientRect.call(at);
      this.#bar?.avoid((top + bottom) / 2);
      this.#show();
    }

    /** From pointing to the question. */
    #choose() {
      if (!this.#bar) return;
      if (!this.#reach.at) return this.#bar.tell(say("pick_whole"));
      this.#bar.remove();
      this.#bar = null;
      this.#panel = new UnnagPanel.Panel(this.#stage.all, () => this.end());
      this.#ask();
    }

    /** Asks about what is reached now. */
    async #ask() {
      const { at } = this.#reach;
      if (!at) return;
      this.#known = "kept";
      this.#drawing.frame(at);
      this.#panel?.avoid(getBoundingClientRect.call(at));
      this.#word();
      const known = await knownAs(this.page, at);
      if (at !== this.#reach.at || this.#ended.signal.aborted) return;
      this.#known = known;
      this.#word();
    }

    #word() {
      const { at } = this.#reach;
      const words = at && !this.#previews ? UnnagCorrections.wordsOf(at) : this.#words;
      this.#words = words;
      this.#panel?.ask({ words, note: say(`pick_${this.#known}`), mayHide: this.#known !== "whole", previews: this.#previews });
    }

    /** What was said last of what is chosen; while it is hidden, nothing can be read of it. */
    #words = "";

    /** @param {string} act */
    #act(act) {
      if (act === "end") this.end();
      else if (act === "hide") this.#hide();
      else if (act === "preview") this.#preview(!this.#previews);
      else if (act === "wider" || act === "narrower") {
        this.#preview(false);
        this.#reach[act]();
        this.#bringUp();
        this.#ask();
      }
    }

    /** @param {boolean} on */
    #preview(on) {
      const { at } = this.#reach;
      if (on === this.#previews || !at) return;
      const spot = on ? UnnagPlace.spotOf(at) : null;
      this.#previews = on;
      this.#own(() => this.page.marks.preview(on ? at : null));
      if (spot) this.#drawing.line(spot, say("pick_here"));
      else this.#drawing.frame(at);
      this.#word();
    }

    async #hide() {
      const { at } = this.#reach;
      if (!at || this.#known === "whole") return;
      this.#preview(false);
      this.#drawing.frame(null);
      const problem = await UnnagCorrections.hideByHand(this.page, at);
      if (problem && !this.#ended.signal.aborted) this.#panel?.tell(say("pick_unkept"), problem);
      else this.end();
    }

    /** @param {() => void} change */
    #own(change) {
      if (this.page.passes) this.page.passes.own(change);
      else change();
    }

    /** What a click on one of the buttons does; a key's click has no place on the window. @param {MouseEvent} event */
    #actOf(event) {
      if (!this.#stage.has(event)) return null;
      const control = controlOf(this.#stage.at(event.clientX, event.clientY)) ?? (event.detail === 0 ? controlOf(this.#stage.focused) : null);
      return control && !control.disabled ? (control.dataset.act ?? null) : null;
    }

    /** Whether an event is at one of the buttons, where the browser does what it does with buttons. @param {Event} event */
    #isOnControl(event) {
      return event instanceof MouseEvent && this.#stage.has(event) && controlOf(this.#stage.at(event.clientX, event.clientY)) !== null;
    }

    /** @param {number} x @param {number} y */
    #isOnBar(x, y) {
      return this.#bar?.element.contains(this.#stage.at(x, y)) ?? false;
    }
  }

  /** @param {Element | null} element */
  const controlOf = (element) => /** @type {HTMLButtonElement | null} */ (element?.closest("[data-act]") ?? null);

  /**
   * How far an element can be hidden for good.
   * @param {LivePage} page
   * @param {Element} element
   * @returns {Promise<"whole" | "once" | "kept">}
   */
  async function knownAs(page, element) {
    try {
      await UnnagCorrections.sketchOf(page, element);
      return "kept";
    } catch (error) {
      return error instanceof Error && "code" in error && error.code === "WholePage" ? "whole" : "once";
    }
  }

  /**
   * What has the focus, in shadow roots too.
   * @param {Document} document
   */
  function focusedIn(document) {
    let focused = document.activeElement;
    for (let inner = focused && UnnagDom.shadowOf(focused)?.activeElement; inner; inner = UnnagDom.shadowOf(inner)?.activeElement) focused = inner;
    return focused instanceof HTMLElement && focused !== document.body ? focused : null;
  }

  /** @type {Picker | null} */
  let picker = null;

  /**
   * @param {LivePage} page
   * @param {Element | null} [element] to begin with
   */
  function start(page, element = null) {
    picker?.end();
    UnnagPlace.clear();
    picker = new Picker(page);
    if (!page.passes) picker.refuse(say(page.settings?.paused ? "pick_paused" : "pick_off"));
    else if (element) picker.begin(element);
    else picker.point();
  }

  return Object.freeze({ start });
})();
