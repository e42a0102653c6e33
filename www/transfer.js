/** The settings as a file, and back: `docs/settings.md` describes it. A file that is not right in all is refused as a whole. */
const UnnagTransfer = (() => {
  const CONTENT = "settings";
  const HEADER = ["unnag", "version", "exported"];
  const { VERSION, LIMITS, fields, migrated, merge, isNewer, isPlain } = UnnagSchema;
  const { UnnagSettingsError, entryOf, later } = UnnagSettings;
  /** In UTF-16 units; the text of a file that can be kept is shorter, line breaks and all. */
  const MAX_LENGTH = 4 * LIMITS.bytes;

  /** @param {Settings} settings */
  function exportText(settings) {
    const sites = Object.entries(settings.sites).filter(([, site]) => !isPlain(site));
    const plain = sites.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, { removed, ...site }]) => [name, site]);
    const head = { unnag: CONTENT, version: VERSION, exported: new Date().toISOString() };
    return `${JSON.stringify({ ...head, ...UnnagJoin.optionsOf(settings), sites: Object.fromEntries(plain) }, null, 2)}\n`;
  }

  /**
   * What a file holds, to the last field.
   * @param {string} text
   * @returns {Settings}
   */
  function parse(text) {
    if (text.length > MAX_LENGTH) throw new UnnagSettingsError("import_too_large");
    const file = fields(parseJson(text));
    if (file.unnag !== CONTENT) throw new UnnagSettingsError("import_foreign");
    if (!Number.isInteger(file.version) || Number(file.version) < 1) throw damaged(["version"]);
    if (isNewer(file)) throw new UnnagSettingsError("import_newer", { values: [String(file.version), String(VERSION)] });
    if (Object.keys(fields(file.sites)).length > LIMITS.sites) throw new UnnagSettingsError("import_too_large");
    const content = migrated(Object.fromEntries(Object.entries(file).filter(([name]) => name === "version" || !HEADER.includes(name))));
    const settings = merge(content);
    // What could not be read was left out or replaced; there the two differ.
    const path = difference(content, settings);
    if (path) throw damaged(path);
    return settings;
  }

  /** @param {string} text */
  function parseJson(text) {
    try {
      return JSON.parse(text.replace(/^\uFEFF/, ""));
    } catch (cause) {
      throw new UnnagSettingsError("import_not_json", { cause });
    }
  }

  /** @param {string[]} path */
  const damaged = (path) => new UnnagSettingsError("import_damaged", { values: [path.join(" › ")] });

  /**
   * Where the first value holds something that the second does not.
   * @param {unknown} value
   * @param {unknown} other
   * @returns {string[] | null}
   */
  function difference(value, other) {
    if (value === other) return null;
    if (typeof value !== "object" || typeof other !== "object" || value === null || other === null) return [];
    if (Array.isArray(value) !== Array.isArray(other) || (Array.isArray(value) && value.length !== Object.keys(other).length)) return [];
    for (const [name, part] of Object.entries(value)) {
      const path = difference(part, Object.hasOwn(other, name) ? Reflect.get(other, name) : undefined);
      if (path) return [name, ...path];
    }
    return null;
  }

  /**
   * Everything here becomes what the file says. Other devices take it as chosen now: what the file does not have is removed.
   * @param {Settings} settings
   * @param {Settings} file
   */
  function replace(settings, file) {
    const names = new Set([...Object.keys(settings.sites), ...Object.keys(file.sites)]);
    const replaced = [...names].map((name) => [name, replaceSite(entryOf(settings, name), entryOf(file, name))]);
    const { sites, at } = settings.sync
      ? { sites: Object.fromEntries(replaced), at: later(Math.max(settings.at, file.at)) }
      : file;
    Object.assign(settings, UnnagJoin.optionsOf(file), { sites, at });
  }

  /**
   * @param {Site} before
   * @param {Site} wanted
   * @returns {Site}
   */
  function replaceSite(before, wanted) {
    const gone = before.corrections.map(({ id }) => [id, Date.now()]);
    // Under its old id a correction might be known as taken back, here or elsewhere.
    const corrections = wanted.corrections.map((correction) => ({ ...correction, id: crypto.randomUUID() }));
    return { ...wanted, corrections, removed: { ...before.removed, ...Object.fromEntries(gone) }, at: later(Math.max(before.at, wanted.at)) };
  }

  /**
   * @param {string} text of a file
   * @param {"merge" | "replace"} how to merge: as between two devices, what was chosen later holds
   * @returns {Promise<Settings>} what is kept now
   */
  async function importText(text, how) {
    const file = parse(text);
    return UnnagSettings.update((settings) => (how === "merge" ? UnnagJoin.join(settings, file) : replace(settings, file)));
  }

  return Object.freeze({ exportText, parse, importText });
})();
