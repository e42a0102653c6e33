/**
 * Every word that a reader sees: the messages of `_locales`, in the browser's language or in the one that the reader chose.
 * The browser gives an extension the words of its own language only; those of others are read from `_locales`. Only the
 * extension's own pages can read them; they keep the chosen language's words in the storage for the background and for what is asked on a page.
 */
const UnnagWords = (() => {
  /** The languages there are, by their folder in `_locales`, each by its own name. */
  const LANGUAGES = Object.freeze({
    en: "English",
    es: "Español",
    pt_BR: "Português",
    fr: "Français",
    de: "Deutsch",
    it: "Italiano",
    pl: "Polski",
    ru: "Русский",
    uk: "Українська",
    tr: "Türkçe",
    ar: "العربية",
    hi: "हिन्दी",
    id: "Bahasa Indonesia",
    ja: "日本語",
    ko: "한국어",
    zh_CN: "简体中文",
  });
  const RIGHT_TO_LEFT = ["ar"];
  /** The key of `storage.local` under which the words of the chosen language are kept. */
  const KEPT = "words";

  /** Where an element's words go, by the attribute that names their key. */
  const PLACES = Object.freeze({ "data-i18n-label": "aria-label", "data-i18n-title": "title", "data-i18n-placeholder": "placeholder" });

  /** Elsewhere a script of the extension must not come into the document: content scripts share it with the page. */
  const isOwnPage = () => typeof document === "object" && location.href.startsWith(chrome.runtime.getURL(""));

  /** @type {Map<string, Readonly<Record<string, string>>>} */
  const known = new Map();
  /** The chosen language; "": the browser's. */
  let chosen = "";

  /**
   * @param {string} language
   * @param {Record<string, string>} words
   */
  const learn = (language, words) => void known.set(language, words);

  /**
   * @param {string} key
   * @param {...(string | number)} values for `$1`, `$2` …
   * @returns {string} "" for a key that there is not
   */
  function say(key, ...values) {
    const texts = values.map(String);
    const catalogue = known.get(chosen);
    // Kept words may be older than this version, and not know the key.
    if (!catalogue || !Object.hasOwn(catalogue, key)) return chrome.i18n.getMessage(key, texts);
    const words = catalogue[key];
    return words.replace(/\$([$1-9])/g, (_, what) => (what === "$" ? "$" : (texts[Number(what) - 1] ?? "")));
  }

  /** The language of the words, as HTML names it; not always the browser's, which may be one that there are no words in. */
  const language = () => chosen.replace("_", "-") || chrome.i18n.getMessage("language_code");

  /** @returns {"ltr" | "rtl"} */
  const direction = () => (RIGHT_TO_LEFT.includes(language()) ? "rtl" : "ltr");

  /**
   * Gets the words of a language ready.
   * @param {string} wanted one of `LANGUAGES`; anything else follows the browser
   * @returns {Promise<void>} settled when `say` speaks it
   */
  async function ready(wanted) {
    const own = chrome.i18n.getMessage("language_code").replace("-", "_");
    const other = Object.hasOwn(LANGUAGES, wanted) && wanted !== own;
    if (other && !known.has(wanted)) await (isOwnPage() ? load(wanted) : recall()).catch(() => {});
    const before = chosen;
    chosen = other && known.has(wanted) ? wanted : "";
    if (isOwnPage() && chosen !== before) await keep().catch(() => {});
  }

  /** Keeps the chosen language's words for those who cannot load them. Without a storage they speak the browser's language. */
  async function keep() {
    const kept = (await chrome.storage.local.get(KEPT))[KEPT];
    if (!chosen) return kept && chrome.storage.local.remove(KEPT);
    const words = known.get(chosen);
    if (JSON.stringify(kept) !== JSON.stringify({ language: chosen, words })) await chrome.storage.local.set({ [KEPT]: { language: chosen, words } });
  }

  /** Learns the words that one of the extension's own pages kept. */
  async function recall() {
    const kept = /** @type {{ language: string, words: Record<string, string> } | undefined} */ ((await chrome.storage.local.get(KEPT))[KEPT]);
    if (kept && Object.hasOwn(LANGUAGES, kept.language)) learn(kept.language, kept.words);
  }

  /** Calls back when other words were kept. @param {() => void} changed */
  function onKept(changed) {
    chrome.storage.onChanged.addListener((changes, area) => {
      if (area === "local" && KEPT in changes) changed();
    });
  }

  /** @param {string} wanted */
  async function load(wanted) {
    const file = await import(chrome.runtime.getURL(`_locales/${wanted}/messages.json`), { with: { type: "json" } });
    /** @type {[string, { message: string }][]} */
    const messages = Object.entries(file.default);
    learn(wanted, Object.fromEntries(messages.map(([key, { message }]) => [key, message])));
  }

  /**
   * Puts the words into elements that name their keys, and says the document's language.
   * @param {ParentNode} [root] for example the copy of a template
   */
  function translate(root = document) {
    Object.assign(document.documentElement, { lang: language(), dir: direction() });
    for (const element of root.querySelectorAll("[data-i18n]")) {
      const words = say(element.getAttribute("data-i18n") ?? "");
      if (element.textContent !== words) element.textContent = words;
    }
    for (const [name, place] of Object.entries(PLACES)) {
      for (const element of root.querySelectorAll(`[${name}]`)) element.setAttribute(place, say(element.getAttribute(name) ?? ""));
    }
  }

  return Object.freeze({ LANGUAGES, say, language, direction, ready, onKept, translate });
})();
