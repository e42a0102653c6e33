/** The tab that the popup is about: what its content script says, or why none answers. */
const UnnagPage = (() => {
  /** What the manifest's content script asks for. */
  const ORIGINS = ["http://*/*", "https://*/*"];
  /** How long a browser may take to say in which language a page is. */
  const PATIENCE_MS = 500;

  /** @returns {Promise<number>} tests name it in the address */
  async function findTab() {
    const named = Number(new URLSearchParams(location.search).get("tab"));
    if (named) return named;
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    return tab?.id ?? chrome.tabs.TAB_ID_NONE;
  }

  class Page {
    #tab = findTab();

    /** @param {number | undefined} tab */
    async is(tab) {
      return tab === (await this.#tab);
    }

    /**
     * @param {PageMessage} message
     * @returns {Promise<any>} null where no content script answers
     */
    async ask(message) {
      try {
        return (await chrome.tabs.sendMessage(await this.#tab, message, { frameId: 0 })) ?? null;
      } catch {
        return null;
      }
    }

    async reload() {
      await chrome.tabs.reload(await this.#tab);
    }

    /**
     * Why no content script answers.
     * @returns {Promise<NoticeCode>}
     */
    async silence() {
      if (!(await mayAct())) return "forbidden";
      return (await isOfTheWeb(await this.#tab)) ? "unread" : "browser";
    }
  }

  /** Whether the reader lets the extension act on web pages. */
  const mayAct = () => chrome.permissions.contains({ origins: ORIGINS });

  /** Asks the reader for it; only right after a click. */
  const askLeave = () => chrome.permissions.request({ origins: ORIGINS });

  /**
   * Whether a tab holds a page that the extension may act on. It may not ask for addresses in general: Firefox tells those of pages
   * where it may act; Chromium tells none, but refuses to say in which language its own pages are.
   * @param {number} tab
   */
  async function isOfTheWeb(tab) {
    if (location.protocol === "moz-extension:") return Boolean((await chrome.tabs.get(tab).catch(() => null))?.url);
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, true));
    return Promise.race([late, chrome.tabs.detectLanguage(tab).then(() => true)]).catch(() => false);
  }

  return Object.freeze({ Page, mayAct, askLeave });
})();
