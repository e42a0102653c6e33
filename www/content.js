/** On each page: switched on, it runs the passes; switched off, it only waits to be switched on. */
(() => {
  const HTML_TYPES = ["text/html", "application/xhtml+xml"];

  const site = UnnagSettings.siteOf(location);
  const removals = new UnnagRemovals.Removals();
  /** @type {Core | null} */
  let core = null;
  /** What the core was told last, to notice a change. */
  let told = "";
  let reported = 0;
  /** @type {LivePage} */
  const page = { site, marks: new UnnagApply.Marks(document), passes: null, settings: null, failure: null, core: route };

  /** After an update of the extension this script lives on without it; then it must do nothing. */
  const isOrphan = () => !chrome.runtime?.id;

  /** @param {BackgroundMessage} message */
  function send(message) {
    if (!isOrphan()) chrome.runtime.sendMessage(message).catch(() => {});
  }

  /** @param {{ anew?: boolean }} [options] `anew`: the badge may show something else than the last count */
  function report({ anew = false } = {}) {
    // The badge belongs to the tab, and a page that is only prepared is not in it yet.
    if (UnnagDom.isPrepared() || (page.marks.count === reported && !anew)) return;
    reported = page.marks.count;
    send({ kind: "count", count: reported });
  }

  /** @param {unknown} error */
  function onDone(error) {
    page.failure = error ? failureOf(error) : null;
    if (error) console.debug("Unnag left the page as it is:", error);
    report();
  }

  /**
   * @param {unknown} error
   * @returns {Notice}
   */
  function failureOf(error) {
    return error instanceof Error && "code" in error && error.code === "PageTooLarge" ? "too_large" : "failed";
  }

  /** The way to the core, found when it is needed first. */
  function route() {
    const refused = UnnagRefusals.has(page.settings?.refusals ?? [], location);
    core ??= UnnagCore.route({ refused, onRefusal: () => send({ kind: "refused" }) });
    return core;
  }

  /** @param {Settings} settings */
  function follow(settings) {
    const before = page.settings;
    page.settings = settings;
    release(before);
    const tell = JSON.stringify(tellOf(settings));
    if (!UnnagSettings.isOn(settings, site)) turnOff();
    else if (!page.passes) turnOn(settings);
    else if (tell !== told) page.passes.restart(tellOf(settings));
    told = tell;
    if (before && before.badge !== settings.badge) report({ anew: true });
  }

  /** What the passes are told of the settings. @param {Settings} settings */
  const tellOf = (settings) => ({ settings: UnnagSettings.forCore(settings, site), corrections: idsOf(settings) });

  /** @param {Settings | null} settings */
  const idsOf = (settings) => (settings ? UnnagSettings.entryOf(settings, site).corrections.map(({ id }) => id) : []);

  /** What the reader hid by hand comes back with the correction that remembered it. @param {Settings | null} before */
  function release(before) {
    const now = idsOf(page.settings);
    const gone = idsOf(before).filter((id) => !now.includes(id));
    if (gone.length > 0) page.marks.release(gone);
  }

  /** @param {Settings} settings */
  function turnOn(settings) {
    try {
      page.passes = new UnnagPasses.Passes({ marks: page.marks, core: route(), removals, ...tellOf(settings), isAlive: () => !isOrphan(), onDone });
      page.passes.start();
    } catch (error) {
      onDone(error);
    }
  }

  function turnOff() {
    removals.stop();
    if (!page.passes) return;
    UnnagPicker.stop();
    page.passes.stop();
    page.passes = null;
    page.failure = null;
    page.marks.undo();
    report();
  }

  /**
   * @param {PageMessage} message
   * @param {(answer: unknown) => void} reply
   */
  function answer(message, reply) {
    UnnagAnswers.answer(page, message)
      .catch((error) => void console.debug("Unnag cannot do that on this page:", error))
      .then((answer) => {
        reply(answer ?? null);
        report();
      });
    return true;
  }

  async function start() {
    const lift = UnnagCurtain.draw();
    removals.start();
    UnnagGrip.start();
    chrome.runtime.onMessage.addListener((message, _sender, reply) => answer(message, reply));
    UnnagSettings.onChange(follow);
    UnnagEvents.on([/** @type {any} */ ("prerenderingchange")], () => report());
    // A page that comes back from the cache of visited pages missed what happened meanwhile, and the badge was reset.
    UnnagEvents.on(["pageshow"], async (event) => {
      if (!event.persisted || isOrphan()) return;
      reported = 0;
      follow(await UnnagSettings.read());
      report();
    });
    const settings = await UnnagSettings.read();
    // The first pass must see the page without it. No frame is painted between the two.
    lift();
    follow(settings);
  }

  if (HTML_TYPES.includes(UnnagDom.contentTypeOf(document))) start();
})();
