/**
 * `<unnag-things>`: what was hidden on a page, by kind. It shows what it is given; what the reader does goes out as the event
 * `unnag-act`. One stop for the Tab key; inside, the arrow keys lead from entry to entry.
 */
const UnnagThings = (() => {
  const { find, make, write } = UnnagView;
  const { Entry } = UnnagThing;

  /** In this order the kinds are listed; the others follow as they come. */
  const KINDS = ["donate", "subscribe", "newsletter", "consent", "ad"];

  class Things extends HTMLElement {
    /** @type {Map<string, HTMLElement>} */
    #groups = new Map();
    /** @type {Map<number, InstanceType<typeof Entry>>} */
    #entries = new Map();
    /** The entry that the Tab key stops at. */
    #stop = -1;
    /** @type {number | null} */
    #outlined = null;
    /** Whether the reader may say what holds on the whole site. */
    lasting = false;

    connectedCallback() {
      this.addEventListener("keydown", (event) => this.#onKey(event));
      this.addEventListener("focusin", ({ target }) => this.#onFocus(target));
      this.addEventListener("focusout", () => this.#outline(null));
      this.addEventListener("pointerover", ({ target }) => this.#outline(this.#entryOf(target)?.id ?? null));
      this.addEventListener("pointerleave", () => this.#outline(null));
    }

    /** @param {ListedThing[]} things */
    show(things) {
      const held = this.#entryOf(document.activeElement);
      const at = held ? this.#order.indexOf(held) : -1;
      const labels = [...new Set(things.map(({ label }) => label))].sort((one, other) => rank(one) - rank(other));
      this.#drop(this.#entries, things.map(({ id }) => id), ({ item }) => item.remove());
      this.#drop(this.#groups, labels, (group) => group.remove());
      labels.forEach((label, index) => {
        place(this, this.#groupOf(label), index);
        this.#fill(this.#groupOf(label), things.filter((thing) => thing.label === label));
      });
      if (!this.#entries.has(this.#stop)) this.#stopAt(this.#order[0]?.id ?? -1);
      // What had the focus is gone: the keyboard goes on from what took its place.
      if (held && !this.#entries.has(held.id)) (this.#order[at] ?? this.#order.at(-1))?.focus();
    }

    /** The entries as they are listed. */
    get #order() {
      return [...this.querySelectorAll("li")].flatMap((item) => this.#entryOf(item) ?? []);
    }

    /**
     * @template K, V
     * @param {Map<K, V>} known
     * @param {K[]} kept
     * @param {(value: V) => void} remove
     */
    #drop(known, kept, remove) {
      for (const [key, value] of known) {
        if (kept.includes(key)) continue;
        remove(value);
        known.delete(key);
      }
    }

    /** @param {Label} label */
    #groupOf(label) {
      const known = this.#groups.get(label);
      if (known) return known;
      const heading = make("h3", { id: `kind-${label}` }, UnnagWords.say(`label_${label}`), " ", make("span", { class: "count" }));
      const group = make("div", { role: "group", "aria-labelledby": heading.id }, heading, make("ul"));
      this.#groups.set(label, group);
      return group;
    }

    /**
     * @param {HTMLElement} group
     * @param {ListedThing[]} things
     */
    #fill(group, things) {
      const list = find("ul", HTMLUListElement, group);
      write(find(".count", HTMLSpanElement, group), String(things.length));
      things.forEach((thing, index) => {
        const entry = this.#entries.get(thing.id) ?? new Entry(thing.id, (act) => this.#tell(act));
        this.#entries.set(thing.id, entry);
        entry.write(thing, this.lasting);
        entry.stop(thing.id === this.#stop);
        place(list, entry.item, index);
      });
    }

    /** @param {number} id */
    #stopAt(id) {
      this.#stop = id;
      for (const entry of this.#entries.values()) entry.stop(entry.id === id);
    }

    /** @param {EventTarget | null} target */
    #onFocus(target) {
      const entry = this.#entryOf(target);
      if (!entry) return;
      this.#stopAt(entry.id);
      this.#outline(entry.id);
    }

    /** @param {KeyboardEvent} event */
    #onKey(event) {
      const entry = this.#entryOf(event.target);
      if (!entry) return;
      const order = this.#order;
      const at = order.indexOf(entry);
      const wanted = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: order.length - 1 }[event.key];
      if (wanted === undefined && !(event.key === "Escape" && entry.close())) return;
      event.preventDefault();
      if (wanted !== undefined) order[Math.min(Math.max(wanted, 0), order.length - 1)]?.focus();
    }

    /** @param {EventTarget | null} target */
    #entryOf(target) {
      const item = target instanceof Element && this.contains(target) ? target.closest("li") : null;
      return item ? this.#entries.get(Number(item.dataset.id)) : undefined;
    }

    /** @param {number | null} id */
    #outline(id) {
      if (this.#outlined === id) return;
      this.#outlined = id;
      this.#tell({ kind: "outline", id });
    }

    /** @param {ThingAct} act */
    #tell(act) {
      this.dispatchEvent(new CustomEvent("unnag-act", { detail: act, bubbles: true }));
    }
  }

  /** @param {Label} label */
  const rank = (label) => (KINDS.includes(label) ? KINDS.indexOf(label) : KINDS.length);

  /**
   * Puts a child in its place; one that is there is left alone, since what is moved loses the focus.
   * @param {Element} parent
   * @param {Element} child
   * @param {number} index
   */
  function place(parent, child, index) {
    const there = parent.children[index] ?? null;
    if (there !== child) parent.insertBefore(child, there);
  }

  customElements.define("unnag-things", Things);

  return Object.freeze({ Things });
})();
