/** What the reader does: what opens by it is theirs. */
const UnnagReader = (() => {
  /** How long after a click or key what appears counts as opened by it. */
  const GRACE_MS = 1_500;
  /** When, in that time, it is looked at what has opened. */
  const LOOKS_MS = [50, 150, 300, 600, 1_000];
  /** What a click must meet to count: one on plain text opens nothing that the reader asked for. */
  const CONTROLS =
    "a, button, input, select, textarea, label, summary, area, video, audio, [role=button], [role=link], [role=tab], [role=menuitem], [role=switch], [role=checkbox], [onclick], [contenteditable]";
  const FIELDS = "input, textarea, select, [contenteditable]";
  /** How soon after a click or key the focus is where the reader put it. */
  const FOCUS_MS = 500;
  /** Keys that move about on the page. */
  const MOVES = ["Tab", "Shift", "Control", "Alt", "Meta", "PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];

  /**
   * @typedef {object} Listener
   * @property {() => void} begin the reader acts
   * @property {() => void} look something may have opened
   * @property {() => void} end the action is over
   * @property {(field: Element) => void} fill the reader fills a field, or is about to
   */

  class Reader {
    /** @type {number[]} */
    #timers = [];
    /** When the reader last touched anything. */
    #touchedAt = -Infinity;
    /** Whether the reader has done anything on the page. */
    #isHere = false;

    /** @param {Listener} listener */
    constructor(listener) {
      this.listener = listener;
    }

    /** Whether what appears now may be what the reader opened. */
    get acts() {
      return this.#timers.length > 0;
    }

    /** What the reader did is done: it led to another story, and what comes up there is not what they opened. */
    rest() {
      if (!this.acts) return;
      this.#stop();
      this.#end();
    }

    /** @param {AbortSignal} signal */
    start(signal) {
      UnnagEvents.on(["click"], (event) => isControl(targetOf(event)) && this.#begin(), { signal });
      UnnagEvents.on(["pointerdown"], (event) => event.pointerType === "mouse" && isControl(targetOf(event)) && this.#begin(), { signal });
      UnnagEvents.on(["keydown"], (event) => opens(event) && this.#begin(), { signal });
      // A script can write into a field as if by hand; before the reader has done anything on the page it was not them.
      UnnagEvents.on(["pointerdown", "keydown", "click"], () => (this.#isHere = true), { signal });
      UnnagEvents.on(["input"], (event) => this.#isHere && this.#fill(event), { signal });
      // A script can move the focus into what it opens; the reader's own follows a key or a click.
      UnnagEvents.on(["pointerdown", "keydown"], (event) => (this.#touchedAt = event.timeStamp), { signal });
      UnnagEvents.on(["focusin"], (event) => event.timeStamp - this.#touchedAt < FOCUS_MS && this.#fill(event), { signal });
      signal.addEventListener("abort", () => this.#stop());
    }

    #begin() {
      this.#stop();
      this.listener.begin();
      this.#timers = LOOKS_MS.map((time) => setTimeout(() => this.listener.look(), time));
      this.#timers.push(setTimeout(() => this.#end(), GRACE_MS));
    }

    #end() {
      this.#timers = [];
      this.listener.end();
    }

    #stop() {
      this.#timers.forEach(clearTimeout);
      this.#timers = [];
    }

    /** @param {Event} event */
    #fill(event) {
      const field = targetOf(event);
      if (field && Element.prototype.matches.call(field, FIELDS)) this.listener.fill(field);
    }
  }

  /**
   * The innermost target, in an open shadow root too.
   * @param {Event} event
   */
  function targetOf(event) {
    const [target] = event.composedPath();
    return target && target !== window && UnnagDom.isElement(/** @type {Node} */ (target)) ? target : null;
  }

  /** @param {Element | null} element */
  function isControl(element) {
    if (!element) return false;
    for (const up of UnnagDom.climb(element)) if (Element.prototype.matches.call(up, CONTROLS)) return true;
    return UnnagDom.styleOf(element)?.cursor === "pointer";
  }

  /**
   * Whether a key may open something: neither one that moves about, nor the space bar where it scrolls.
   * @param {KeyboardEvent} event
   */
  const opens = (event) => !MOVES.includes(event.key) && (event.key !== " " || isControl(targetOf(event)));

  return Object.freeze({ Reader, targetOf });
})();
