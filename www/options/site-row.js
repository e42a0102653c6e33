/** One site of the list: its switch, its mode, what was said of its blocks, and the way to remove each. */
const UnnagSiteRow = (() => {
  const { find, write } = UnnagView;
  const { attempt, copy } = UnnagOptions;
  const { say } = UnnagWords;
  const { FILES, setSite, removeSite, removeCorrection } = UnnagSettings;

  class SiteRow {
    /** @type {Map<string, HTMLLIElement>} */
    #items = new Map();

    /**
     * @param {string} site
     * @param {{ onTouch: (row: SiteRow) => void, onRemove: (row: SiteRow) => void }} host `onTouch`: the reader chose something here
     */
    constructor(site, { onTouch, onRemove }) {
      this.site = site;
      this.element = copy("site", "li", HTMLLIElement);
      this.on = find(".on", HTMLInputElement, this.element);
      this.mode = find(".mode", HTMLSelectElement, this.element);
      this.remove = find(".remove", HTMLButtonElement, this.element);
      this.corrections = find(".corrections", HTMLDetailsElement, this.element);
      this.on.addEventListener("change", () => {
        onTouch(this);
        attempt(() => setSite(site, { on: this.on.checked }));
      });
      this.mode.addEventListener("change", () => {
        onTouch(this);
        attempt(() => setSite(site, { mode: /** @type {Mode | ""} */ (this.mode.value) || null }));
      });
      this.remove.addEventListener("click", async () => {
        if (await attempt(() => removeSite(site), say("options_removed", this.name))) onRemove(this);
      });
    }

    get name() {
      return this.site === FILES ? say("options_files") : this.site;
    }

    /** @param {Settings} settings */
    write(settings) {
      const { on, mode, corrections } = UnnagSettings.entryOf(settings, this.site);
      UnnagWords.translate(this.element);
      write(find(".name", HTMLElement, this.element), this.name);
      this.on.checked = on;
      this.mode.value = mode ?? "";
      write(find("option", HTMLOptionElement, this.mode), say("options_mode_default", say(`options_mode_${settings.mode}`)));
      this.on.setAttribute("aria-label", say("options_site_on", this.name));
      this.mode.setAttribute("aria-label", say("options_site_mode", this.name));
      this.remove.setAttribute("aria-label", say("options_site_remove", this.name));
      this.#writeCorrections(corrections);
    }

    /** @param {KeptCorrection[]} corrections */
    #writeCorrections(corrections) {
      const summary = find("summary", HTMLElement, this.corrections);
      const held = this.corrections.contains(document.activeElement);
      this.corrections.hidden = corrections.length === 0;
      write(summary, say("options_corrections", String(corrections.length)));
      for (const [id, item] of this.#items) {
        if (corrections.some((one) => one.id === id)) continue;
        item.remove();
        this.#items.delete(id);
      }
      for (const correction of corrections) this.#writeCorrection(correction);
      // What had the focus is gone: the keyboard goes on from what is left.
      if (held && !this.corrections.contains(document.activeElement)) (corrections.length > 0 ? summary : this.remove).focus();
    }

    /** @param {KeptCorrection} correction */
    #writeCorrection({ id, act, label, text }) {
      const item = this.#items.get(id) ?? this.#add(id);
      const words = say(`options_correction_${act}`, text || say(`label_${label}`));
      const button = find("button", HTMLButtonElement, item);
      UnnagWords.translate(item);
      write(find(".chip", HTMLSpanElement, item), say(`label_${label}`));
      write(find(".text", HTMLSpanElement, item), words);
      button.setAttribute("aria-label", say("options_correction_remove", words));
    }

    /** @param {string} id */
    #add(id) {
      const item = copy("correction", "li", HTMLLIElement);
      const remove = () => attempt(() => removeCorrection(this.site, id), say("options_taken_back"));
      find("button", HTMLButtonElement, item).addEventListener("click", remove);
      this.#items.set(id, item);
      find("ul", HTMLUListElement, this.corrections).append(item);
      return item;
    }
  }

  return Object.freeze({ SiteRow });
})();
