/** The page that opens after the installation: what Unnag does, on a sample that the reader can play with. */
(() => {
  const { find, write } = UnnagView;
  const { say } = UnnagWords;

  const frame = find("#sample", HTMLIFrameElement);
  const view = find("#view", HTMLFieldSetElement);
  const kinds = find("#kinds", HTMLFieldSetElement);
  const count = find("#count", HTMLParagraphElement);
  const things = find("#things", UnnagThings.Things);

  /** @returns {Promise<Document>} the sample page's, once it is there */
  function sample() {
    const isThere = () => frame.contentDocument?.readyState === "complete" && frame.contentDocument.URL.endsWith("sample.html");
    return new Promise((resolve) => {
      const look = () => isThere() && resolve(/** @type {Document} */ (frame.contentDocument));
      frame.addEventListener("load", look);
      look();
    });
  }

  /** The kinds that are ticked; those that the sample has none of count as ticked. */
  function ticked() {
    const boxes = [...kinds.querySelectorAll("input")].map((box) => /** @type {const} */ ([box.value, box.checked]));
    return /** @type {Record<Kind, boolean>} */ ({ subscribe: true, ...Object.fromEntries(boxes) });
  }

  /** @param {InstanceType<typeof UnnagDemo.Demo>} demo */
  function render({ records }) {
    const hidden = records.filter((thing) => !thing.shown).length;
    write(count, say("popup_count", String(hidden)));
    things.show(records.map((thing) => ({ ...thing, correction: null, support: null, act: null })));
    const chosen = hidden > 0 ? "after" : "before";
    for (const radio of view.querySelectorAll("input")) radio.checked = radio.value === chosen;
  }

  async function start() {
    UnnagWords.translate();
    const settings = await UnnagSettings.read();
    await UnnagWords.ready(settings.language);
    UnnagWords.translate();
    find("#options", HTMLButtonElement).addEventListener("click", () => chrome.runtime.openOptionsPage());

    const demo = new UnnagDemo.Demo(await sample());
    await demo.hide(ticked());
    render(demo);
    view.addEventListener("change", ({ target }) => {
      demo.show(/** @type {HTMLInputElement} */ (target).value === "before");
      render(demo);
    });
    kinds.addEventListener("change", async () => {
      await demo.hide(ticked());
      render(demo);
    });
    things.addEventListener("unnag-act", (event) => {
      const act = /** @type {CustomEvent<ThingAct>} */ (event).detail;
      if (act.kind !== "show" && act.kind !== "hide") return;
      demo.turn(act.kind, act.id);
      render(demo);
    });
  }

  start();
})();
