/** The popup: this site's switch and mode, what was hidden on the page and why, and the ways to change it. */
(() => {
  const { find, write } = UnnagView;
  const { say } = UnnagWords;

  /** With these the page is left as it is, and they say so. @type {NoticeCode[]} */
  const LEFT_ALONE = ["failed", "too_large", "unfocused"];
  const WEB = ["http:", "https:"];
  /** A page does not tell of everything that changes on it; this often it is asked. */
  const LOOK_MS = 1000;

  const site = find("#site", HTMLElement);
  const siteName = find("#site-name", HTMLSpanElement);
  const toggle = find("#switch", HTMLInputElement);
  const mode = find("#mode", HTMLFieldSetElement);
  const notices = find("#notices", UnnagNotices.Notices);
  const status = find("#status", HTMLParagraphElement);
  const all = find("#all", HTMLButtonElement);
  const things = find("#things", UnnagThings.Things);
  const support = find("#support", HTMLParagraphElement);
  /** Only where Unnag acts. */
  const tools = ["#pick", "#copy-text", "#copy-markdown", "#print"].map((id) => find(id, HTMLButtonElement));
  const pause = find("#pause", HTMLButtonElement);

  /** Everything that is painted follows from this. */
  const shown = {
    settings: UnnagSettings.merge(undefined),
    state: /** @type {PageState | null} */ (null),
    notices: /** @type {NoticeCode[]} */ ([]),
    /** The reader has just given the permission to act. */
    allowed: false,
  };
  const page = new UnnagPage.Page();
  const choices = new UnnagChoices.Choices({
    page,
    state: () => shown.state,
    onKept: (settings) => void (shown.settings = settings),
    show,
  });

  /** @param {PageState | null} state what the page answered; null where none did */
  async function show(state) {
    const silence = state ? [] : [shown.allowed ? "allowed" : await page.silence()];
    shown.state = state;
    shown.notices = [...(shown.settings.paused ? /** @type {const} */ (["paused"]) : []), ...silence, ...(state?.on ? state.notices : [])];
    render();
  }

  /** @param {PageMessage} message */
  const ask = async (message) => show(await page.ask(message));

  function render() {
    const { state, settings } = shown;
    const held = document.activeElement;
    const records = state?.on ? state.records : [];
    renderSite(state, settings);
    notices.show(shown.notices);
    write(status, statusOf(state));
    all.hidden = records.length === 0;
    write(all, say(records.some((thing) => !thing.shown) ? "popup_show_all" : "popup_hide_all"));
    things.show(records.map((thing) => ({ ...thing, act: actOf(thing) })));
    renderSupport(records);
    for (const tool of tools) tool.hidden = !state?.on;
    pause.hidden = settings.paused;
    UnnagTools.writeReport(shown);
    // The keyboard must not fall out of the popup with what had the focus.
    if (held && !held.checkVisibility()) (toggle.disabled ? find("#options", HTMLButtonElement) : toggle).focus();
  }

  /**
   * By what is kept: the page may still be about to follow.
   * @param {PageState | null} state
   * @param {Settings} settings
   */
  function renderSite(state, settings) {
    site.hidden = !state;
    toggle.disabled = mode.disabled = !state || settings.paused;
    if (!state) return;
    write(siteName, state.site === UnnagSettings.FILES ? say("popup_files") : state.site);
    toggle.checked = UnnagSettings.entryOf(settings, state.site).on;
    const chosen = toggle.checked ? UnnagSettings.modeOf(settings, state.site) : "off";
    for (const radio of mode.querySelectorAll("input")) radio.checked = radio.value === chosen;
  }

  /** @param {PageState | null} state */
  function statusOf(state) {
    if (!state || state.paused) return "";
    if (!state.on) return say("popup_off");
    if (state.records.length > 0) return say("popup_count", String(state.records.filter((thing) => !thing.shown).length));
    return state.notices.some((notice) => LEFT_ALONE.includes(notice)) ? "" : say("popup_nothing");
  }

  /** What the reader once said of a thing. @param {HiddenThing} thing */
  function actOf({ correction }) {
    const { corrections } = UnnagSettings.entryOf(shown.settings, shown.state?.site ?? "");
    return corrections.find(({ id }) => id === correction)?.act ?? null;
  }

  /** The publisher's own way to give or subscribe. @param {HiddenThing[]} records */
  function renderSupport(records) {
    const addresses = records.flatMap((thing) => thing.support ?? []).filter((one) => WEB.includes(new URL(one).protocol));
    support.hidden = addresses.length === 0;
    const { hostname = "", pathname = "", href = "" } = addresses[0] ? new URL(addresses[0]) : {};
    const link = find("a", HTMLAnchorElement, support);
    link.href = href;
    write(link, say("popup_support", hostname + pathname.replace(/\/$/, "")));
  }

  /** @param {ThingAct} act */
  function onAct(act) {
    if (act.kind === "outline") return page.ask(act);
    if (act.kind === "show" || act.kind === "hide") return ask(act);
    return act.kind === "forget" ? choices.forget(act.id) : choices.correct(act.kind, act.id);
  }

  /** @type {Record<Offer, () => unknown>} */
  const OFFERS = {
    resume: () => choices.pause(false),
    clean: () => choices.site({ mode: "clean" }),
    report: UnnagTools.openReport,
    // Its backdrop is a thing of its own.
    answer: async () => {
      const dialogs = shown.state?.records.filter((thing) => thing.label === "consent" && !thing.shown) ?? [];
      for (const { id } of dialogs) await ask({ kind: "show", id });
    },
    reload: () => page.reload(),
    // The answer comes by `onAdded`, as it does where the reader gives the permission in the browser's own menu.
    allow: UnnagPage.askLeave,
  };

  /** @param {Event} event */
  function onMode({ target }) {
    const { value } = /** @type {HTMLInputElement} */ (target);
    return choices.site(value === "off" ? { on: false } : { on: true, mode: /** @type {Mode} */ (value) });
  }

  function listen() {
    toggle.addEventListener("change", () => choices.site({ on: toggle.checked }));
    mode.addEventListener("change", onMode);
    all.addEventListener("click", () => ask({ kind: shown.state?.records.some((thing) => !thing.shown) ? "show-all" : "hide-all" }));
    things.addEventListener("unnag-act", (event) => onAct(/** @type {CustomEvent<ThingAct>} */ (event).detail));
    notices.addEventListener("unnag-offer", (event) => OFFERS[/** @type {CustomEvent<Offer>} */ (event).detail]());
    pause.addEventListener("click", () => choices.pause(true));
    find("#options", HTMLButtonElement).addEventListener("click", () => chrome.runtime.openOptionsPage());
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) window.close();
    });
    addEventListener("pagehide", () => page.ask({ kind: "outline", id: null }));
    chrome.permissions.onAdded.addListener(() => {
      shown.allowed = true;
      ask({ kind: "state" });
    });
    UnnagSettings.onChange((settings) => {
      shown.settings = settings;
      ask({ kind: "state" });
    });
    // The page tells the background its new count; that is the moment to look again.
    chrome.runtime.onMessage.addListener((message, sender) => {
      if (message.kind === "count") page.is(sender.tab?.id).then((ours) => (ours ? ask({ kind: "state" }) : undefined));
    });
  }

  async function start() {
    listen();
    UnnagTools.start(page, () => shown);
    const [settings, state] = await Promise.all([UnnagSettings.read(), page.ask({ kind: "state" })]);
    shown.settings = settings;
    await UnnagWords.ready(settings.language);
    UnnagWords.translate();
    things.lasting = true;
    await show(state);
    setInterval(() => ask({ kind: "state" }), LOOK_MS);
  }

  start();
})();
