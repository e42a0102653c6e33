/** The list of sites for which the reader chose something: search, add, change, remove. */
(() => {
  const { find, write } = UnnagView;
  const { onShow, hush, attempt } = UnnagOptions;
  const { SiteRow } = UnnagSiteRow;
  const { say } = UnnagWords;
  /** More rows at once would be no list to look through. */
  const MOST = 100;
  /** Of what may be a site. Anything else before a colon is a host, or no site at all. */
  const PROTOCOL = /^(https?|file):/i;
  /** A name or an address. Chromium takes more for one. */
  const HOST = /^([\w-]+\.)*[\w-]+\.?$|^\[[\da-f:.]+\]$/;

  const list = find("#sites", HTMLUListElement);
  const search = find("#search-name", HTMLInputElement);
  const count = find("#sites-count", HTMLParagraphElement);
  const form = find("#add", HTMLFormElement);
  const field = find("#add-name", HTMLInputElement);
  const wrong = find("#add-wrong", HTMLParagraphElement);

  /** @type {Map<string, InstanceType<typeof SiteRow>>} */
  const rows = new Map();
  /** Sites whose row stays though they follow the defaults again: the reader is still at them. @type {Set<string>} */
  const touched = new Set();
  let settings = UnnagSettings.merge(undefined);

  /** The rows' names, as they are listed. */
  function wanted() {
    const chosen = Object.entries(settings.sites).filter(([, site]) => !UnnagSchema.isPlain(site)).map(([name]) => name);
    const text = search.value.trim().toLowerCase();
    const all = [...new Set([...chosen, ...touched])].sort();
    return { all, found: all.filter((name) => rowOf(name).name.toLowerCase().includes(text)) };
  }

  /** @param {string} name */
  function rowOf(name) {
    const row = rows.get(name) ?? new SiteRow(name, { onTouch: ({ site }) => void touched.add(site), onRemove });
    rows.set(name, row);
    return row;
  }

  function render() {
    const { all, found } = wanted();
    const shown = found.slice(0, MOST);
    for (const [name, row] of rows) if (!shown.includes(name)) row.element.remove();
    shown.forEach((name, index) => {
      const row = rowOf(name);
      row.write(settings);
      // What is moved loses the focus.
      if (list.children[index] !== row.element) list.insertBefore(row.element, list.children[index] ?? null);
    });
    const numbers = [shown.length, all.length].map((number) => number.toLocaleString(UnnagWords.language()));
    write(count, all.length === 0 ? say("options_sites_none") : say("options_sites_count", ...numbers));
  }

  /** @param {InstanceType<typeof SiteRow>} row */
  function onRemove({ site, element }) {
    const next = element.nextElementSibling ?? element.previousElementSibling;
    touched.delete(site);
    rows.delete(site);
    element.remove();
    const neighbour = next?.querySelector(".remove");
    (neighbour instanceof HTMLElement ? neighbour : list).focus();
    render();
  }

  /**
   * What somebody typed, or copied from the address bar.
   * @param {string} text
   * @returns {string | null} null where it names no site
   */
  function siteFrom(text) {
    const whole = PROTOCOL.test(text) ? text : `https://${text}`;
    if (!text || !URL.canParse(whole)) return null;
    const address = new URL(whole);
    return address.protocol === "file:" || HOST.test(address.hostname) ? UnnagSettings.siteOf(address) : null;
  }

  /** @param {string} words "" for none */
  function complain(words) {
    hush();
    wrong.hidden = words === "";
    write(wrong, words);
    field.setAttribute("aria-invalid", String(words !== ""));
    if (words) field.focus();
  }

  async function onAdd() {
    const site = siteFrom(field.value.trim());
    complain(site ? "" : say("options_add_wrong"));
    if (!site || !(await attempt(() => UnnagSettings.setSite(site, { on: false }), say("options_added", site)))) return;
    field.value = "";
    search.value = "";
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onAdd();
  });
  search.addEventListener("input", render);
  onShow((now) => {
    settings = now;
    render();
  });
})();
