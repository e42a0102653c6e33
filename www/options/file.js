/** The settings as a file, and back. */
(() => {
  const { find, write } = UnnagView;
  const { attempt } = UnnagOptions;
  const { say } = UnnagWords;

  const input = find("#import", HTMLInputElement);
  const dialog = find("#import-dialog", HTMLDialogElement);
  const holds = find("#import-holds", HTMLParagraphElement);
  const form = find("form", HTMLFormElement, dialog);

  async function save() {
    const blob = new Blob([UnnagTransfer.exportText(await UnnagSettings.read())], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `unnag-settings-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /** @param {File} file */
  async function textOf(file) {
    try {
      return await file.text();
    } catch (cause) {
      throw new UnnagSettings.UnnagSettingsError("import_unreadable", { cause });
    }
  }

  /** Looks whether the file is right before it asks what to do with it. @param {File} file */
  async function open(file) {
    const text = await textOf(file);
    const settings = UnnagTransfer.parse(text);
    const number = Object.keys(settings.sites).length.toLocaleString(UnnagWords.language());
    write(holds, say("options_import_holds", file.name, number));
    form.reset();
    dialog.returnValue = "";
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    return dialog.returnValue === "import" ? text : null;
  }

  async function onChoose() {
    const [file] = input.files ?? [];
    /** @type {string | null} */
    let text = null;
    if (file) await attempt(async () => void (text = await open(file)));
    // So that the same file can be chosen again.
    input.value = "";
    if (text === null) return;
    const taken = text;
    const how = new FormData(form).get("how") === "replace" ? "replace" : "merge";
    await attempt(() => UnnagTransfer.importText(taken, how), say("options_imported"));
  }

  find("#export", HTMLButtonElement).addEventListener("click", () => attempt(save, say("options_exported")));
  input.addEventListener("change", onChoose);
})();
