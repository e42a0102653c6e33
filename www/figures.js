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
    donate: { careful: [72.55, 61.88, 82.39], normal: [76.96, 65.02, 85.85], thorough: [84.31, 72.26, 92.37] },
    subscribe: { careful: [51.12, 35.48, 71.49], normal: [56.34, 40.78, 75.43], thorough: [63.43, 47.92, 82.17] },
    newsletter: { careful: [85.02, 79.71, 89.87], normal: [88.53, 84.07, 92.43], thorough: [92.44, 89.1, 95.32] },
    consent: { careful: [94.95, 88.28, 98.22], normal: [95.3, 89.03, 98.36], thorough: [95.47, 89.36, 98.41] },
    ad: { careful: [21.02, 16.03, 26.73], normal: [26.93, 21.1, 33.56], thorough: [35.75, 28.63, 43.52] },
  });

  /** Over all pages. @type {Readonly<Record<"appeals" | "nags" | "pagesHurt" | "storyWords", Figures>>} */
  const ALL = Object.freeze({
    /** Donation, subscription, newsletter and consent together, mean over pages. */
    appeals: { careful: [76.16, 71.42, 80.88], normal: [80.52, 76.33, 84.73], thorough: [85.86, 81.97, 89.46] },
    /** The same with advertising. */
    nags: { careful: [59.36, 54.64, 64.42], normal: [63.33, 58.75, 68.06], thorough: [70.15, 65.96, 74.63] },
    /** Pages on which any block of the story was hidden. */
    pagesHurt: { careful: [1.71, 0.34, 3.08], normal: [2.39, 0.68, 4.11], thorough: [5.12, 2.73, 7.82] },
    /** Words of stories that were hidden. */
    storyWords: { careful: [0.03, 0, 0.06], normal: [0.04, 0.01, 0.08], thorough: [0.09, 0.03, 0.17] },
  });

  return Object.freeze({ PAGES, KINDS, ALL });
})();
