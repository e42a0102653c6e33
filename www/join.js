/**
 * How two readings of the settings become one: for sync, and for the import of a file. The order in which devices meet does
 * not matter, nor how often: `docs/settings.md`.
 */
const UnnagJoin = (() => {
  const SECOND = 1000;
  /** What is chosen for no site in particular; it goes together. */
  const OPTIONS = Object.freeze(/** @type {const} */ (["mode", "strictness", "kinds", "paused", "badge", "language", "at"]));

  /**
   * The one that was chosen later; in the same second the one that is off, since that harms least. What follows only makes sure
   * that every device comes to the same.
   * @template {{ at: number }} T
   * @param {T} one
   * @param {T} other
   * @param {(value: T) => boolean} isOff
   * @returns {T}
   */
  function laterOf(one, other, isOff) {
    const [first, second] = [one, other].map((value) => [Math.floor(value.at / SECOND), Number(isOff(value)), value.at]);
    const at = first.findIndex((part, index) => part !== second[index]);
    const wins = at === -1 ? UnnagSchema.textOf(one) >= UnnagSchema.textOf(other) : first[at] > second[at];
    return wins ? one : other;
  }

  /** @param {Settings} settings */
  const optionsOf = (settings) =>
    /** @type {Pick<Settings, OPTIONS[number]>} */ (Object.fromEntries(OPTIONS.map((name) => [name, settings[name]])));

  /**
   * @param {Record<string, number>} one
   * @param {Record<string, number>} other
   */
  function joinRemoved(one, other) {
    const ids = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return Object.fromEntries(ids.map((id) => [id, Math.max(one[id] ?? 0, other[id] ?? 0)]));
  }

  /**
   * @param {Site} one
   * @param {Site} other
   * @returns {Site}
   */
  function joinSite(one, other) {
    const { on, mode, at } = laterOf(strip(one), strip(other), (site) => !site.on);
    const removed = joinRemoved(one.removed, other.removed);
    /** @type {Map<string, KeptCorrection>} */
    const corrections = new Map();
    for (const correction of [...one.corrections, ...other.corrections]) {
      if (Object.hasOwn(removed, correction.id)) continue;
      const known = corrections.get(correction.id);
      corrections.set(correction.id, known ? laterOf(known, correction, ({ act }) => act === "show") : correction);
    }
    const sorted = [...corrections.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    return { on, mode, corrections: sorted, removed, at };
  }

  /** What `at` stands for. @param {Site} site */
  const strip = ({ on, mode, at }) => ({ on, mode, at });

  /**
   * @param {Settings["sites"]} one
   * @param {Settings["sites"]} other
   * @returns {Settings["sites"]}
   */
  function joinSites(one, other) {
    const more = Object.entries(other).map(([name, site]) => [name, Object.hasOwn(one, name) ? joinSite(one[name], site) : site]);
    return { ...one, ...Object.fromEntries(more) };
  }

  /**
   * Changes the first by what the second says: its options if they are newer, its sites one by one.
   * @param {Settings} settings
   * @param {Settings} other
   */
  function join(settings, other) {
    // Options that were never chosen say nothing.
    if (other.at > 0) Object.assign(settings, laterOf(optionsOf(settings), optionsOf(other), ({ paused }) => paused));
    settings.sites = joinSites(settings.sites, other.sites);
    Object.assign(settings, UnnagSchema.merge(settings));
  }

  return Object.freeze({ OPTIONS, optionsOf, joinSites, join });
})();
