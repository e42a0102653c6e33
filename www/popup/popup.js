/** The popup: this site's switch, what was hidden on the page, and the way to see it again. */
(() => {
  /** How long the page may take to follow the switch. */
  const FOLLOW_TRIES = 20;
  const FOLLOW_STEP_MS = 50;
  /** Reasons told of each thing. */
  const REASONS = 2;

  /**
   * @template {HTMLElement} T
   * @param {string} selector
   * @param {new () => T} type
   * @param {ParentNode} [root]
   * @returns {T}
   */
  function find(selector, type, root = document) {
    const found = root.querySelector(selector);
    if (!(found instanceof type)) throw new Error(`no ${selector} in the popup`);
    return found;
  }

  const site = find("#site", HTMLLabelElement);
  const siteName = find("#site-name", HTMLSpanElement);
  const toggle = find("#switch", HTMLInputElement);
  const status = find("#status", HTMLParagraphElement);
  const things = find("#things", HTMLUListElement);
  const all = find("#all", HTMLButtonElement);
  const template = find("#thing", HTMLTemplateElement);

  /** @type {Map<number, HTMLLIElement>} */
  const items = new Map();
  let tabId = 0;

  /**
   * @param {string} key
   * @param {...string} values
   */
  const say = (key, ...values) => chrome.i18n.getMessage(key, values);

  /** @returns {Promise<number>} the tab that the popup is about; tests name it in the address */
  async function findTab() {
    const named = Number(new URLSearchParams(location.search).get("tab"));
    if (named) return named;
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    return tab?.id ?? 0;
  }

  /**
   * @param {PageMessage} message
   * @returns {Promise<PageState | null>} null where no content script runs
   */
  async function ask(message) {
    try {
      return (await chrome.tabs.sendMessage(tabId, message, { frameId: 0 })) ?? null;
    } catch {
      return null;
    }
  }

  /** @param {PageMessage} message */
  async function act(message) {
    render(await ask(message));
  }

  /** @param {PageState | null} state */
  function render(state) {
    site.hidden = !state;
    if (state) {
      siteName.textContent = state.site === UnnagSettings.FILES ? say("popup_files") : state.site;
      toggle.checked = state.on;
    }
    const words = statusOf(state);
    // Writing the same words again would make a screen reader say them again.
    if (status.textContent !== words) status.textContent = words;
    renderThings(state?.on ? state.records : []);
  }

  /** @param {PageState | null} state */
  function statusOf(state) {
    if (!state) return say("popup_unavailable");
    if (!state.on) return say("popup_off");
    const notice = state.notice ? say(`notice_${state.notice}`) : "";
    if (state.notice === "failed" || state.notice === "too_large") return notice;
    if (state.records.length === 0) return notice || say("popup_nothing");
    return [say("popup_count", String(state.records.filter((thing) => !thing.shown).length)), notice].filter(Boolean).join("\n");
  }

  /** @param {HiddenThing[]} records */
  function renderThings(records) {
    const ids = new Set(records.map((thing) => thing.id));
    for (const [id, item] of items) {
      if (ids.has(id)) continue;
      item.remove();
      items.delete(id);
    }
    for (const thing of records) renderThing(thing);
    const anyHidden = records.some((thing) => !thing.shown);
    all.hidden = records.length === 0;
    all.textContent = say(anyHidden ? "popup_show_all" : "popup_hide_all");
    all.onclick = () => act({ kind: anyHidden ? "show-all" : "hide-all" });
  }

  /**
   * The thing's place in the list, made once, so that its button keeps the focus.
   * @param {HiddenThing} thing
   */
  function renderThing(thing) {
    const item = items.get(thing.id) ?? newItem(thing);
    const button = find("button", HTMLButtonElement, item);
    item.classList.toggle("shown", thing.shown);
    button.textContent = say(thing.shown ? "popup_hide" : "popup_show");
    button.setAttribute("aria-label", `${button.textContent}: ${thing.text}`);
    button.onclick = () => act({ kind: thing.shown ? "hide" : "show", id: thing.id });
  }

  /** @param {HiddenThing} thing */
  function newItem(thing) {
    const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const item = find("li", HTMLLIElement, copy);
    find(".label", HTMLSpanElement, item).textContent = say(`label_${thing.label}`);
    find(".text", HTMLSpanElement, item).textContent = thing.text;
    find(".reasons", HTMLParagraphElement, item).textContent = reasonsOf(thing);
    items.set(thing.id, item);
    things.append(item);
    return item;
  }

  /** @param {HiddenThing} thing */
  function reasonsOf({ reasons }) {
    const words = reasons.map((code) => say(`reason_${code.replaceAll("-", "_")}`)).filter(Boolean);
    return words.slice(0, REASONS).join(" · ");
  }

  async function onToggle() {
    const wanted = toggle.checked;
    const state = await ask({ kind: "state" });
    if (state) await UnnagSettings.setSite(state.site, { on: wanted });
    for (let tries = 0; tries < FOLLOW_TRIES; tries += 1) {
      const now = await ask({ kind: "state" });
      if (!now || now.on === wanted) return render(now);
      await new Promise((resolve) => setTimeout(resolve, FOLLOW_STEP_MS));
    }
  }

  function translate() {
    document.documentElement.lang = chrome.i18n.getUILanguage();
    document.documentElement.dir = say("@@bidi_dir");
    for (const element of document.querySelectorAll("[data-i18n]")) {
      element.textContent = say(element.getAttribute("data-i18n") ?? "");
    }
  }

  async function start() {
    translate();
    tabId = await findTab();
    toggle.addEventListener("change", onToggle);
    // The page tells the background its new count; that is the moment to look again.
    chrome.runtime.onMessage.addListener((message, sender) => {
      if (message.kind === "count" && sender.tab?.id === tabId) act({ kind: "state" });
    });
    await act({ kind: "state" });
  }

  start();
})();
