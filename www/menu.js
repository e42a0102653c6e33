/** The context menu's entries; where the browser has no such menu (Firefox for Android), nothing. */
const UnnagMenu = (() => {
  /** Addresses of pages that Unnag can act on. */
  const PAGES = ["http://*/*", "https://*/*", "file:///*"];
  /** @type {["page", "frame", "selection", "link", "editable", "image", "video", "audio"]} */
  const CONTEXTS = ["page", "frame", "selection", "link", "editable", "image", "video", "audio"];

  /** What the entries are called, by what they do. */
  const ENTRIES = { pick: "menu_pick", show: "menu_show" };

  /** Makes the entries anew; the browser keeps them until then. */
  async function create() {
    await UnnagWords.ready((await UnnagSettings.read()).language);
    chrome.contextMenus?.removeAll(() => {
      for (const [id, key] of Object.entries(ENTRIES)) {
        chrome.contextMenus.create({ id, title: UnnagWords.say(key), contexts: CONTEXTS, documentUrlPatterns: PAGES });
      }
    });
  }

  /**
   * What an entry does. Of what lies in a frame the page knows only the frame; there the reader points themselves.
   * @param {{ menuItemId: string | number, frameId?: number }} click
   * @param {number} tab
   */
  function act({ menuItemId, frameId = 0 }, tab) {
    if (menuItemId === "show") return UnnagCommands.ask(tab, { kind: "show-all" });
    return UnnagCommands.ask(tab, { kind: frameId === 0 ? "pick-here" : "pick" });
  }

  /** Listens; at the worker's first turn, so that it is started for a click. */
  function start() {
    chrome.contextMenus?.onClicked.addListener((click, tab) => {
      if (tab?.id !== undefined) act(click, tab.id);
    });
    chrome.runtime.onInstalled.addListener(create);
    chrome.runtime.onStartup.addListener(create);
    UnnagWords.onKept(create);
  }

  return Object.freeze({ start, act });
})();
