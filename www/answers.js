/** What the content script answers to the popup and the background. */
const UnnagAnswers = (() => {
  const { say } = UnnagWords;

  /** @param {LivePage} page @returns {PageState} */
  function stateOf({ site, marks, passes, settings, failure }) {
    const records = marks.records.map(({ element, ...thing }) => thing);
    const isHiding = records.some(({ label, shown }) => label === "consent" && !shown);
    /** @type {Notice[]} */
    const notices = [...(failure ? [failure] : []), ...(passes?.notices ?? []), ...(isHiding ? [/** @type {const} */ ("consent")] : [])];
    return {
      on: settings !== null && UnnagSettings.isOn(settings, site),
      paused: settings?.paused ?? false,
      site,
      mode: settings ? UnnagSettings.modeOf(settings, site) : "clean",
      title: UnnagDom.titleOf(document),
      url: location.href,
      records,
      notices,
    };
  }

  /**
   * The page's story as text; where it has none, all that is not hidden.
   * @param {LivePage} page
   * @param {"text" | "markdown"} format
   */
  async function textOf(page, format) {
    const snapshot = UnnagCorrections.snapshotOf(page);
    const settings = page.settings ? UnnagSettings.forCore(page.settings, page.site) : {};
    const story = await page.core().write(snapshot, { ...settings, mode: "focus" }, format);
    return story || page.core().write(snapshot, { ...settings, mode: "clean" }, format);
  }

  /** What shows words on the page. @type {PageMessage["kind"][]} */
  const SPEAKING = ["outline", "pick", "pick-here"];

  /** What is shown where. @param {LivePage} page @param {number | null} id */
  function outline({ marks, passes }, id) {
    const mark = marks.list.find((one) => one.id === id);
    if (!mark || !UnnagDom.isConnected(mark.element)) return UnnagPlace.clear();
    const measure = (/** @type {() => any} */ look) => (passes ? passes.own(() => marks.without(mark, look)) : look());
    UnnagPlace.show(mark.element, { hidden: mark.on ? measure : null, words: say("page_hidden", say(`label_${mark.order.label}`)) });
  }

  /** The page prints itself once the answer is on its way: the dialog holds everything up. */
  const print = () => void setTimeout(() => window.print());

  /**
   * Does what a message asks for.
   * @param {LivePage} page
   * @param {PageMessage} message
   */
  function act(page, message) {
    const { marks, passes } = page;
    if (message.kind === "show") marks.show(message.id);
    if (message.kind === "hide") marks.hide(message.id);
    if (message.kind === "show-all") passes?.showAll();
    if (message.kind === "hide-all") passes?.hideAll();
    if (message.kind === "show" || message.kind === "hide") passes?.mend();
    if (message.kind === "outline") outline(page, message.id);
    if (message.kind === "print") print();
    if (message.kind === "pick") UnnagPicker.start(page);
    if (message.kind === "pick-here") UnnagPicker.start(page, UnnagGrip.lastAsked());
  }

  /**
   * @param {LivePage} page
   * @param {PageMessage} message
   * @returns {Promise<PageState | string | Omit<Correction, "act"> | null>}
   */
  async function answer(page, message) {
    if (message.kind === "text") return textOf(page, message.format);
    if (message.kind === "sketch") {
      const thing = page.marks.records.find(({ id }) => id === message.id);
      return thing ? UnnagCorrections.correctionOf(page, thing).catch(() => null) : null;
    }
    if (SPEAKING.includes(message.kind)) await UnnagWords.ready(page.settings?.language ?? "");
    act(page, message);
    return stateOf(page);
  }

  return Object.freeze({ answer });
})();
