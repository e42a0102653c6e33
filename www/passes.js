/** When a page is read: once as a whole when it is there, afterwards what is added to it. Nothing changes, nothing runs. */
const UnnagPasses = (() => {
  /** Passes take at most this share of the time; after a costly one the next waits longer. */
  const TIME_SHARE = 0.1;
  const MIN_GAP_MS = 50;
  const MAX_GAP_MS = 5_000;
  /** Additions that reach this share of the page are read with the whole page. */
  const FULL_SHARE = 0.5;
  /** How long after a click what appears counts as opened by it. */
  const GRACE_MS = 1_000;
  const DIALOGS = "dialog, [role=dialog], [role=alertdialog], [aria-modal=true]";

  /**
   * @typedef {object} Host
   * @property {InstanceType<typeof UnnagApply.Marks>} marks
   * @property {(page: Columns, settings: CoreSettings) => Plan | Promise<Plan>} plan
   * @property {CoreSettings} settings
   * @property {(error: unknown) => void} onDone after each pass, with the error if it failed, and after a change between passes
   */

  class Passes {
    /** @type {Set<Element>} */
    #added = new Set();
    #observer = new MutationObserver((records) => this.#collect(records));
    #ended = new AbortController();
    #fullDue = true;
    #running = false;
    #notBefore = 0;
    #timer = 0;
    #graceTimer = 0;
    /** How the page stood at the last full pass. */
    #seen = { size: 0, address: "", body: /** @type {Element | null} */ (null), story: /** @type {Element | null} */ (null) };

    /** @param {Host} host */
    constructor(host) {
      this.host = host;
    }

    start() {
      const { signal } = this.#ended;
      const listen = { capture: true, passive: true, signal };
      addEventListener("click", (event) => this.#onAction(event), listen);
      addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && this.#onAction(event), listen);
      addEventListener("toggle", (event) => this.#onToggle(event), listen);
      if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => this.#run(), { once: true, signal });
      else this.#run();
    }

    stop() {
      this.#ended.abort();
      this.#observer.disconnect();
      clearTimeout(this.#timer);
      clearTimeout(this.#graceTimer);
    }

    /**
     * Reads the whole page again, with other settings.
     * @param {CoreSettings} settings
     */
    restart(settings) {
      this.host.settings = settings;
      this.#fullDue = true;
      if (document.readyState !== "loading") this.#schedule();
    }

    /** @param {Event} event */
    #onToggle({ target }) {
      if (!(target instanceof HTMLDialogElement)) return;
      this.host.marks.closeHidden(target);
      this.host.onDone(null);
    }

    /** @param {Event} event */
    #onAction(event) {
      if (!event.isTrusted) return;
      this.host.marks.liftWaiting();
      clearTimeout(this.#graceTimer);
      this.#graceTimer = setTimeout(() => {
        this.#graceTimer = 0;
        this.host.marks.settleWaiting();
      }, GRACE_MS);
    }

    /** @param {MutationRecord[]} records */
    #collect(records) {
      for (const { target, addedNodes } of records) {
        for (const node of addedNodes) {
          const element = node instanceof Element ? node : ownText(target);
          if (element) this.#added.add(element);
        }
      }
      if (this.#added.size > 0) this.#schedule();
    }

    /** At once, so that nothing new is painted first, unless passes already took their share. */
    #schedule() {
      if (this.#running || this.#timer) return;
      const wait = this.#notBefore - performance.now();
      if (wait <= 0) this.#run();
      else this.#timer = setTimeout(() => this.#run(), wait);
    }

    async #run() {
      this.#timer = 0;
      this.#running = true;
      const started = performance.now();
      /** @type {unknown} */
      let failure = null;
      try {
        await (this.#needsFull() ? this.#fullPass() : this.#additionPass());
      } catch (error) {
        failure = error;
      }
      this.#running = false;
      if (this.#ended.signal.aborted) return;
      const ended = performance.now();
      this.#notBefore = ended + Math.min(MAX_GAP_MS, Math.max(MIN_GAP_MS, (ended - started) / TIME_SHARE));
      this.host.onDone(failure);
      if (this.#added.size > 0 || this.#fullDue) this.#schedule();
    }

    #needsFull() {
      const { size, address, body, story } = this.#seen;
      if (this.#fullDue || address !== addressOf(location) || body !== bodyOf(document)) return true;
      if (story && !Reflect.get(Node.prototype, "isConnected", story)) return true;
      let added = 0;
      for (const root of this.#added) added += 1 + Element.prototype.getElementsByTagName.call(root, "*").length;
      return added > size * FULL_SHARE;
    }

    async #fullPass() {
      const { marks, plan, settings } = this.host;
      if (this.#seen.size === 0 && sheetsArePending()) this.#repeatOnLoad();
      this.#fullDue = false;
      this.#added.clear();
      marks.sweep(document);
      const page = marks.lifted(() => UnnagSnapshot.snapshotPage(document));
      this.#seen = { size: page.elements.length, address: addressOf(location), body: bodyOf(document), story: null };
      this.#observer.observe(document, { childList: true, subtree: true });
      const found = await plan(page, settings);
      if (this.#ended.signal.aborted) return;
      this.#seen.story = page.elements[found.story ?? -1] ?? null;
      marks.carryOut(found, page.elements, { replace: true, spare: this.#isReaders });
    }

    #repeatOnLoad() {
      addEventListener("load", () => this.restart(this.host.settings), { once: true, signal: this.#ended.signal });
    }

    async #additionPass() {
      const { marks, plan, settings } = this.host;
      const roots = [...this.#added];
      this.#added.clear();
      for (const root of roots) marks.sweep(root);
      const page = UnnagSnapshot.snapshotAddition(roots, this.#seen.story);
      if (page.elements.length === 0) return;
      const found = await plan(page, settings);
      if (this.#ended.signal.aborted) return;
      marks.carryOut(found, page.elements, { spare: this.#isReaders });
    }

    /**
     * Whether it is about what the reader has just opened: something that comes over the page right after a click, and the
     * lock that it brings.
     * @param {Operation} operation
     * @param {Element} element
     */
    #isReaders = (operation, element) => this.#graceTimer !== 0 && (operation.kind === "unlock-scroll" || liesOver(element));
  }

  /** @param {Element} element */
  function liesOver(element) {
    for (let up = /** @type {Element | null} */ (element); up; up = Reflect.get(Node.prototype, "parentElement", up)) {
      if (Element.prototype.matches.call(up, DIALOGS) || getComputedStyle(up).position === "fixed") return true;
    }
    return false;
  }

  /** Whether style sheets are still on their way; what is measured before they are in must be measured again. */
  function sheetsArePending() {
    if (document.readyState === "complete") return false;
    const links = Document.prototype.querySelectorAll.call(document, "link[rel~=stylesheet]:not([disabled])");
    return [...links].some((link) => link instanceof HTMLLinkElement && link.sheet === null);
  }

  /** @param {Location} location */
  const addressOf = ({ origin, pathname, search }) => origin + pathname + search;

  /** @param {Document} document */
  const bodyOf = (document) => Reflect.get(Document.prototype, "body", document);

  /**
   * An element that got new text and holds nothing else.
   * @param {Node} node
   */
  function ownText(node) {
    return node instanceof Element && Reflect.get(Element.prototype, "childElementCount", node) === 0 ? node : null;
  }

  return Object.freeze({ Passes });
})();
