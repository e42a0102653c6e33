/**
 * When a page is read: what streams in before it is painted, the whole page when it is there, afterwards what is added to it or
 * changes of the looks that matter. Nothing changes, nothing runs.
 */
const UnnagPasses = (() => {
  const { isConnected, parentOf, childrenOf, documentElement, bodyOf, readyStateOf } = UnnagDom;

  /**
   * @typedef {object} Host
   * @property {InstanceType<typeof UnnagApply.Marks>} marks
   * @property {Core} core
   * @property {CoreSettings} settings
   * @property {InstanceType<typeof UnnagRemovals.Removals>} removals
   * @property {readonly string[]} corrections the ids of the settings' corrections, in their order
   * @property {() => boolean} isAlive false once the extension was updated or taken away
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
    #copies;
    #reader = new UnnagReader.Reader({
      begin: () => this.#byReader(() => this.#openings.begin()),
      look: () => this.#byReader(() => this.#openings.look()),
      end: () => this.#byReader(() => this.#openings.end()),
      fill: (field) => this.host.marks.touch(field),
    });
    /** The last element of the last addition. @type {Element | null} */
    #open = null;
    #seen = new UnnagSeen.Seen();

    /** @param {Host} host */
    constructor(host) {
      this.host = host;
      const listener = {
        added: (/** @type {Element[]} */ elements) => this.#onAdded(elements),
        changed: (/** @type {Element} */ element) => this.#onChanged(element),
        isStory: (/** @type {Element} */ element) => this.#seen.isStory(element),
      };
      this.#watch = new UnnagWatch.Watch(listener, host.removals);
      this.reading = new UnnagReading.Reading({ marks: host.marks, focus: this.#focus, watch: this.#watch });
      this.#openings = new UnnagOpened.Openings(host.marks);
      this.mending = new UnnagMending.Mending(host, this.#patience);
      this.#copies = new UnnagCopies.Copies({
        isOurs: (element, name) => this.#isOurs(element, name),
        mayAct: () => this.#patience.meet(),
        own: (change) => this.#watch.own(change),
      });
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
      UnnagTraps.start({ isHeld: () => this.host.marks.harm.over, inStory: (element) => this.#seen.inStory(element) }, signal);
      UnnagEvents.on(["toggle"], (event) => this.#onToggle(event), { signal });
      this.#watch.start();
      this.#copies.watch(document);
      // Once for most pages, and again for one that is opened anew.
      UnnagEvents.on([/** @type {any} */ ("DOMContentLoaded")], () => this.#schedule(), { signal });
      if (!isLoading()) return this.#schedule();
      // A style sheet can pin what stood in the flow when it came.
      UnnagEvents.on(["load"], (event) => UnnagDom.isHtml(/** @type {Node} */ (event.target), "link") && this.#readBody(), { signal, target: document });
      this.#readBody();
    }

    stop() {
      this.#quiet();
      this.mending.undo();
      this.#focus.leave();
      this.#copies.sweep(document);
    }

    /** Nothing more is done to the page, and nothing is taken back: what is hidden without its lock undone would lock the reader in. */
    #quiet() {
      this.#ended.abort();
      this.#watch.stop();
      this.#copies.stop();
      clearTimeout(this.#timer);
      clearTimeout(this.#later);
    }

    /** An extension that is gone leaves its scripts on the page behind; they do nothing any more. */
    get #isOver() {
      if (!this.#ended.signal.aborted && !this.host.isAlive()) this.#quiet();
      return this.#ended.signal.aborted;
    }

    /**
     * Reads the whole page again, with other settings.
     * @param {Pick<Host, "settings" | "corrections">} told
     */
    restart(told) {
      Object.assign(this.host, told);
      this.#due.asked = true;
      this.#due.full = true;
      if (!isLoading()) this.#schedule();
    }

    /** The page as the core gets to know it: without anything that was done to it. */
    snapshot() {
      return this.reading.page();
    }

    /** Whether an element is the page's story, or holds it. @param {Element} element */
    holdsStory(element) {
      return this.#seen.holdsStory(element);
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
      if (this.#isOver) return;
      this.#watch.own(change);
      this.host.onDone(this.#failure);
    }

    /** @param {Event} event */
    #onToggle({ target }) {
      if (!UnnagDom.isHtml(/** @type {Node} */ (target), "dialog")) return;
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
      if (this.#isOver) return;
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
      // Without a root there is no page, until the next one comes.
      if (this.#running || this.#isOver || !documentElement(document)) return;
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
      if (this.#additions.any || (this.#due.full && !isLoading()) || this.#due.mending) this.#schedule();
    }

    /**
     * @param {InstanceType<typeof UnnagTurn.Turn>} turn
     * @returns {void | Promise<void>}
     */
    #pass(turn) {
      this.#due.mending = false;
      if (isLoading()) return this.#additionPass({ early: true }, turn);
      if (this.#due.full || this.#seen.isPast(() => this.#additions.size)) return this.#fullPass(turn);
      if (this.#additions.any) return this.#additionPass({ story: this.#seen.story }, turn);
    }

    /** @param {InstanceType<typeof UnnagTurn.Turn>} turn */
    async #fullPass(turn) {
      const { marks, core, settings } = this.host;
      if (this.#seen.size === 0 && sheetsArePending()) this.#repeatOnLoad();
      if (this.#seen.isElsewhere) this.#forget();
      clearTimeout(this.#later);
      this.#later = 0;
      this.#due.full = false;
      this.#additions.clear();
      this.#copies.sweep(document);
      const page = await this.reading.pageInTurns(turn);
      if (this.#ended.signal.aborted) return;
      if (page.elements.length === 0) return;
      this.#read = turn.elements = page.elements.length;
      this.#additions.judged(page.elements);
      this.#seen.read(page);
      this.#enter(page);
      const found = await core.plan(page, settings, turn);
      if (this.#ended.signal.aborted) return;
      this.#seen.judge(page, found);
      const { corrections } = this.host;
      const options = { corrections, replace: true, spare: this.#isReaders, again: () => this.#patience.meet() };
      this.#turn(() => marks.carryOut(found, page.elements, options));
      this.#failure = null;
      this.#watch.looksOf(marks.elements);
    }

    /** What a snapshot met of shadow roots is watched from now on. @param {Snapshot} page */
    #enter(page) {
      this.#watch.shadowsOf(page);
      for (const shadow of page.shadows) {
        this.#copies.sweep(shadow);
        this.#copies.watch(shadow);
      }
    }

    /**
     * Whether an attribute of Unnag's stands where it should.
     * @param {Element} element
     * @param {string} name
     */
    #isOurs(element, name) {
      const { marks } = this.host;
      if (name === UnnagMark.MARK) return marks.hides(element);
      if (name === UnnagRepairs.FIX) return this.mending.has(element);
      return this.#focus.has(element) || (name === UnnagOverride.KEPT && (marks.has(element) || this.mending.has(element)));
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
      if (this.#seen.isGone) this.#reader.rest();
      this.host.marks.forget();
      this.mending.undo();
      this.#focus.leave();
      this.#watch.removed.clear();
    }

    #repeatOnLoad() {
      UnnagEvents.on(["load"], () => this.restart(this.host), { signal: this.#ended.signal });
    }

    /** What stands directly in the body, once more: how it looks may have changed without any element coming. */
    #readBody() {
      const body = bodyOf(document);
      if (body && isLoading()) this.#onAdded([...childrenOf(body)].filter(UnnagUnits.isSmall));
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
      for (const unit of units) this.#copies.sweep(unit);
      const page = UnnagSnapshot.snapshotAddition(units, scope);
      this.#read = turn.elements = page.elements.length;
      if (page.elements.length === 0) return;
      this.#enter(page);
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
     * What was added is judged without its surroundings; where it may ask and nothing came of it, the whole page tells. What was written
     * into something hidden may be story.
     * @param {Set<Element>} units
     */
    #weigh(units) {
      if (!this.#additions.areDoubtful(units, (unit) => this.host.marks.covers(unit))) return;
      const wait = this.#pace.doubt;
      if (wait === 0) this.#due.full = true;
      else this.#later ||= setTimeout(() => this.restart(this.host), wait);
    }

    /**
     * Whether it is what the reader has just opened: something that comes over the page right after a click or key.
     * @param {Element} element
     */
    #isReaders = (element) => this.#reader.acts && UnnagMark.pinnedIn(element) !== null;
  }

  /** Whether what was added may ask for something, or lie over the page, which comes as a part of its own. @param {Element} element */
  function mayNotWait(element) {
    return parentOf(element) === bodyOf(document) || UnnagUnits.hasControl(element);
  }

  const isLoading = () => readyStateOf(document) === "loading";

  /** Whether style sheets are still on their way; what is measured before they are in must be measured again. */
  function sheetsArePending() {
    if (readyStateOf(document) === "complete") return false;
    const links = Document.prototype.querySelectorAll.call(document, "link[rel~=stylesheet]:not([disabled])");
    return [...links].some((link) => UnnagDom.isHtml(link, "link") && link.sheet === null);
  }

  return Object.freeze({ Passes });
})();
