// Very many tabs, opened at once.

import { launch } from "../launch.mjs";
import { serve } from "../serve.mjs";
import { lively } from "../bench/pages.mjs";
import { page as story } from "./stories.mjs";

const PATIENCE = 300_000;
const POLL = 500;

/**
 * @param {{ browser: "chromium" | "firefox", extension: string }} request
 * @param {number} count
 * @returns {Promise<{ figures: Record<string, number>, findings: string[] }>}
 */
export async function tabs({ browser, extension }, count) {
  const server = await serve({ "/story": lively(story()) });
  const session = await launch({ browser, extension });
  try {
    const begun = Date.now();
    const ids = await session.evaluate((url, wanted) => Promise.all(Array.from({ length: wanted }, async () => (await chrome.tabs.create({ url, active: false })).id)), `${server.origin}/story`, count);
    let open = ids.flatMap((id) => id ?? []);
    while (open.length > 0 && Date.now() - begun < PATIENCE) {
      const states = await Promise.all(open.map((id) => session.ask(id, { kind: "state" }).catch(() => null)));
      open = open.filter((_, at) => !(states[at]?.records.length > 0 && states[at].notices.length === 0));
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
    return { figures: { "tabs opened at once": count, "milliseconds until all were clean": Date.now() - begun }, findings: open.length > 0 ? [`${open.length} tabs are not clean`] : [] };
  } finally {
    await session.close().catch(() => {});
    await server.close();
  }
}
