/** Answers for pages that refuse WebAssembly, remembers which those are, and sets the badge. Keeps nothing between messages. */
if (typeof importScripts === "function") importScripts("pkg/unnag.js", "pkg/wasm.js", "core.js", "schema.js", "settings.js", "join.js", "sync.js");

(() => {
  const BADGE = { text: "#ffffff", background: "#3f6b5c" };

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
   * @param {() => Plan | Repair[] | Promise<Plan | Repair[]>} ask
   * @returns {CoreReply}
   */
  function answer(ask) {
    try {
      return { answer: /** @type {Plan | Repair[]} */ (ask()) };
    } catch (error) {
      const { name = "Error", code, message = String(error) } = /** @type {{ name?: string, code?: string, message?: string }} */ (error);
      return { error: { name, code, message } };
    }
  }

  /**
   * @param {number} count
   * @param {chrome.runtime.MessageSender} sender
   */
  async function setBadge(count, { tab }) {
    const tabId = tab?.id;
    if (tabId === undefined) return;
    const { action } = chrome;
    await Promise.all([
      action.setBadgeBackgroundColor({ tabId, color: BADGE.background }),
      action.setBadgeTextColor({ tabId, color: BADGE.text }),
      action.setBadgeText({ tabId, text: count > 0 ? String(count) : "" }),
    ]);
  }

  /** @param {chrome.runtime.MessageSender} sender */
  async function remember({ tab, url }) {
    // Nothing of a private window is written down.
    if (url && !tab?.incognito) await UnnagSettings.addRefusal(new URL(url).origin);
  }

  UnnagSync.start();
  chrome.runtime.onMessage.addListener((/** @type {BackgroundMessage} */ message, sender, reply) => {
    const { LOCAL } = UnnagCore;
    if (message.kind === "plan") reply(answer(() => LOCAL.plan({ columns: columnsOf(message.columns), text: message.text }, message.settings)));
    if (message.kind === "repair") reply(answer(() => LOCAL.repair(columnsOf(message.columns))));
    // The tab may be gone by now, or the storage full; neither is worth a word.
    if (message.kind === "count") setBadge(message.count, sender).catch(() => {});
    if (message.kind === "refused") remember(sender).catch(() => {});
  });
})();
