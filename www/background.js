/**
 * Answers for pages that refuse WebAssembly, keeps what content scripts may not write themselves, sets the badge, and takes the
 * browser's commands. Keeps nothing between messages: the browser ends it whenever it likes.
 */
if (typeof importScripts === "function") {
  importScripts("pkg/unnag.js", "pkg/wasm.js", "core.js", "refusals.js", "schema.js", "settings.js", "join.js", "sync.js", "words.js", "commands.js", "menu.js");
}

(() => {
  const BADGE = { text: "#ffffff", background: "#3f6b5c" };
  const WELCOME = "www/welcome/welcome.html";

  /** @typedef {Extract<CoreReply, { answer: unknown }>["answer"]} Answer */

  /**
   * Typed arrays arrive as such only where messages are cloned; where they pass through JSON, as an object by index.
   * @param {unknown} value
   */
  function columnsOf(value) {
    if (value instanceof Uint32Array) return /** @type {Uint32Array<ArrayBuffer>} */ (value);
    return Uint32Array.from(Object.values(/** @type {Record<string, number>} */ (value)));
  }

  /**
   * What the core says, or why it does not, as a message can carry it.
   * @param {() => Answer | Promise<Answer>} ask
   * @returns {CoreReply}
   */
  function answer(ask) {
    try {
      return { answer: /** @type {Answer} */ (ask()) };
    } catch (error) {
      const { name = "Error", code, message = String(error) } = /** @type {{ name?: string, code?: string, message?: string }} */ (error);
      return { error: { name, code, message } };
    }
  }

  /**
   * Asks the core for a page.
   * @param {Extract<BackgroundMessage, Columns>} message
   */
  function askCore(message) {
    const page = { columns: columnsOf(message.columns), text: message.text };
    const { LOCAL } = UnnagCore;
    if (message.kind === "plan") return answer(() => LOCAL.plan(page, message.settings));
    if (message.kind === "sketch") return answer(() => LOCAL.sketch(page, message.element));
    return answer(() => LOCAL.write(page, message.settings, message.format));
  }

  /**
   * @param {number} count
   * @param {chrome.runtime.MessageSender} sender
   */
  async function setBadge(count, { tab }) {
    const tabId = tab?.id;
    if (tabId === undefined) return;
    const { badge } = await UnnagSettings.read();
    const { action } = chrome;
    await Promise.all([
      action.setBadgeBackgroundColor({ tabId, color: BADGE.background }),
      action.setBadgeTextColor({ tabId, color: BADGE.text }),
      action.setBadgeText({ tabId, text: badge && count > 0 ? String(count) : "" }),
    ]);
  }

  /** @param {chrome.runtime.MessageSender} sender */
  async function remember({ tab, url }) {
    // Nothing of a private window is written down without the reader's asking.
    if (url && !tab?.incognito) await UnnagSettings.changeRefusals((refusals) => UnnagRefusals.add(refusals, new URL(url)));
  }

  /**
   * Whether a message may speak for a site: one of the extension's own pages may for any, a script on a page for that page's alone, since
   * what runs a page may have been taken over by it.
   * @param {chrome.runtime.MessageSender} sender
   * @param {string} site
   */
  function speaksFor({ url = "" }, site) {
    return url.startsWith(chrome.runtime.getURL("")) || (URL.canParse(url) && UnnagSettings.siteOf(new URL(url)) === site);
  }

  /**
   * Keeps what the reader picked.
   * @param {Extract<BackgroundMessage, { kind: "correct" }>} message
   * @returns {Promise<CorrectReply>}
   */
  async function correct({ site, correction }) {
    try {
      await UnnagSettings.addCorrection(site, correction);
      return { problem: null };
    } catch (error) {
      const { code = "unavailable", values = [] } = /** @type {{ code?: string, values?: string[] }} */ (error);
      return { problem: { code, values } };
    }
  }

  UnnagSync.start();
  chrome.runtime.onMessage.addListener((/** @type {BackgroundMessage} */ message, sender, reply) => {
    if ("text" in message) reply(askCore(message));
    if (message.kind === "repair") reply(answer(() => UnnagCore.LOCAL.repair(columnsOf(message.columns))));
    // The tab may be gone by now, or the storage full; neither is worth a word.
    if (message.kind === "count") setBadge(message.count, sender).catch(() => {});
    if (message.kind === "refused") remember(sender).catch(() => {});
    if (message.kind !== "correct" || !speaksFor(sender, message.site)) return false;
    correct(message).then(reply);
    return true;
  });

  // Firefox for Android has no shortcuts.
  chrome.commands?.onCommand.addListener(async (name, tab) => {
    const [active] = tab ? [tab] : await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    if (active?.id !== undefined) await UnnagCommands.run(name, active.id);
  });

  chrome.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === "install") chrome.tabs.create({ url: chrome.runtime.getURL(WELCOME), active: false });
  });

  UnnagMenu.start();
  UnnagSync.start();
})();
