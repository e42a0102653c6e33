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
   * Of a kind's blocks, how many are hidden.
   * @type {Readonly<Record<Kind, Figures>>}
   */
  const KINDS = Object.freeze({
    donate: { careful: [73.04, 61.18, 82.35], normal: [77.45, 66.16, 86.29], thorough: [80.88, 69.19, 89.24] },
    subscribe: { careful: [52.99, 35.41, 74.07], normal: [55.97, 38.67, 76.77], thorough: [62.69, 47.26, 81.47] },
    newsletter: { careful: [85.02, 80.3, 89.84], normal: [88.8, 84.55, 92.65], thorough: [92.04, 88.58, 95.06] },
    consent: { careful: [94.43, 87.14, 97.75], normal: [94.95, 88.42, 97.97], thorough: [95.12, 88.75, 98.22] },
    ad: { careful: [22.36, 17.22, 28.15], normal: [27.52, 21.67, 33.8], thorough: [37.62, 30.01, 45.17] },
  });

  /** Over all pages. @type {Readonly<Record<"appeals" | "nags" | "pagesHurt" | "storyWords", Figures>>} */
  const ALL = Object.freeze({
    /** Donation, subscription, newsletter and consent together, mean over pages. */
    appeals: { careful: [77.02, 72.08, 81.74], normal: [81.38, 77.2, 85.45], thorough: [84.88, 81.01, 88.62] },
    /** The same with advertising. */
    nags: { careful: [60.97, 56.13, 65.79], normal: [64.4, 59.78, 69.09], thorough: [69.41, 65.16, 73.7] },
    /** Pages on which any block of the story was hidden. */
    pagesHurt: { careful: [2.05, 0.68, 3.75], normal: [2.39, 0.68, 4.11], thorough: [4.78, 2.41, 7.19] },
    /** Words of stories that were hidden. */
    storyWords: { careful: [0.04, 0.01, 0.08], normal: [0.03, 0.01, 0.07], thorough: [0.07, 0.02, 0.14] },
  });

  return Object.freeze({ PAGES, KINDS, ALL });
})();
