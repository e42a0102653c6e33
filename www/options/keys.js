/** The keyboard shortcuts as the browser has them, and the way to where they are changed. */
(() => {
  const { find, make } = UnnagView;
  const { onShow } = UnnagOptions;
  const { say } = UnnagWords;
  const CHROMIUM_SHORTCUTS = "chrome://extensions/shortcuts";

  const section = find("#keys-section", HTMLElement);
  const list = find("#keys", HTMLDListElement);
  const change = find("#change-keys", HTMLButtonElement);
  const isFirefox = location.protocol === "moz-extension:";
  /** Firefox alone has it. @type {(() => Promise<void>) | undefined} */
  const openInFirefox = Reflect.get(chrome.commands ?? {}, "openShortcutSettings");

  async function write() {
    const commands = await chrome.commands.getAll();
    const named = commands.filter(({ name }) => name && !name.startsWith("_"));
    const rows = named.map(({ name = "", shortcut }) => {
      const words = say(`command_${name.replaceAll("-", "_")}`);
      const keys = shortcut ? make("kbd", { dir: "ltr" }, shortcut) : make("span", { class: "quiet" }, say("options_keys_none"));
      return make("div", {}, make("dt", {}, words), make("dd", {}, keys));
    });
    list.replaceChildren(...rows);
  }

  // On telephones there is no keyboard to speak of, and no interface for it.
  section.hidden = !chrome.commands;
  if (section.hidden) return;
  change.hidden = isFirefox && !openInFirefox;
  find("#keys-how", HTMLParagraphElement).hidden = !change.hidden;
  change.addEventListener("click", () => (openInFirefox ? openInFirefox() : chrome.tabs.create({ url: CHROMIUM_SHORTCUTS })));
  // The reader comes back from changing them.
  addEventListener("focus", write);
  onShow(write);
})();
