// Waits for the extension to come to rest on a page.

const POLL = 250;
const CALM = 3;
const PATIENCE = 10_000;

/**
 * What the content script knows, once it has stopped changing.
 * @param {import("./launch.mjs").Session} session
 * @param {number} tab
 */
export async function settled(session, tab) {
  const deadline = Date.now() + PATIENCE;
  let last = "";
  let calm = 0;
  while (Date.now() < deadline) {
    const state = await session.ask(tab, { kind: "state" }).catch(() => null);
    const text = JSON.stringify(state);
    calm = state && text === last ? calm + 1 : 0;
    if (calm >= CALM) break;
    last = text;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  if (last === "" || last === "null") throw new Error("the extension does not answer on this page");
  return JSON.parse(last);
}
