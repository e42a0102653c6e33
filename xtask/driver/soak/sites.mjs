// What the reader chooses for the pages under test, written where the extension keeps it.

const POLL = 40;
/** So many looks in a row that say the same are rest: longer than a pass waits for its turn. */
const CALM = 6;
const PATIENCE = 20_000;

/** @typedef {import("../launch.mjs").Session} Session */
/** @typedef {{ on?: boolean, mode?: "clean" | "focus" }} Choice */

/**
 * @param {Session} session
 * @param {string} url whose site it is for
 * @param {Choice} choice
 */
export async function choose(session, url, choice) {
  const settings = { version: 2, sites: { [new URL(url).hostname]: choice } };
  await session.evaluate((value) => chrome.storage.local.set({ settings: value }), settings);
}

/**
 * What the content script of a tab knows, once it has come to rest.
 * @param {Session} session
 * @param {number} tab
 * @param {(state: any) => boolean} [isIt] what must be so as well
 */
export async function rest(session, tab, isIt = () => true) {
  const deadline = Date.now() + PATIENCE;
  let last = "";
  for (let calm = 0; Date.now() < deadline; ) {
    const state = await session.ask(tab, { kind: "state" }).catch(() => null);
    const text = JSON.stringify(state);
    calm = state !== null && text === last && isIt(state) ? calm + 1 : 0;
    if (calm >= CALM) return state;
    last = text;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  throw new Error(last === "" || last === "null" ? "the extension does not answer" : "the extension does not come to rest");
}
