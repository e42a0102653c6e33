// How each browser ends an extension's background.

/** So long an event page of Firefox may be idle here, in milliseconds: a driver cannot end it otherwise. */
const IDLE_MS = 100;

/** Preferences that `endBackground` needs, for Firefox alone. */
export const ENDING_PREFS = { "extensions.background.idle.timeout": IDLE_MS };

/**
 * Ends the extension's background, if it runs, also with questions on their way to it.
 * @param {import("./launch.mjs").Session} session
 * @param {"chromium" | "firefox"} browser
 */
export async function endBackground(session, browser) {
  if (browser === "firefox") return new Promise((resolve) => void setTimeout(resolve, IDLE_MS * 1.5));
  const target = workerOf(session);
  // It may have ended by itself meanwhile.
  await target?.worker().then((worker) => worker?.close()).catch(() => {});
}

/** Chromium's background, while it runs. @param {import("./launch.mjs").Session} session */
export const workerOf = (session) =>
  session.browser.targets().find((target) => target.type() === "service_worker" && target.url().startsWith(session.origin));
