/** What the reader says of a block: what it is, asked of the core, and handed on to be remembered for the site. */
const UnnagCorrections = (() => {
  /** Characters of text that the reader is shown of a thing. */
  const PREVIEW = 80;
  /** Bytes of an id: two of the same are not to be expected. */
  const ID_BYTES = 8;

  /** Works on pages without a secure connection too. */
  const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(ID_BYTES)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  /** @param {LivePage} page @returns {Snapshot} the page without anything that was done to it */
  const snapshotOf = ({ passes }) => (passes ? passes.snapshot() : UnnagSnapshot.snapshotPage(document));

  /**
   * What an element is, to know it again. Throws what the core says where that cannot be told.
   * @param {LivePage} page
   * @param {Element} element
   */
  async function sketchOf(page, element) {
    const snapshot = snapshotOf(page);
    const index = snapshot.elements.indexOf(element);
    if (index < 0) throw Object.assign(new Error("the element is no part of the page's columns"), { code: "Featureless" });
    return { snapshot, index, sketch: await page.core().sketch(snapshot, index) };
  }

  /**
   * A correction of something known, without what is to be done with it.
   * @param {LivePage} page
   * @param {{ element: Element, label: Label, text: string }} thing
   * @returns {Promise<Omit<Correction, "act">>}
   */
  async function correctionOf(page, { element, label, text }) {
    const { sketch } = await sketchOf(page, element);
    return { id: newId(), sketch, label, text };
  }

  /**
   * Hides an element for the reader, here and now, and has that remembered where it can be known again.
   * @param {LivePage} page
   * @param {Element} element
   * @returns {Promise<string | null>} why it is not remembered, in words for the reader; null where it is, or need not be
   */
  async function hideByHand(page, element) {
    const known = await sketchOf(page, element).catch(() => null);
    const thing = { label: /** @type {Label} */ ("other"), text: wordsOf(element) };
    if (!known) {
      hide(page, element, { ...thing, id: null });
      return null;
    }
    const id = newId();
    const { sketch } = known;
    const { label, text } = (await planned(page, known)) ?? thing;
    hide(page, element, { label, text, id });
    return remember({ site: page.site, correction: { id, act: "hide", sketch, label, text } });
  }

  /**
   * What the core says of an element once a correction hides it.
   * @param {LivePage} page
   * @param {Awaited<ReturnType<typeof sketchOf>>} known
   */
  async function planned({ passes, core }, { snapshot, index, sketch }) {
    if (!passes) return null;
    const { settings } = passes.host;
    const corrections = [...(settings.corrections ?? []), { act: /** @type {const} */ ("hide"), sketch }];
    const plan = await core().plan(snapshot, { ...settings, mode: "clean", corrections });
    return plan.operations.find(({ element, correction }) => element === index && correction === corrections.length - 1) ?? null;
  }

  /**
   * @param {LivePage} page
   * @param {Element} element
   * @param {{ label: Label, text: string, id: string | null }} what
   */
  function hide(page, element, what) {
    own(page, () => page.marks.hideByHand(element, UnnagOrders.byHand(what)));
    page.passes?.mend();
  }

  /** Makes a change that is no doing of the page. @param {LivePage} page @param {() => void} change */
  function own({ passes }, change) {
    if (passes) passes.own(change);
    else change();
  }

  /** @param {{ site: string, correction: Correction }} what @returns {Promise<string | null>} */
  async function remember(what) {
    try {
      /** @type {CorrectReply} */
      const { problem } = await UnnagReply.to({ kind: "correct", ...what });
      return problem && UnnagWords.say(`settings_${problem.code}`, ...problem.values);
    } catch {
      return UnnagWords.say("settings_unavailable");
    }
  }

  /** The first words of an element, or what stands for them. @param {Element} element */
  function wordsOf(element) {
    const text = UnnagDom.readable(element);
    const picture = Element.prototype.querySelector.call(element, "img[alt], [aria-label], [title]") ?? element;
    const words = text.trim() ? text : ["alt", "aria-label", "title"].map((name) => Element.prototype.getAttribute.call(picture, name) ?? "").join(" ");
    const line = words.replace(/\s+/g, " ").trim();
    return line.length > PREVIEW ? `${line.slice(0, PREVIEW - 1)}…` : line;
  }

  return Object.freeze({ snapshotOf, sketchOf, correctionOf, hideByHand, own, wordsOf });
})();
