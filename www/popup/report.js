/** "Something is wrong here": what a report needs, as text that the reader may copy. Nothing is sent anywhere. */
const UnnagReport = (() => {
  /**
   * In codes, not in the interface's language: whoever reads the report may not speak it.
   * @param {{ state: PageState | null, notices: NoticeCode[], withAddress: boolean }} about
   */
  function textOf({ state, notices, withAddress }) {
    const { version, name } = chrome.runtime.getManifest();
    const lines = [`${name} ${version}`, navigator.userAgent];
    if (state && withAddress) lines.push(state.title, state.url);
    if (state) lines.push(`on=${state.on} mode=${state.mode}`);
    if (notices.length > 0) lines.push(`notices: ${notices.join(", ")}`);
    const records = state?.records ?? [];
    return [...lines, "", ...records.map(lineOf)].join("\n").trim();
  }

  /** @param {HiddenThing} thing */
  function lineOf({ label, confidence, reasons, text, shown, correction }) {
    const why = correction ? "correction" : reasons.join(", ");
    return `${shown ? "shown" : "hidden"} ${label} ${confidence.toFixed(2)} (${why}): ${text}`;
  }

  return Object.freeze({ textOf });
})();
