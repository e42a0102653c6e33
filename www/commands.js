/** What the keyboard shortcuts and the context menu do in a tab. Keeps nothing: it may run in a worker that was started for it. */
const UnnagCommands = (() => {
  /**
   * @param {number} tab
   * @param {PageMessage} message
   * @returns {Promise<PageState | null>} null where no content script runs
   */
  async function ask(tab, message) {
    try {
      return (await chrome.tabs.sendMessage(tab, message, { frameId: 0 })) ?? null;
    } catch {
      return null;
    }
  }

  /** Whether Unnag acts on the tab's site. @param {number} tab */
  async function toggleSite(tab) {
    const state = await ask(tab, { kind: "state" });
    if (!state) return;
    const { on } = UnnagSettings.entryOf(await UnnagSettings.read(), state.site);
    await UnnagSettings.setSite(state.site, { on: !on });
  }

  /** Into Focus mode on the tab's site, and back to the mode that it would have without. @param {number} tab */
  async function toggleFocus(tab) {
    const state = await ask(tab, { kind: "state" });
    if (!state) return;
    const { mode } = await UnnagSettings.read();
    const without = mode === "focus" ? "clean" : null;
    const within = mode === "focus" ? null : "focus";
    await UnnagSettings.setSite(state.site, { mode: state.mode === "focus" ? without : within });
  }

  /** Shows all that is hidden in a tab; where all is shown already, hides it again. @param {number} tab */
  async function toggleAll(tab) {
    const state = await ask(tab, { kind: "state" });
    const isHiding = state?.records.some(({ shown }) => !shown) ?? false;
    await ask(tab, { kind: isHiding ? "show-all" : "hide-all" });
  }

  /** By their names in the manifest. @type {Record<string, (tab: number) => Promise<unknown>>} */
  const COMMANDS = {
    "toggle-site": toggleSite,
    focus: toggleFocus,
    "undo-all": toggleAll,
    pick: (tab) => ask(tab, { kind: "pick" }),
  };

  /**
   * @param {string} name
   * @param {number} tab
   */
  const run = (name, tab) => COMMANDS[name]?.(tab) ?? Promise.resolve();

  return Object.freeze({ ask, run });
})();
