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
    donate: { careful: [68.63, 58.4, 78.11], normal: [75.98, 64, 84.93], thorough: [80.39, 68.88, 89.14] },
    subscribe: { careful: [51.12, 34.35, 71.55], normal: [55.97, 38.53, 76.56], thorough: [61.94, 46.67, 80.42] },
    newsletter: { careful: [85.56, 80.74, 90.32], normal: [88.26, 83.66, 92.03], thorough: [91.9, 88.37, 94.97] },
    consent: { careful: [94.25, 86.93, 97.56], normal: [94.77, 88.16, 97.91], thorough: [94.95, 88.41, 98.12] },
    ad: { careful: [19.52, 14.8, 25.21], normal: [23.04, 17.9, 28.7], thorough: [33.43, 26.56, 40.44] },
  });

  /** Over all pages. @type {Readonly<Record<"appeals" | "nags" | "pagesHurt" | "storyWords", Figures>>} */
  const ALL = Object.freeze({
    /** Donation, subscription, newsletter and consent together, mean over pages. */
    appeals: { careful: [76.98, 72.03, 81.78], normal: [81.26, 77.14, 85.43], thorough: [83.99, 80.2, 87.9] },
    /** The same with advertising. */
    nags: { careful: [60.23, 55.57, 65.34], normal: [63.16, 58.43, 67.92], thorough: [67.83, 63.47, 72.28] },
    /** Pages on which any block of the story was hidden. */
    pagesHurt: { careful: [2.05, 0.68, 3.75], normal: [2.05, 0.68, 3.75], thorough: [4.1, 2.05, 6.46] },
    /** Words of stories that were hidden. */
    storyWords: { careful: [0.04, 0.01, 0.08], normal: [0.03, 0.01, 0.07], thorough: [0.07, 0.02, 0.13] },
  });

  return Object.freeze({ PAGES, KINDS, ALL });
})();
