/** What the parts of the options page share: the settings on their way in, and what went wrong on their way out. */
const UnnagOptions = (() => {
  const { find, write } = UnnagView;
  const { say } = UnnagWords;

  const said = find("#said", HTMLParagraphElement);
  const wrong = find("#wrong", HTMLParagraphElement);

  /** @type {((settings: Settings) => void)[]} */
  const parts = [];

  /** A part of the page that shows settings. @param {(settings: Settings) => void} show */
  const onShow = (show) => void parts.push(show);

  /** @param {Settings} settings */
  const show = (settings) => parts.forEach((part) => part(settings));

  /** The words for the reader. @param {unknown} error */
  function wordsOf(error) {
    if (error instanceof UnnagSettings.UnnagSettingsError) return say(`settings_${error.code}`, ...error.values);
    console.error(error);
    return say("settings_unknown");
  }

  /** Takes back what was said of the last thing that the reader did. */
  function hush() {
    write(said, "");
    write(wrong, "");
  }

  /**
   * Does what the reader asked for, and says so, or why not. Where it failed, the page shows again what holds.
   * @param {() => Promise<unknown>} work
   * @param {string} [done] words for success, where it cannot be seen
   * @returns {Promise<boolean>} whether it worked
   */
  async function attempt(work, done = "") {
    hush();
    try {
      await work();
      write(said, done);
      return true;
    } catch (error) {
      write(wrong, wordsOf(error));
      show(await UnnagSettings.read());
      return false;
    }
  }

  /**
   * A copy of what stands in a template, in the reader's words.
   * @template {HTMLElement} T
   * @param {string} id
   * @param {string} selector of the one element in it
   * @param {new () => T} type
   */
  function copy(id, selector, type) {
    const made = /** @type {DocumentFragment} */ (find(`template#${id}`, HTMLTemplateElement).content.cloneNode(true));
    UnnagWords.translate(made);
    return find(selector, type, made);
  }

  return Object.freeze({ onShow, show, wordsOf, hush, attempt, copy });
})();
