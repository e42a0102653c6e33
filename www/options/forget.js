/** Forgets everything, after asking once more. */
(() => {
  const { find, write } = UnnagView;
  const { hush, attempt } = UnnagOptions;
  const { say } = UnnagWords;

  const dialog = find("#forget-dialog", HTMLDialogElement);

  async function ask() {
    hush();
    const { sync } = await UnnagSettings.read();
    write(find("#forget-what", HTMLParagraphElement), say(sync ? "options_forget_synced" : "options_forget_what"));
    dialog.returnValue = "";
    dialog.showModal();
  }

  find("#forget", HTMLButtonElement).addEventListener("click", ask);
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "forget") attempt(UnnagSettings.forgetEverything, say("options_forgotten"));
  });
})();
