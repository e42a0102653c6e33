/** On each page: switched on, it runs the passes; switched off, it only waits to be switched on. */
(() => {
  const HTML_TYPES = ["text/html", "application/xhtml+xml"];

  const site = UnnagSettings.siteOf(location);
  const marks = new UnnagApply.Marks(document);
  /** @type {InstanceType<typeof UnnagPasses.Passes> | null} */
  let passes = null;
  let on = false;
  /** What the core was told last, to notice a change. */
  let told = "";
  /** @type {PageState["notice"]} */
  let notice = null;
  let reported = 0;

  /** After an update of the extension this script lives on without it; then it must do nothing. */
  const isOrphan = () => !chrome.runtime?.id;

  /** @param {BackgroundMessage} message */
  function send(message) {
    if (!isOrphan()) chrome.runtime.sendMessage(message).catch(() => {});
  }

  function report() {
    // The badge belongs to the tab, and a page that is only prepared is not in it yet.
    if (document.prerendering || marks.count === reported) return;
    reported = marks.count;
    send({ kind: "count", count: reported });
  }

  /** @param {unknown} error */
  function onDone(error) {
    if (isOrphan()) return passes?.stop();
    notice = error ? noticeOf(error) : null;
    if (error) console.debug("Unnag left the page as it is:", error);
    report();
  }

  /**
   * @param {unknown} error
   * @returns {PageState["notice"]}
   */
  function noticeOf(error) {
    return error instanceof Error && "code" in error && error.code === "PageTooLarge" ? "too_large" : "failed";
  }

  /** @param {Settings} settings */
  function follow(settings) {
    on = UnnagSettings.isOn(settings, site);
    const tell = JSON.stringify(UnnagSettings.forCore(settings, site));
    if (!on) turnOff();
    else if (!passes) turnOn(settings);
    else if (tell !== told) passes.restart(UnnagSettings.forCore(settings, site));
    told = tell;
  }

  /** @param {Settings} settings */
  function turnOn(settings) {
    try {
      const refused = settings.refusals.includes(location.origin);
      const core = UnnagCore.route({ refused, onRefusal: () => send({ kind: "refused" }) });
      passes = new UnnagPasses.Passes({ marks, core, settings: UnnagSettings.forCore(settings, site), onDone });
      passes.start();
    } catch (error) {
      onDone(error);
    }
  }

  function turnOff() {
    if (!passes) return;
    passes.stop();
    passes = null;
    notice = null;
    marks.undo();
    report();
  }

  /** @returns {PageState} */
  function state() {
    const records = marks.records.map(({ element, ...record }) => record);
    return { on, site, records, notice: notice ?? passes?.notice ?? null };
  }

  /**
   * @param {PageMessage} message
   * @returns {PageState}
   */
  function answer(message) {
    if (message.kind === "show") marks.show(message.id);
    if (message.kind === "hide") marks.hide(message.id);
    if (message.kind === "show-all") {
      marks.showAll();
      passes?.mending.undo();
    }
    if (message.kind === "hide-all") marks.hideAll();
    if (message.kind !== "state") passes?.mend();
    report();
    return state();
  }

  async function start() {
    const lift = UnnagCurtain.draw();
    chrome.runtime.onMessage.addListener((message, _sender, reply) => reply(answer(message)));
    UnnagSettings.onChange(follow);
    document.addEventListener("prerenderingchange", report);
    // A page that comes back from the cache of visited pages missed what happened meanwhile, and the badge was reset.
    addEventListener("pageshow", async (event) => {
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

  if (HTML_TYPES.includes(document.contentType)) start();
})();
