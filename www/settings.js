/**
 * The one place that reads, merges and writes the reader's settings: one value under one key of `storage.local`.
 * Whatever of a damaged value can be read is kept; the rest falls back to the defaults.
 */
const UnnagSettings = (() => {
  const KEY = "settings";
  /** The name under which files of this computer are kept. */
  const FILES = "file:";

  /** @type {Settings} */
  const DEFAULTS = {
    version: 1,
    mode: "clean",
    strictness: "normal",
    kinds: { donate: true, subscribe: true, newsletter: true, consent: true, ad: true },
    sites: {},
    refusals: [],
  };

  /**
   * @param {unknown} value
   * @returns {Record<string, unknown>}
   */
  const fields = (value) => (typeof value === "object" && value !== null ? /** @type {Record<string, unknown>} */ (value) : {});

  /**
   * @template {string} T
   * @param {unknown} value
   * @param {readonly T[]} allowed
   * @param {T} otherwise
   */
  const oneOf = (value, allowed, otherwise) => allowed.find((one) => one === value) ?? otherwise;

  /**
   * @param {unknown} stored
   * @returns {Settings}
   */
  function merge(stored) {
    const value = fields(stored);
    const kinds = fields(value.kinds);
    const sites = Object.entries(fields(value.sites)).filter(([, site]) => fields(site).on === false);
    const refusals = Array.isArray(value.refusals) ? value.refusals.filter((one) => typeof one === "string") : [];
    return {
      version: 1,
      mode: oneOf(value.mode, /** @type {const} */ (["clean", "focus"]), DEFAULTS.mode),
      strictness: oneOf(value.strictness, /** @type {const} */ (["careful", "normal", "thorough"]), DEFAULTS.strictness),
      kinds: { ...DEFAULTS.kinds, ...only(kinds, Object.keys(DEFAULTS.kinds)) },
      sites: Object.fromEntries(sites.map(([site]) => [site, { on: false }])),
      refusals,
    };
  }

  /**
   * The named fields that hold a boolean.
   * @param {Record<string, unknown>} value
   * @param {string[]} names
   */
  function only(value, names) {
    return Object.fromEntries(names.filter((name) => typeof value[name] === "boolean").map((name) => [name, value[name]]));
  }

  /** @returns {Promise<Settings>} the defaults where the storage cannot be read */
  async function read() {
    try {
      return merge((await chrome.storage.local.get(KEY))[KEY]);
    } catch {
      return merge(undefined);
    }
  }

  /**
   * Reads, changes and writes, one at a time over all of the extension's own pages. Not for content scripts: they share their
   * locks with the page, and send a message instead.
   * @param {(settings: Settings) => void} change
   * @returns {Promise<void>}
   */
  function update(change) {
    return navigator.locks.request("unnag-settings", async () => {
      // A failed read must not end in a write of the defaults, so it is let through.
      const settings = merge((await chrome.storage.local.get(KEY))[KEY]);
      change(settings);
      await chrome.storage.local.set({ [KEY]: settings });
    });
  }

  /**
   * @param {string} site
   * @param {boolean} on
   */
  function setSite(site, on) {
    return update((settings) => {
      const others = Object.entries(settings.sites).filter(([name]) => name !== site);
      settings.sites = Object.fromEntries(on ? others : [...others, [site, { on }]]);
    });
  }

  /**
   * Remembers that a page refuses to compile WebAssembly.
   * @param {URL} address
   */
  function addRefusal(address) {
    return update((settings) => {
      settings.refusals = UnnagRefusals.add(settings.refusals, address);
    });
  }

  /**
   * The name under which a page's settings are kept.
   * @param {URL | Location} address
   */
  const siteOf = (address) => address.hostname.replace(/^www\./, "") || FILES;

  /**
   * @param {Settings} settings
   * @param {string} site
   */
  const isOn = (settings, site) => !Object.hasOwn(settings.sites, site);

  /**
   * What the core is told.
   * @param {Settings} settings
   * @returns {Required<CoreSettings>}
   */
  const forCore = ({ mode, strictness, kinds }) => ({ mode, strictness, kinds });

  /** @param {(settings: Settings) => void} listener */
  function onChange(listener) {
    chrome.storage.onChanged.addListener((changes, area) => {
      if (area === "local" && changes[KEY]) listener(merge(changes[KEY].newValue));
    });
  }

  return Object.freeze({ FILES, merge, read, setSite, addRefusal, siteOf, isOn, forCore, onChange });
})();
