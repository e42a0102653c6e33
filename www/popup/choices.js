/** What the reader chooses in the popup and what is kept of it; then the page follows, and the popup shows what came of it. */
const UnnagChoices = (() => {
  const { say } = UnnagWords;

  /** How often, and how long apart, the page is asked whether it has followed. */
  const TRIES = 40;
  const STEP_MS = 50;

  /** What the reader says of a thing for the whole site. @type {Record<"always" | "never", Correction["act"]>} */
  const ACTS = { always: "show", never: "hide" };

  /**
   * @typedef {object} Popup
   * @property {InstanceType<typeof UnnagPage.Page>} page
   * @property {() => PageState | null} state as the page said last
   * @property {(settings: Settings) => void} onKept what is kept now
   * @property {(state: PageState | null) => Promise<void>} show
   */

  class Choices {
    /** @param {Popup} popup */
    constructor(popup) {
      this.popup = popup;
    }

    /** @param {{ on?: boolean, mode?: Mode | null }} choice */
    async site(choice) {
      const { site = "" } = this.popup.state() ?? {};
      const settings = await this.#keep(UnnagSettings.setSite(site, choice));
      if (!settings) return;
      const [on, mode] = [UnnagSettings.isOn(settings, site), UnnagSettings.modeOf(settings, site)];
      await this.#follow((now) => now.on === on && now.mode === mode);
    }

    /** @param {boolean} paused everywhere */
    async pause(paused) {
      if (await this.#keep(UnnagSettings.setOptions({ paused }))) await this.#follow((now) => now.paused === paused);
    }

    /**
     * @param {"always" | "never"} choice
     * @param {number} id
     */
    async correct(choice, id) {
      const { page, state } = this.popup;
      /** @type {Omit<Correction, "act"> | null} */
      const sketched = await page.ask({ kind: "sketch", id });
      if (!sketched) return UnnagTools.tell(say("popup_not_known"));
      const correction = { ...sketched, act: ACTS[choice] };
      if (!(await this.#keep(UnnagSettings.addCorrection(state()?.site ?? "", correction)))) return;
      UnnagTools.tell(say(`popup_kept_${choice}`));
      // What the reader had shown again stays so by itself.
      if (choice === "never") await page.ask({ kind: "hide", id });
      await this.#follow((now) => now.records.some((thing) => thing.correction === correction.id));
    }

    /** @param {number} id */
    async forget(id) {
      const { site = "", records = [] } = this.popup.state() ?? {};
      const correction = records.find((thing) => thing.id === id)?.correction;
      if (!correction || !(await this.#keep(UnnagSettings.removeCorrection(site, correction)))) return;
      UnnagTools.tell(say("popup_forgotten"));
      await this.#follow((now) => now.records.every((thing) => thing.correction !== correction));
    }

    /**
     * @param {Promise<Settings>} write
     * @returns {Promise<Settings | null>} null where it could not be kept; the reader is told why
     */
    async #keep(write) {
      try {
        const settings = await write;
        this.popup.onKept(settings);
        return settings;
      } catch (error) {
        if (!(error instanceof UnnagSettings.UnnagSettingsError)) throw error;
        UnnagTools.tell(say(`settings_${error.code}`, ...error.values));
        await this.popup.show(this.popup.state());
        return null;
      }
    }

    /** @param {(state: PageState) => boolean} hasFollowed */
    async #follow(hasFollowed) {
      const { page, show } = this.popup;
      /** @type {PageState | null} */
      let state = null;
      for (let tries = 0; tries < TRIES; tries += 1) {
        state = await page.ask({ kind: "state" });
        if (!state || hasFollowed(state)) break;
        await new Promise((resolve) => setTimeout(resolve, STEP_MS));
      }
      await show(state);
    }
  }

  return Object.freeze({ Choices });
})();
