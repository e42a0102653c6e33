/**
 * What the verdicts reach, in per cent, by how sure they must be: `docs/model.md`, section Results, where it stands how it was
 * measured. `tests/figures.rs` compares the two.
 */
const UnnagFigures = (() => {
  /** Labelled pages that were measured on. */
  const PAGES = 294;

  /** @typedef {readonly [number, number, number]} Figure as measured, and between which bounds it lies with 95 % confidence */
  /** @typedef {Readonly<Record<Settings["strictness"], Figure>>} Figures */

  /**
   * Of an appeal's blocks, how many are hidden. Advertising was not measured by itself; it counts among the nags.
   * @type {Readonly<Record<Kind, Figures | null>>}
   */
  const KINDS = Object.freeze({
    donate: { careful: [70.59, 59.28, 80.4], normal: [73.04, 62.03, 82.71], thorough: [79.9, 67.74, 89.34] },
    subscribe: { careful: [38.06, 22.17, 58.16], normal: [47.01, 31.64, 65.33], thorough: [54.1, 39.61, 71.01] },
    newsletter: { careful: [84.89, 79.46, 89.78], normal: [87.58, 82.69, 92.03], thorough: [89.88, 85.84, 93.59] },
    consent: { careful: [95.99, 91.04, 98.57], normal: [95.99, 91.04, 98.57], thorough: [97.04, 93.59, 98.8] },
    ad: null,
  });

  /** Over all pages. @type {Readonly<Record<"appeals" | "nags" | "pagesHurt" | "storyWords", Figures>>} */
  const ALL = Object.freeze({
    /** Donation, subscription, newsletter and consent together, mean over pages. */
    appeals: { careful: [75.7, 70.85, 80.53], normal: [79.22, 74.74, 83.54], thorough: [82.49, 78.35, 86.48] },
    /** The same with advertising. */
    nags: { careful: [58.77, 53.82, 63.8], normal: [62.45, 57.88, 67.08], thorough: [67.51, 63.28, 72] },
    /** Pages on which any block of the story was hidden. */
    pagesHurt: { careful: [1.02, 0, 2.38], normal: [2.39, 1.02, 4.11], thorough: [4.1, 2.05, 6.48] },
    /** Words of stories that were hidden. */
    storyWords: { careful: [0.01, 0, 0.02], normal: [0.02, 0.01, 0.05], thorough: [0.08, 0.02, 0.14] },
  });

  return Object.freeze({ PAGES, KINDS, ALL });
})();
