/** What is hidden and how surely, each choice with what it costs: the figures of `figures.js` in plain words. */
(() => {
  const { find, write } = UnnagView;
  const { onShow, attempt, copy } = UnnagOptions;
  const { setOptions } = UnnagSettings;
  const { KINDS, STRICTNESSES } = UnnagSchema;
  const { say } = UnnagWords;

  /** @param {number} value @param {number} digits after the point */
  const number = (value, digits) => value.toLocaleString(UnnagWords.language(), { minimumFractionDigits: digits, maximumFractionDigits: digits });

  /** @param {number} value @param {number} digits */
  const percent = (value, digits) =>
    (value / 100).toLocaleString(UnnagWords.language(), { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits });

  /**
   * Of a hundred, so many, and the bounds.
   * @param {string} key
   * @param {readonly [number, number, number]} figure
   */
  const share = (key, figure) => say(key, ...figure.map((value) => number(value, 0)));

  /** @param {Kind} kind @param {Settings["strictness"]} strictness */
  const figureOf = (kind, strictness) => share(`options_figure_${kind}`, UnnagFigures.KINDS[kind][strictness]);

  /** @param {Settings["strictness"]} strictness */
  function costOf(strictness) {
    const { appeals, pagesHurt, storyWords } = UnnagFigures.ALL;
    const found = share("options_cost_found", appeals[strictness]);
    return `${found} ${say("options_cost_lost", percent(pagesHurt[strictness][0], 1), percent(storyWords[strictness][0], 2))}`;
  }

  /**
   * @param {string} template
   * @param {string} name of the choice
   * @param {(input: HTMLInputElement) => void} onChange
   */
  function choice(template, name, onChange) {
    const element = copy(template, template === "kind" ? "li" : "label", HTMLElement);
    const input = find("input", HTMLInputElement, element);
    const about = find(".about", HTMLElement, element);
    about.id = `about-${name}`;
    input.setAttribute("aria-describedby", about.id);
    input.addEventListener("change", () => onChange(input));
    return { element, input, about, name: find(".name", HTMLElement, element) };
  }

  for (const kind of KINDS) {
    const parts = choice("kind", kind, ({ checked }) => attempt(() => setOptions({ kinds: { [kind]: checked } })));
    parts.input.id = `kind-${kind}`;
    find("#kinds", HTMLUListElement).append(parts.element);
    onShow((settings) => {
      parts.input.checked = settings.kinds[kind];
      write(parts.name, say(`options_kind_${kind}`));
      write(find(".example", HTMLElement, parts.about), say(`options_example_${kind}`));
      write(find(".figure", HTMLElement, parts.about), figureOf(kind, settings.strictness));
    });
  }

  for (const strictness of STRICTNESSES) {
    const parts = choice("step", strictness, () => attempt(() => setOptions({ strictness })));
    parts.input.value = strictness;
    find("#strictness", HTMLFieldSetElement).append(parts.element);
    onShow((settings) => {
      parts.input.checked = settings.strictness === strictness;
      write(parts.name, say(`options_strictness_${strictness}`));
      write(parts.about, costOf(strictness));
    });
  }

  onShow(() => write(find("#measured", HTMLParagraphElement), say("options_measured", number(UnnagFigures.PAGES, 0))));
})();
