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
   */
  function plan({ columns, text }, settings) {
    start();
    return wasm_bindgen.plan(columns, text, settings);
  }

  /**
   * The same, over a message.
   * @param {Columns} page
   * @param {CoreSettings} settings
   * @returns {Promise<Plan>}
   */
  async function planInBackground({ columns, text }, settings) {
    /** @type {PlanReply} */
    const reply = await chrome.runtime.sendMessage({ kind: "plan", columns, text, settings });
    if ("error" in reply) throw Object.assign(new Error(reply.error.message), reply.error);
    return reply.plan;
  }

  /**
   * Gets the core ready on a page and says how to ask it.
   * @param {{ refused: boolean, onRefusal: () => void }} options `refused`: this origin is known to refuse, and a second attempt
   *   would only be one more report to the site
   * @returns {(page: Columns, settings: CoreSettings) => Plan | Promise<Plan>}
   */
  function route({ refused, onRefusal }) {
    if (refused) return planInBackground;
    try {
      start();
      return plan;
    } catch (error) {
      if (!(error instanceof WebAssembly.CompileError)) throw error;
      onRefusal();
      return planInBackground;
    }
  }

  return Object.freeze({ plan, route });
})();
