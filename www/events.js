/**
 * Listeners at the document that a page can neither wake nor take away: what its scripts made up does not count, and where it opens its
 * document anew, which ends every listener, they begin again.
 */
const UnnagEvents = (() => {
  /** @typedef {{ target: EventTarget, kind: string, hear: (event: Event) => void, options: AddEventListenerOptions }} Listener */

  const { addEventListener: add } = EventTarget.prototype;

  /** @type {Set<Listener>} */
  const listeners = new Set();

  /**
   * Hears of events before the page does.
   * @template {keyof WindowEventMap} K
   * @param {readonly K[]} kinds
   * @param {(event: WindowEventMap[K]) => unknown} hear
   * @param {{ signal?: AbortSignal, passive?: boolean, target?: EventTarget }} [options] `target`: the document, for what never comes to the window
   */
  function on(kinds, hear, { signal, passive = true, target = window } = {}) {
    for (const kind of kinds) {
      const options = { capture: true, passive, signal };
      /** @type {Listener} */
      const listener = { target, kind, options, hear: (event) => void (event.isTrusted && hear(/** @type {WindowEventMap[K]} */ (event))) };
      listeners.add(listener);
      signal?.addEventListener("abort", () => listeners.delete(listener));
      begin(listener);
    }
  }

  /** Nothing, where it hears already. @param {Listener} listener */
  const begin = ({ target, kind, hear, options }) => add.call(target, kind, hear, options);

  // A document that is opened anew loses its root with its listeners.
  new MutationObserver(() => listeners.forEach(begin)).observe(document, { childList: true });

  return Object.freeze({ on });
})();
