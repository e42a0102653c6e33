/** The way to the core: compiled here, or asked in the background where the page's policy refuses WebAssembly. */
const UnnagCore = (() => {
  let started = false;

  /** @param {string} text */
  function decode(text) {
    if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(text);
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  }

  /** Compiles the core once. Throws a `WebAssembly.CompileError` where the page's policy refuses. */
  function start() {
    if (started) return;
    wasm_bindgen.initSync({ module: new WebAssembly.Module(decode(UNNAG_WASM)) });
    started = true;
  }

  /**
   * @param {Columns} page
   * @param {CoreSettings} settings
   * @param {InstanceType<typeof UnnagTurn.Turn>} [turn] makes the plan in turns, from this one on
   */
  function plan({ columns, text }, settings, turn) {
    start();
    return turn ? planInTurns(new wasm_bindgen.Planning(columns, text, settings), turn) : wasm_bindgen.plan(columns, text, settings);
  }

  /**
   * @param {Planning} planning
   * @param {InstanceType<typeof UnnagTurn.Turn>} turn
   */
  async function planInTurns(planning, turn) {
    try {
      for (;;) {
        const found = planning.step();
        if (found) return found;
        if (turn.isOver) await turn.next();
      }
    } finally {
      planning.free();
    }
  }

  /**
   * What to repair around the story.
   * @param {Uint32Array} columns see `surroundings.js`
   */
  function repair(columns) {
    start();
    return wasm_bindgen.repair(columns);
  }

  /**
   * What an element of the page is, to know it again.
   * @param {Columns} page
   * @param {number} element
   */
  function sketch({ columns, text }, element) {
    start();
    return wasm_bindgen.sketch(columns, text, element);
  }

  /**
   * The page's text without what the settings hide.
   * @param {Columns} page
   * @param {CoreSettings} settings
   * @param {"text" | "markdown"} format
   */
  function write({ columns, text }, settings, format) {
    start();
    return wasm_bindgen.write(columns, text, settings, format);
  }

  /**
   * Asks the core in the background.
   * @param {BackgroundMessage} message
   * @returns {Promise<any>} what the core answers
   */
  async function ask(message) {
    /** @type {CoreReply | undefined} */
    const reply = await UnnagReply.to(message);
    if (!reply) throw new Error("the background does not answer");
    if ("error" in reply) throw Object.assign(new Error(reply.error.message), reply.error);
    return reply.answer;
  }

  /** The same core, over messages. @type {Core} */
  const REMOTE = {
    plan: ({ columns, text }, settings) => ask({ kind: "plan", columns, text, settings }),
    repair: (columns) => ask({ kind: "repair", columns }),
    sketch: ({ columns, text }, element) => ask({ kind: "sketch", columns, text, element }),
    write: ({ columns, text }, settings, format) => ask({ kind: "write", columns, text, settings, format }),
  };

  /** The core on this page. @type {Core} */
  const LOCAL = { plan, repair, sketch, write };

  /**
   * Gets the core ready on a page and says how to ask it.
   * @param {{ refused: boolean, onRefusal: () => void }} options `refused`: this page is known to refuse, and a second attempt
   *   would only be one more report to the site
   * @returns {Core}
   */
  function route({ refused, onRefusal }) {
    if (refused) return REMOTE;
    try {
      start();
      return LOCAL;
    } catch (error) {
      if (!(error instanceof WebAssembly.CompileError)) throw error;
      onRefusal();
      return REMOTE;
    }
  }

  return Object.freeze({ LOCAL, route });
})();
