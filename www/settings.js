/**
 * The one place that reads and writes the reader's settings: one value under one key of `storage.local`, described in
 * `docs/settings.md`. A write that fails leaves the old value as it was.
 */
const UnnagSettings = (() => {
  const KEY = "settings";
  const LOCK = "unnag-settings";
  /** The name under which files of this computer are kept. */
  const FILES = "file:";
  const SECOND = 1000;
  /** How long it is remembered that something was removed, for devices that were off meanwhile: 180 days in milliseconds. */
  const MEMORY = 180 * 24 * 60 * 60 * SECOND;
  const { LIMITS, textOf, merge, mergeSite, isNewer, isPlain } = UnnagSchema;

  /** Why settings could not be read or kept. The words for the reader stand under `settings_` and the code. */
  class UnnagSettingsError extends Error {
    /**
     * @param {string} code
     * @param {{ values?: string[], cause?: unknown }} [more] `values`: what the words have gaps for
     */
    constructor(code, { values = [], cause } = {}) {
      super(`settings: ${code}`, { cause });
      this.name = "UnnagSettingsError";
      this.code = code;
      this.values = values;
    }
  }

  /** @returns {Promise<unknown>} what is stored, as it is */
  async function load() {
    try {
      return (await chrome.storage.local.get(KEY))[KEY];
    } catch (cause) {
      throw new UnnagSettingsError("unavailable", { cause });
    }
  }

  /** @returns {Promise<Settings>} the defaults where the storage cannot be read */
  const read = () => load().then(merge, () => merge(undefined));

  /**
   * Why choices cannot be kept at present.
   * @returns {Promise<UnnagSettingsError | null>} null where they can
   */
  async function problem() {
    try {
      return isNewer(await load()) ? new UnnagSettingsError("newer") : null;
    } catch (error) {
      return /** @type {UnnagSettingsError} */ (error);
    }
  }

  /**
   * Reads, changes and writes, one at a time over all of the extension's own pages. Not for content scripts: they share their
   * locks with the page, and send a message instead.
   * @param {(settings: Settings) => void | Promise<void>} change
   * @returns {Promise<Settings>} what is kept now
   */
  function update(change) {
    return navigator.locks.request(LOCK, async () => {
      // A failed read must not end in a write of the defaults, so it is let through.
      const stored = await load();
      // What this version does not understand would be lost.
      if (isNewer(stored)) throw new UnnagSettingsError("newer");
      const settings = merge(stored);
      const before = textOf(settings);
      await change(settings);
      prune(settings);
      const after = textOf(settings);
      if (after !== before) await store(settings, { size: sizeOf(after), before: sizeOf(before) });
      return settings;
    });
  }

  /** @param {string} text */
  const sizeOf = (text) => new TextEncoder().encode(text).length;

  /**
   * @param {Settings} settings
   * @param {{ size: number, before: number }} bytes
   */
  async function store(settings, { size, before }) {
    if (Object.keys(settings.sites).length > LIMITS.sites) throw new UnnagSettingsError("too_many_sites", { values: [String(LIMITS.sites)] });
    // What makes room is let through.
    if (size > LIMITS.bytes && size > before) throw new UnnagSettingsError("full");
    try {
      await chrome.storage.local.set({ [KEY]: settings });
    } catch (cause) {
      throw new UnnagSettingsError(/quota/i.test(String(cause)) ? "full" : "unavailable", { cause });
    }
  }

  /**
   * Drops what nobody needs any more, and what is beyond bounds. That something was removed matters to other devices only.
   * @param {Settings} settings
   */
  function prune(settings) {
    const since = settings.sync ? Date.now() - MEMORY : Infinity;
    const sites = Object.entries(settings.sites).map(([name, site]) => {
      const removed = Object.entries(site.removed).filter(([, at]) => at > since);
      return /** @type {const} */ ([name, mergeSite({ ...site, removed: Object.fromEntries(removed) })]);
    });
    const needed = sites.filter(([, site]) => !isPlain(site) || site.at > since || Object.keys(site.removed).length > 0);
    settings.sites = Object.fromEntries(needed);
  }

  /**
   * Now, and at least a second after the last change, also where a clock goes back: what was changed last must win a merge.
   * @param {number} before
   */
  const later = (before) => Math.max(Date.now(), (Math.floor(before / SECOND) + 1) * SECOND);

  /**
   * @param {string} site
   * @param {(entry: Site, settings: Settings) => Partial<Site>} change
   */
  function changeSite(site, change) {
    return update((settings) => {
      const entry = entryOf(settings, site);
      settings.sites = { ...settings.sites, [site]: { ...entry, ...change(entry, settings) } };
    });
  }

  /**
   * @param {string} site
   * @param {{ on?: boolean, mode?: Mode | null }} choice
   */
  const setSite = (site, choice) => changeSite(site, ({ at }) => ({ ...choice, at: later(at) }));

  /**
   * Remembers what the reader said of a block. It takes the place of what was said of the same block before; the oldest goes
   * when there are too many.
   * @param {string} site
   * @param {Correction} correction
   */
  function addCorrection(site, correction) {
    const sketch = textOf(correction.sketch);
    return changeSite(site, (entry) => {
      const same = entry.corrections.filter((other) => other.id === correction.id || textOf(other.sketch) === sketch);
      const kept = entry.corrections.filter((other) => !same.includes(other));
      const removed = without(entry, same.filter(({ id }) => id !== correction.id));
      return { corrections: [...kept, { ...correction, at: Date.now() }], removed };
    });
  }

  /**
   * @param {string} site
   * @param {string} id
   */
  function removeCorrection(site, id) {
    return changeSite(site, (entry) => {
      const gone = entry.corrections.filter((one) => one.id === id);
      return { corrections: entry.corrections.filter((one) => one.id !== id), removed: without(entry, gone) };
    });
  }

  /**
   * What is known as removed once these corrections are, too.
   * @param {Site} entry
   * @param {KeptCorrection[]} gone
   */
  const without = ({ removed }, gone) => ({ ...removed, ...Object.fromEntries(gone.map(({ id }) => [id, Date.now()])) });

  /** The site follows the defaults again, and what was said of its blocks is forgotten. @param {string} site */
  const removeSite = (site) =>
    changeSite(site, (entry) => ({ on: true, mode: null, corrections: [], removed: without(entry, entry.corrections), at: later(entry.at) }));

  /** @param {Partial<Omit<Settings, "version" | "sites" | "at" | "refusals" | "kinds">> & { kinds?: Partial<Settings["kinds"]> }} options */
  function setOptions({ kinds, sync, ...options }) {
    return update((settings) => {
      if (sync !== undefined) settings.sync = sync;
      // Whether there is sync is each device's own.
      if (!kinds && Object.keys(options).length === 0) return;
      Object.assign(settings, options, { kinds: { ...settings.kinds, ...kinds }, at: later(settings.at) });
    });
  }

  /**
   * Remembers that pages of this origin refuse to compile WebAssembly; the oldest goes when there are too many.
   * @param {string} origin
   */
  function addRefusal(origin) {
    return update((settings) => {
      settings.refusals = [...settings.refusals.filter((one) => one !== origin), origin].slice(-LIMITS.refusals);
    });
  }

  /** Also what the browser keeps for the reader's other devices; what these hold themselves stays there. */
  function forgetEverything() {
    return navigator.locks.request(LOCK, async () => {
      try {
        await chrome.storage.local.remove(KEY);
      } catch (cause) {
        throw new UnnagSettingsError("unavailable", { cause });
      }
      try {
        await chrome.storage.sync?.clear();
      } catch (cause) {
        throw new UnnagSettingsError("sync_not_cleared", { cause });
      }
    });
  }

  /**
   * The name under which a page's settings are kept.
   * @param {URL | Location} address
   */
  const siteOf = (address) => address.hostname.replace(/^www\./, "") || FILES;

  /**
   * What is kept for a site, or what holds where nothing is.
   * @param {Settings} settings
   * @param {string} site
   * @returns {Site}
   */
  const entryOf = ({ sites }, site) => (Object.hasOwn(sites, site) ? sites[site] : mergeSite({}));

  /** @param {Settings} settings @param {string} site */
  const isOn = (settings, site) => !settings.paused && entryOf(settings, site).on;

  /** @param {Settings} settings @param {string} site */
  const modeOf = (settings, site) => entryOf(settings, site).mode ?? settings.mode;

  /**
   * What the core is told. Its corrections stand in the order of the site's, so that an index means the same in both.
   * @param {Settings} settings
   * @param {string} site
   * @returns {Required<CoreSettings>}
   */
  function forCore(settings, site) {
    const corrections = entryOf(settings, site).corrections.map(({ act, sketch }) => ({ act, sketch }));
    return { mode: modeOf(settings, site), strictness: settings.strictness, kinds: settings.kinds, corrections };
  }

  /** @param {(settings: Settings) => void} listener */
  function onChange(listener) {
    chrome.storage.onChanged.addListener((changes, area) => {
      if (area === "local" && changes[KEY]) listener(merge(changes[KEY].newValue));
    });
  }

  return Object.freeze({
    KEY, FILES, UnnagSettingsError, merge, read, problem, update, prune, later, setSite, addCorrection, removeCorrection, removeSite, setOptions,
    addRefusal, forgetEverything, siteOf, entryOf, isOn, modeOf, forCore, onChange,
  });
})();
