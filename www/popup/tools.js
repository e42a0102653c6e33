/** What the popup does with the page beside hiding: pick, copy, print, and a report for the reader to keep. */
const UnnagTools = (() => {
  const { find, write } = UnnagView;
  const { say } = UnnagWords;

  const wrong = find("#wrong", HTMLDetailsElement);
  const report = find("#report", HTMLTextAreaElement);
  const withAddress = find("#with-address", HTMLInputElement);
  const said = find("#said", HTMLParagraphElement);

  /**
   * Tells the reader what came of something; screen readers say it.
   * @param {string} words
   */
  function tell(words) {
    // The same words twice would not be said the second time.
    said.textContent = "";
    requestAnimationFrame(() => write(said, words));
  }

  /** @param {string} text */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      tell(say("popup_copied"));
    } catch {
      tell(say("popup_not_copied"));
    }
  }

  /**
   * @param {InstanceType<typeof UnnagPage.Page>} page
   * @param {"markdown" | "text"} format
   */
  async function copyStory(page, format) {
    const text = await page.ask({ kind: "text", format });
    if (typeof text === "string" && text !== "") await copy(text);
    else tell(say("popup_not_copied"));
  }

  /** @param {{ state: PageState | null, notices: NoticeCode[] }} shown */
  function writeReport(shown) {
    if (!wrong.open) return;
    find("label:has(#with-address)", HTMLLabelElement).hidden = !shown.state;
    const text = UnnagReport.textOf({ ...shown, withAddress: withAddress.checked });
    if (report.value !== text) report.value = text;
  }

  /** @param {InstanceType<typeof UnnagPage.Page>} page @param {() => { state: PageState | null, notices: NoticeCode[] }} shown */
  function start(page, shown) {
    /** @param {string} id @param {() => unknown} act */
    const onClick = (id, act) => find(id, HTMLButtonElement).addEventListener("click", act);
    const leave = async (/** @type {PageMessage} */ message) => {
      await page.ask(message);
      window.close();
    };
    onClick("#pick", () => leave({ kind: "pick" }));
    onClick("#print", () => leave({ kind: "print" }));
    onClick("#copy-markdown", () => copyStory(page, "markdown"));
    onClick("#copy-text", () => copyStory(page, "text"));
    onClick("#copy-report", () => copy(report.value));
    for (const [element, event] of /** @type {const} */ ([[wrong, "toggle"], [withAddress, "change"]])) element.addEventListener(event, () => writeReport(shown()));
  }

  function openReport() {
    wrong.open = true;
    report.focus();
  }

  return Object.freeze({ start, tell, writeReport, openReport });
})();
