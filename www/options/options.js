/** Starts the options page: words first, then what holds; from then on it follows every change, from wherever it comes. */
(() => {
  const { find, write } = UnnagView;

  const problem = find("#problem", HTMLParagraphElement);

  /** @type {Settings | null} */
  let latest = null;

  async function tellProblem() {
    const error = await UnnagSettings.problem();
    problem.hidden = error === null;
    write(problem, error ? UnnagOptions.wordsOf(error) : "");
  }

  /** @param {Settings} settings */
  async function follow(settings) {
    latest = settings;
    await UnnagWords.ready(settings.language);
    // While a language was loaded, the next change may have come.
    if (latest !== settings) return;
    UnnagWords.translate();
    UnnagOptions.show(settings);
    await tellProblem();
  }

  UnnagSettings.onChange(follow);
  UnnagSettings.read().then(follow);
})();
