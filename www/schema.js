/**
 * What is kept, and what of a stored value is valid: `docs/settings.md`. Whatever of a damaged value can be read is kept; the
 * rest falls back to the defaults.
 */
const UnnagSchema = (() => {
  const VERSION = 2;

  /** Bounds, so that no page waits for a long read. */
  const LIMITS = Object.freeze({
    sites: 2_000,
    /** Of one site. */
    corrections: 100,
    /** Corrections that were taken back, of one site. */
    removed: 100,
    refusals: 500,
    /** Of the whole value, as JSON. */
    bytes: 2 ** 20,
    /** In UTF-16 units. */
    text: 80,
    id: 64,
  });

  const MODES = Object.freeze(/** @type {const} */ (["clean", "focus"]));
  const STRICTNESSES = Object.freeze(/** @type {const} */ (["careful", "normal", "thorough"]));
  const KINDS = Object.freeze(/** @type {const} */ (["donate", "subscribe", "newsletter", "consent", "ad"]));
  const ACTS = /** @type {const} */ (["hide", "show"]);
  const NEUTRAL = /** @type {const} */ (["article", "related", "social", "comments", "meta", "nav", "other"]);
  const LABELS = Object.freeze([...KINDS, ...NEUTRAL]);

  /** A host name, an address, or the name under which files are kept. */
  const SITE = /^[^\s/?#@\\]{1,255}$/;
  const LANGUAGE = /^[a-z]{2,3}(_[A-Z]{2})?$/;
  /** The last moment that a date can hold. */
  const END_OF_TIME = 8.64e15;

  /**
   * @param {unknown} value
   * @returns {Record<string, unknown>}
   */
  const fields = (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? /** @type {Record<string, unknown>} */ (value) : {};

  /**
   * A value as text that does not depend on the order of keys, which Chromium's storage sorts.
   * @param {unknown} value
   */
  const textOf = (value) => JSON.stringify(value, (_, part) => (fields(part) === part ? sorted(fields(part)) : part));

  /** @param {Record<string, unknown>} value */
  const sorted = (value) => Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));

  /** @param {unknown} value @returns {unknown[]} */
  const list = (value) => (Array.isArray(value) ? value : []);

  /** @param {unknown} value @param {boolean} otherwise */
  const flag = (value, otherwise) => (typeof value === "boolean" ? value : otherwise);

  /** @param {unknown} value @returns {value is number} */
  const isTime = (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= END_OF_TIME;

  /** @param {unknown} value */
  const timeOf = (value) => (isTime(value) ? value : 0);

  /** @param {unknown} value @returns {value is string} */
  const isId = (value) => typeof value === "string" && value !== "" && value.length <= LIMITS.id;

  /**
   * @template T, E
   * @param {unknown} value
   * @param {readonly T[]} allowed
   * @param {E} otherwise
   */
  const oneOf = (value, allowed, otherwise) => allowed.find((one) => one === value) ?? otherwise;

  /**
   * Entry n leads from version n + 1 to the next one. `merge` fills in what is new.
   * @type {((value: Record<string, unknown>) => Record<string, unknown>)[]}
   */
  const MIGRATIONS = [
    // Only sites that were switched off had an entry, and it held nothing else.
    (value) => {
      const off = Object.entries(fields(value.sites)).filter(([, site]) => fields(site).on === false);
      return { ...value, version: 2, sites: Object.fromEntries(off.map(([name]) => [name, { on: false }])) };
    },
  ];

  /** @param {Record<string, unknown>} value a value of any version; one without a valid version counts as today's */
  function migrated(value) {
    const version = Number.isInteger(value.version) ? Number(value.version) : VERSION;
    return version < 1 ? value : MIGRATIONS.slice(version - 1).reduce((before, migrate) => migrate(before), value);
  }

  /** Whether a value was written by a later version of Unnag. @param {unknown} stored */
  function isNewer(stored) {
    const { version } = fields(stored);
    return typeof version === "number" && version > VERSION;
  }

  /**
   * What can be read of a value, whole and within bounds.
   * @param {unknown} stored
   * @returns {Settings}
   */
  function merge(stored) {
    const value = migrated(fields(stored));
    const kinds = fields(value.kinds);
    const refusals = list(value.refusals).filter((one) => typeof one === "string");
    return {
      version: VERSION,
      mode: oneOf(value.mode, MODES, "clean"),
      strictness: oneOf(value.strictness, STRICTNESSES, "normal"),
      kinds: /** @type {Settings["kinds"]} */ (Object.fromEntries(KINDS.map((kind) => [kind, flag(kinds[kind], true)]))),
      paused: flag(value.paused, false),
      badge: flag(value.badge, true),
      sync: flag(value.sync, false),
      language: typeof value.language === "string" && LANGUAGE.test(value.language) ? value.language : "",
      sites: mergeSites(fields(value.sites)),
      at: timeOf(value.at),
      refusals: refusals.slice(-LIMITS.refusals),
    };
  }

  /** @param {Record<string, unknown>} sites */
  function mergeSites(sites) {
    const valid = Object.entries(sites).filter(([name]) => SITE.test(name));
    const merged = valid.map(([name, site]) => /** @type {const} */ ([name, mergeSite(fields(site))]));
    if (merged.length > LIMITS.sites) merged.sort(([, one], [, other]) => other.at - one.at).splice(LIMITS.sites);
    return Object.fromEntries(merged);
  }

  /**
   * @param {Record<string, unknown>} site
   * @returns {Site}
   */
  function mergeSite(site) {
    const removed = Object.entries(fields(site.removed)).filter(([id, at]) => isId(id) && isTime(at));
    if (removed.length > LIMITS.removed) removed.sort(([, one], [, other]) => Number(other) - Number(one)).splice(LIMITS.removed);
    return {
      on: flag(site.on, true),
      mode: oneOf(site.mode, MODES, null),
      corrections: mergeCorrections(list(site.corrections).map(fields)),
      removed: /** @type {Site["removed"]} */ (Object.fromEntries(removed)),
      at: timeOf(site.at),
    };
  }

  /**
   * @param {Record<string, unknown>[]} corrections
   * @returns {KeptCorrection[]}
   */
  function mergeCorrections(corrections) {
    const valid = new Map();
    for (const { id, act, sketch, label, text, at } of corrections) {
      if (!isId(id) || !oneOf(act, ACTS, null) || typeof sketch !== "object" || fields(sketch) !== sketch) continue;
      const words = typeof text === "string" ? text.slice(0, LIMITS.text) : "";
      valid.set(id, { id, act, sketch, label: oneOf(label, LABELS, "other"), text: words, at: timeOf(at) });
    }
    return [...valid.values()].slice(-LIMITS.corrections);
  }

  /** Whether a site follows the defaults in everything. @param {Site} site */
  const isPlain = (site) => site.on && site.mode === null && site.corrections.length === 0;

  return Object.freeze({ VERSION, LIMITS, MODES, STRICTNESSES, KINDS, SITE, fields, textOf, migrated, merge, mergeSite, isNewer, isPlain });
})();
