/** The choices that are one control each: mode, pause, badge, language. */
(() => {
  const { find } = UnnagView;
  const { onShow, attempt } = UnnagOptions;
  const { setOptions } = UnnagSettings;

  /** @type {("paused" | "badge")[]} */
  const SWITCHES = ["paused", "badge"];

  for (const name of SWITCHES) {
    const box = find(`#${name}`, HTMLInputElement);
    box.addEventListener("change", () => attempt(() => setOptions({ [name]: box.checked })));
    onShow((settings) => void (box.checked = settings[name]));
  }

  for (const mode of UnnagSchema.MODES) {
    const button = find(`[name="mode"][value="${mode}"]`, HTMLInputElement);
    button.addEventListener("change", () => attempt(() => setOptions({ mode })));
    onShow((settings) => void (button.checked = settings.mode === mode));
  }

  const language = find("#language", HTMLSelectElement);
  const follow = new Option("", "");
  follow.setAttribute("data-i18n", "options_language_browser");
  language.append(follow);
  for (const [code, name] of Object.entries(UnnagWords.LANGUAGES)) {
    const option = new Option(name, code);
    Object.assign(option, { lang: code.replace("_", "-"), dir: "auto" });
    language.append(option);
  }
  language.addEventListener("change", () => attempt(() => setOptions({ language: language.value })));
  onShow((settings) => void (language.value = settings.language));
})();
