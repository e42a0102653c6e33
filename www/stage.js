/**
 * Where Unnag draws on a page: one element above everything, in whose closed shadow root the page can neither look nor reach. It
 * exists only while there is something to show, and the core never gets to know it.
 */
const UnnagStage = (() => {
  /** The page's own rules end at the host: what stands here is stronger. Sizes follow the reader's own type size, not the page's. */
  const STYLE = `
    :host { all: initial !important; display: block !important; position: fixed !important; inset: 0 !important; overflow: visible !important;
      pointer-events: none !important; z-index: 2147483647 !important; color-scheme: light dark !important;
      --paper: light-dark(#ffffff, #272a28); --ink: light-dark(#22272a, #e9e8e4); --quiet: light-dark(#5b6468, #a9afac);
      --edge: light-dark(#7f878a, #7c8480); --accent: light-dark(#3f6b5c, #8fc3ae); --on-accent: light-dark(#ffffff, #14211c);
      --chip: light-dark(#e9efe9, #33413a); }
    .all { font: medium / 1.45 system-ui, sans-serif; color: var(--ink); text-align: start; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    @media print { .all { display: none; } }
  `;

  class Stage {
    #host = UnnagDom.make("div");
    #root = this.#host.attachShadow({ mode: "closed" });

    /** @param {string} style rules for what is shown on it */
    constructor(style) {
      const sheet = UnnagDom.make("style");
      sheet.textContent = STYLE + style;
      this.all = part("div", "all");
      Object.assign(this.all, { lang: UnnagWords.language(), dir: UnnagWords.direction() });
      this.#root.append(sheet, this.all);
      this.#host.popover = "manual";
      UnnagDom.claim(this.#host);
      Node.prototype.appendChild.call(UnnagDom.documentElement(document), this.#host);
      this.#host.showPopover();
    }

    /** Whether an event happened on it. @param {Event} event */
    has(event) {
      return event.target === this.#host;
    }

    /** Whether the page has taken it away. */
    get gone() {
      return !this.#host.isConnected;
    }

    /** What has the focus on it. */
    get focused() {
      return this.#root.activeElement;
    }

    /**
     * What of it lies at a point of the window.
     * @param {number} x
     * @param {number} y
     */
    at(x, y) {
      return this.#root.elementFromPoint(x, y);
    }

    /** @param {Element} element */
    isHost(element) {
      return element === this.#host;
    }

    close() {
      this.#host.remove();
    }
  }

  /**
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} name
   * @param {string} className
   * @param {string} [text]
   * @returns {HTMLElementTagNameMap[T]}
   */
  function part(name, className, text = "") {
    const element = UnnagDom.make(name);
    element.className = className;
    element.textContent = text;
    return element;
  }

  return Object.freeze({ Stage, part });
})();
