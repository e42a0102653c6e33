/** Whether choices go along to the reader's other devices, and whether all of them do. */
(() => {
  const { find, write } = UnnagView;
  const { onShow, attempt } = UnnagOptions;
  const { say } = UnnagWords;

  const box = find("#sync", HTMLInputElement);
  const note = find("#sync-left", HTMLParagraphElement);

  async function onToggle() {
    const sync = box.checked;
    // What fails between devices is said, but the choice is kept: the background tries again.
    if ((await attempt(() => UnnagSettings.setOptions({ sync }))) && sync) await attempt(() => UnnagSync.exchange());
  }

  box.addEventListener("change", onToggle);
  onShow((settings) => {
    const left = settings.sync ? UnnagSync.left(settings) : 0;
    box.checked = settings.sync;
    note.hidden = left === 0;
    write(note, left > 0 ? say("options_sync_left", left.toLocaleString(UnnagWords.language())) : "");
  });
})();
