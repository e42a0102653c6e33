/**
 * Choices on the reader's other devices, through the browser's own sync, where the reader switched that on. What is local is
 * what holds; `storage.sync` only carries it about, in items that are each readable alone: `docs/settings.md`.
 */
const UnnagSync = (() => {
  const OPTIONS_KEY = "options";
  const CHUNK = /^sites-\d+$/;
  /** Of one item, in bytes as JSON. The browsers allow 8,192 with its key, and Chromium counts `<` as six. */
  const MAX_ITEM = 7_000;
  /** Items for sites. The browsers allow 102,400 bytes in all. */
  const MAX_CHUNKS = 13;
  const { VERSION, textOf, merge, isNewer, isPlain } = UnnagSchema;
  const { UnnagSettingsError } = UnnagSettings;

  /** @typedef {{ name: string, site: Site, at: number, bytes: number }} Part what was chosen of a site, or one correction of it */

  /** @param {unknown} value */
  const bytesOf = (value) => new TextEncoder().encode(JSON.stringify(value).replaceAll("<", "\\u003C")).length;

  /**
   * A site, cut into what can stand alone. Joined again, it is the same.
   * @param {string} name
   * @param {Site} site
   * @returns {Part[]}
   */
  function partsOf(name, { corrections, ...choice }) {
    const alone = { name, site: { ...choice, corrections: [] }, at: choice.at };
    const each = corrections.map((one) => ({ name, site: { ...choice, removed: {}, corrections: [one] }, at: one.at }));
    const isNothing = isPlain(alone.site) && choice.at === 0 && Object.keys(choice.removed).length === 0;
    return [...(isNothing ? [] : [alone]), ...each].map((part) => ({ ...part, bytes: bytesOf({ [name]: part.site }) }));
  }

  /**
   * The items that carry the settings. Where not all has room, the newest goes along.
   * @param {Settings} settings
   * @returns {{ items: Record<string, unknown>, left: number }} `left`: how many choices have no room
   */
  function pack(settings) {
    const parts = Object.entries(settings.sites).flatMap(([name, site]) => partsOf(name, site));
    parts.sort((one, other) => other.at - one.at || (one.name < other.name ? -1 : 1));
    /** @type {{ sites: Settings["sites"], bytes: number }[]} */
    const chunks = [];
    let left = 0;
    let isFull = false;
    for (const { name, site, bytes } of parts) {
      const last = chunks.at(-1);
      const fits = last && last.bytes + bytes <= MAX_ITEM;
      // Once one has no room, nothing older goes along either: all devices must come to the same.
      isFull ||= !fits && bytes <= MAX_ITEM && chunks.length === MAX_CHUNKS;
      if (isFull || bytes > MAX_ITEM) left += 1;
      else if (fits) Object.assign(last, { sites: UnnagJoin.joinSites(last.sites, { [name]: site }), bytes: last.bytes + bytes });
      else chunks.push({ sites: { [name]: site }, bytes });
    }
    const options = settings.at > 0 ? { [OPTIONS_KEY]: { version: VERSION, ...UnnagJoin.optionsOf(settings) } } : {};
    const numbered = chunks.map(({ sites }, index) => [`sites-${index}`, { version: VERSION, sites }]);
    return { items: { ...options, ...Object.fromEntries(numbered) }, left };
  }

  /** How many choices have no room in the browser's sync. @param {Settings} settings */
  const left = (settings) => pack(settings).left;

  /** @param {string} key */
  const isOurs = (key) => key === OPTIONS_KEY || CHUNK.test(key);

  /**
   * Takes in what other devices say, and says what they do not know. Nothing happens where sync is off.
   * @param {unknown[]} heard items that came since: what this device wrote in the same moment may have taken their place
   * @returns {Promise<void>}
   */
  async function exchange(heard = []) {
    /** @type {unknown} */
    let failure = null;
    await UnnagSettings.update(async (settings) => {
      if (!settings.sync) return;
      try {
        const there = Object.entries(await chrome.storage.sync.get()).filter(([key]) => isOurs(key));
        const said = [...heard, ...there.map(([, item]) => item)];
        for (const item of said) UnnagJoin.join(settings, merge(item));
        // What a later version wrote must not be overwritten with less.
        if (said.some(isNewer)) throw new UnnagSettingsError("sync_newer");
        UnnagSettings.prune(settings);
        await push(pack(settings).items, Object.fromEntries(there));
      } catch (cause) {
        // What came in is kept all the same.
        failure = cause instanceof UnnagSettingsError ? cause : new UnnagSettingsError("sync_failed", { cause });
      }
    });
    if (failure) throw failure;
  }

  /**
   * @param {Record<string, unknown>} items
   * @param {Record<string, unknown>} there
   */
  async function push(items, there) {
    const changed = Object.entries(items).filter(([key, item]) => textOf(item) !== textOf(there[key]));
    const surplus = Object.keys(there).filter((key) => !Object.hasOwn(items, key));
    if (changed.length > 0) await chrome.storage.sync.set(Object.fromEntries(changed));
    if (surplus.length > 0) await chrome.storage.sync.remove(surplus);
  }

  /** Listens in the background, for as long as the browser runs. */
  function start() {
    // A device without a network, or out of room, tries again at the next change.
    const quietly = (/** @type {unknown[]} */ heard = []) => exchange(heard).catch((error) => console.debug("Unnag could not sync:", error));
    chrome.storage.onChanged.addListener((changes, area) => {
      const ours = area === "sync" ? Object.entries(changes).filter(([key]) => isOurs(key)) : [];
      const heard = ours.flatMap(([, { newValue }]) => (newValue === undefined ? [] : [newValue]));
      if (ours.length > 0 || (area === "local" && changes[UnnagSettings.KEY])) quietly(heard);
    });
    chrome.runtime.onStartup.addListener(() => quietly());
  }

  return Object.freeze({ MAX_ITEM, MAX_CHUNKS, pack, left, exchange, start });
})();
