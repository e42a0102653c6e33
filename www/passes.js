/**
 * When a page is read: what streams in before it is painted, the whole page when it is there, afterwards what is added to it or
 * changes of the looks that matter. Nothing changes, nothing runs.
 */
const UnnagPasses = (() => {
  /** Additions that reach this share of the page are read with the whole page. */
  const FULL_SHARE = 0.5;

  const { isConnected, parentOf, bodyOf, holds } = UnnagDom;

  /**
   * @typedef {object} Host
   * @property {InstanceType<typeof UnnagApply.Marks>} marks
   * @property {Core} core
   * @property {CoreSettings} settings
   * @property {InstanceType<typeof UnnagRemovals.Removals>} removals
   * @property {readonly string[]} corrections the ids of the settings' corrections, in their order
   * @property {(error: unknown) => void} onDone after each pass and after a change between passes; with the error of the last pass that failed, if the whole
   *   page was not read since
   */

  class Passes {
    #additions = new UnnagAdditions.Additions();
    #due = { full: true, mending: false, asked: false };
    #running = false;
    /** Why the page was not read. @type {unknown} */
    #failure = null;
    /** How many elements the running pass has read. */
    #read = 0;
    #timer = 0;
    #ended = new AbortController();
    #openings;
    #focus = new UnnagFocus.Focus();
    #pace = new UnnagBudget.Pace();
    #patience = new UnnagBudget.Patience();
    #later = 0;
    #watch;
    #reader = new UnnagReader.Reader({
      begin: () => this.#byReader(() => this.#openings.begin()),
      look: () => this.#byReader(() => this.#openings.look()),
      end: () => this.#byReader(() => this.#openings.end()),
      fill: (field) => this.host.marks.touch(field),
    });
    /** The last element of the last addition. @type {Element | null} */
    #open = null;
    /** How the page stood at the last full pass. */
    #seen = {
      size: 0, address: "", partial: false, unfocused: false, body: /** @type {Element | null} */ (null), story: /** @type {Element | null} */ (null),
      paragraphs: /** @type {Element[]} */ ([]),
    };

    /** @param {Host} host */
    constructor(host) {
      this.host = host;
      const listener = {
        added: (/** @type {Element[]} */ elements) => this.#onAdded(elements),
        changed: (/** @type {Element} */ element) => this.#onChanged(element),
        isStory: (/** @type {Element} */ element) => this.#seen.paragraphs.some((paragraph) => holds(element, paragraph)),
      };
      this.#watch = new UnnagWatch.Watch(listener, host.removals);
      this.reading = new UnnagReading.Reading({ marks: host.marks, focus: this.#focus, watch: this.#watch });
      this.#openings = new UnnagOpened.Openings(host.marks);
      this.mending = new UnnagMending.Mending(host, this.#patience);
    }

    /** What the reader should know of the page. @returns {Notice[]} */
    get notices() {
      const { unfocused, partial } = this.#seen;
      /** @type {[boolean, Notice][]} */
      const all = [[unfocused, "unfocused"], [partial, "partial"], [this.#patience.ended, "insists"]];
      return all.flatMap(([is, notice]) => (is ? notice : []));
    }

    start() {
      const { signal } = this.#ended;
      this.#reader.start(signal);
      UnnagTraps.start({ isHeld: () => this.host.marks.harm.over, inStory: (element) => this.#inStory(element) }, signal);
      addEventListener("toggle", (event) => this.#onToggle(event), { capture: true, passive: true, signal });
      this.#watch.start();
      if (document.readyState !== "loading") return this.#schedule();
      document.addEventListener("DOMContentLoaded", () => this.#schedule(), { once: true, signal });
      // A style sheet can pin what stood in the flow when it came.
      addEventListener("load", (event) => event.target instanceof HTMLLinkElement && this.#readBody(), { capture: true, signal });
      this.#readBody();
    }

    stop() {
      this.#ended.abort();
      this.#watch.stop();
      this.mending.undo();
      this.#focus.leave();
      clearTimeout(this.#timer);
      clearTimeout(this.#later);
    }

    /**
     * Reads the whole page again, with other settings.
     * @param {Pick<Host, "settings" | "corrections">} told
     */
    restart(told) {
      Object.assign(this.host, told);
      this.#due.asked = true;
      this.#due.full = true;
      if (document.readyState !== "loading") this.#schedule();
    }

    /** The page as the core gets to know it: without anything that was done to it. */
    snapshot() {
      return this.reading.page();
    }

    /** Whether an element is the page's story, or holds it. @param {Element} element */
    holdsStory(element) {
      const { story, paragraphs } = this.#seen;
      const isWhole = paragraphs.length > 1 && paragraphs.every((paragraph) => holds(element, paragraph));
      return isWhole || (story !== null && holds(element, story));
    }

    /** The page as it came, until the reader wants things hidden again. */
    showAll() {
      this.#turn(() => this.host.marks.showAll());
      this.mending.undo();
      this.mend();
    }

    hideAll() {
      this.#turn(() => this.host.marks.hideAll());
      this.mend();
    }

    /**
     * Makes a change that is no doing of the page.
     * @template T
     * @param {() => T} change
     * @returns {T}
     */
    own(change) {
      return this.#watch.own(change);
    }

    /** The reader shows or hides something: what was repaired for it goes with it. */
    mend() {
      this.#due.mending = true;
      this.#schedule();
    }

    /** @param {() => void} change */
    #byReader(change) {
      this.#watch.own(change);
      this.host.onDone(this.#failure);
    }

    /** @param {Event} event */
    #onToggle({ target }) {
      if (!(target instanceof HTMLDialogElement)) return;
      const { marks } = this.host;
      this.#byReader(() => (this.#reader.acts ? marks.giveDialog(target) : marks.closeHidden(target)));
    }

    /** @param {Element[]} elements */
    #onAdded(elements) {
      for (const element of elements) {
        this.#additions.add(element);
        if (this.#isReaders(element)) this.host.marks.keep(element);
      }
      if (elements.some(mayNotWait)) this.#pace.hurry();
      if (this.#additions.tooMany) {
        this.#additions.clear();
        this.#due.full = true;
      }
      this.#schedule();
    }

    /** @param {Element} element */
    #onChanged(element) {
      const { marks } = this.host;
      if (marks.isUndone(element)) {
        if (this.#patience.meet()) this.#watch.own(() => marks.enforce(element));
      } else if (this.mending.concerns(element)) {
        this.mend();
      } else if (UnnagDom.isVisible(element) && UnnagUnits.isSmall(element) && UnnagFacts.liesOver(element)) {
        this.#onAdded([element]);
      }
    }

    /** Before the page is painted again, unless passes already took their share of the time. */
    #schedule() {
      if (this.#running || this.#ended.signal.aborted) return;
      // What is due now may not have to wait as long as what was due before.
      clearTimeout(this.#timer);
      this.#timer = 0;
      const wait = this.#pace.wait(!this.#due.full && !this.#due.mending);
      // What the reader chose does not wait.
      if (wait === 0 || this.#due.asked) this.#run();
      else this.#timer = setTimeout(() => this.#run(), wait);
    }

    async #run() {
      this.#timer = 0;
      this.#due.asked = false;
      this.#running = true;
      this.#read = 0;
      const started = performance.now();
      const loading = this.#seen.size === 0;
      const full = this.#due.full;
      const turn = new UnnagTurn.Turn();
      try {
        await this.#pass(turn);
        if (turn.isOver) await turn.next();
        await this.mending.mend(this.#seen.paragraphs, this.#watch, this.#reader.acts);
      } catch (error) {
        this.#failure = error;
      }
      this.#running = false;
      this.#pace.spend(performance.now() - started, this.#read, { first: loading && this.#seen.size > 0, full });
      if (this.#ended.signal.aborted) return;
      this.host.onDone(this.#failure);
      if (this.#additions.any || (this.#due.full && document.readyState !== "loading") || this.#due.mending) this.#schedule();
    }

    /**
     * @param {InstanceType<typeof UnnagTurn.Turn>} turn
     * @returns {void | Promise<void>}
     */
    #pass(turn) {
      this.#due.mending = false;
      if (document.readyState === "loading") return this.#additionPass({ early: true }, turn);
      if (this.#needsFull()) return this.#fullPass(turn);
      if (this.#additions.any) return this.#additionPass({ story: this.#seen.story }, turn);
    }

    #needsFull() {
      const { size, address, body, story } = this.#seen;
      if (this.#due.full || address !== addressOf(location) || body !== bodyOf(document)) return true;
      if (story && !isConnected(story)) return true;
      return this.#additions.size > size * FULL_SHARE;
    }

    /** @param {InstanceType<typeof UnnagTurn.Turn>} turn */
    async #fullPass(turn) {
      const { marks, core, settings } = this.host;
      if (this.#seen.size === 0 && sheetsArePending()) this.#repeatOnLoad();
      if (this.#seen.address && this.#seen.address !== addressOf(location)) this.#forget();
      clearTimeout(this.#later);
      this.#later = 0;
      this.#due.full = false;
      this.#additions.clear();
      marks.sweep(document);
      const page = await this.reading.pageInTurns(turn);
      if (this.#ended.signal.aborted) return;
      this.#read = turn.elements = page.elements.length;
      this.#additions.judged(page.elements);
      this.#seen = { ...this.#seen, size: page.elements.length, address: addressOf(location), body: bodyOf(document), story: null };
      this.#watch.shadowsOf(page);
      const found = await core.plan(page, settings, turn);
      if (this.#ended.signal.aborted) return;
      this.#seen.story = page.elements[found.story ?? -1] ?? null;
      this.#seen.paragraphs = found.paragraphs.flatMap((index) => page.elements[index] ?? []);
      this.#seen.partial = found.partial;
      this.#seen.unfocused = found.unfocused;
      const { corrections } = this.host;
      const options = { corrections, replace: true, spare: this.#isReaders, again: () => this.#patience.meet() };
      this.#turn(() => marks.carryOut(found, page.elements, options));
      this.#failure = null;
      this.#watch.looksOf(marks.elements);
    }

    /**
     * Makes a change of what is hidden. In Focus mode the story is laid out by itself, as long as the rest is hidden.
     * @param {() => void} change
     */
    #turn(change) {
      const { marks, settings } = this.host;
      const { story, paragraphs, unfocused } = this.#seen;
      const wanted = settings.mode === "focus" && !unfocused;
      const follow = () => {
        change();
        // What was repaired in one layout may be right in the other.
        if (this.#focus.on !== (wanted && !marks.allShown)) this.mending.undo();
        if (wanted && !marks.allShown) this.#focus.enter(story, paragraphs);
        else this.#focus.leave();
      };
      const moves = wanted || this.#focus.on;
      this.#watch.own(() => (moves ? UnnagFocus.keepPlace(story, follow) : follow()));
    }

    #forget() {
      const { paragraphs } = this.#seen;
      if (paragraphs.length > 0 && !paragraphs.some(isConnected)) this.#reader.rest();
      this.host.marks.forget();
      this.mending.undo();
      this.#focus.leave();
      this.#watch.removed.clear();
    }

    #repeatOnLoad() {
      addEventListener("load", () => this.restart(this.host), { once: true, signal: this.#ended.signal });
    }

    /** What stands directly in the body, once more: how it looks may have changed without any element coming. */
    #readBody() {
      const body = bodyOf(document);
      if (body && document.readyState === "loading") this.#onAdded([...body.children].filter(UnnagUnits.isSmall));
    }

    /**
     * @param {{ story?: Element | null, early?: boolean }} scope
     * @param {InstanceType<typeof UnnagTurn.Turn>} turn
     */
    async #additionPass(scope, turn) {
      const { marks, core, settings } = this.host;
      // Where the page ended at the last pass, what came since may say more of it.
      if (scope.early && this.#open && isConnected(this.#open)) this.#additions.add(this.#open);
      const units = this.#additions.take();
      for (const unit of units) marks.sweep(unit);
      const page = UnnagSnapshot.snapshotAddition(units, scope);
      this.#read = turn.elements = page.elements.length;
      if (page.elements.length === 0) return;
      this.#watch.shadowsOf(page);
      const found = await core.plan(page, settings, turn);
      if (this.#ended.signal.aborted) return;
      const within = scope.early ? [...units] : [];
      const options = { corrections: this.host.corrections, within, spare: this.#isReaders, again: () => this.#patience.meet() };
      this.#watch.own(() => marks.carryOut(found, page.elements, options));
      this.#pace.found(found.operations.length);
      this.#open = page.elements.at(-1) ?? null;
      this.#watch.looksOf(marks.elements);
      if (!scope.early) this.#weigh(units);
    }

    /**
     * What was added is judged without its surroundings; where it may ask and nothing came of it, the whole page tells.
     * @param {Set<Element>} units
     */
    #weigh(units) {
      if (!this.#additions.areDoubtful(units)) return;
      const wait = this.#pace.doubt;
      if (wait === 0) this.#due.full = true;
      else this.#later ||= setTimeout(() => this.restart(this.host), wait);
    }

    /**
     * Whether it is what the reader has just opened: something that comes over the page right after a click or key.
     * @param {Element} element
     */
    #isReaders = (element) => this.#reader.acts && UnnagMark.pinnedIn(element) !== null;

    /** @param {Element} element */
    #inStory(element) {
      const { story, body } = this.#seen;
      return element === body || element === document.documentElement || (story !== null && holds(story, element));
    }
  }

  /** Whether what was added may ask for something, or lie over the page, which comes as a part of its own. @param {Element} element */
  function mayNotWait(element) {
    return parentOf(element) === bodyOf(document) || UnnagUnits.hasControl(element);
  }

  /** Whether style sheets are still on their way; what is measured before they are in must be measured again. */
  function sheetsArePending() {
    if (document.readyState === "complete") return false;
    const links = Document.prototype.querySelectorAll.call(document, "link[rel~=stylesheet]:not([disabled])");
    return [...links].some((link) => link instanceof HTMLLinkElement && link.sheet === null);
  }

  /** @param {Location} location */
  const addressOf = ({ origin, pathname, search }) => origin + pathname + search;

  return Object.freeze({ Passes });
})();
