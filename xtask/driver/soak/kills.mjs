// The background is ended again and again while a page asks it for every verdict.

import { ENDING_PREFS, endBackground } from "../background.mjs";
import { launch } from "../launch.mjs";
import { serve } from "../serve.mjs";
import { rest } from "./sites.mjs";
import { ASK, page as story } from "./stories.mjs";

/** A page that forbids scripts has its verdicts made in the background. */
const STRICT = { body: story({ paragraphs: 300 }), type: "text/html", headers: { "content-security-policy": "script-src 'none'" } };
/** Milliseconds between a question and the end, from none to so many. */
const LATEST = 80;

/**
 * @param {{ browser: "chromium" | "firefox", extension: string }} request
 * @param {number} times
 * @returns {Promise<{ figures: Record<string, number>, findings: string[] }>}
 */
export async function kills({ browser, extension }, times) {
  const server = await serve({ "/strict": STRICT });
  const session = await launch({ browser, extension, prefs: ENDING_PREFS });
  const findings = [];
  try {
    const page = await session.newPage();
    const errors = session.watchErrors(page);
    await page.goto(`${server.origin}/strict`, { waitUntil: "load" });
    const tab = await session.tabId(page);
    await rest(session, tab, ({ records }) => records.length > 0);
    for (let time = 0; time < times; time += 1) {
      await page.evaluate(add, ASK);
      const answer = session.ask(tab, { kind: "text", format: "text" });
      await new Promise((resolve) => setTimeout(resolve, (time * LATEST) / times));
      await endBackground(session, browser);
      if (!String(await answer).includes("On day 300")) findings.push(`end ${time}: a question got no answer`);
    }
    const { notices } = await rest(session, tab);
    if (notices.length > 0) findings.push(`notices at the end: ${notices}`);
    const left = await page.evaluate(() => [...document.querySelectorAll("#feed > *")].filter((box) => box.checkVisibility()).length);
    if (left > 0) findings.push(`${left} of ${times} boxes can be seen`);
    findings.push(...errors.map((error) => `error on the page: ${error}`));
  } finally {
    await session.close().catch(() => {});
    await server.close();
  }
  return { figures: { "times the background was ended": times }, findings };
}

/** Runs in the page. @param {string} html */
function add(html) {
  const box = document.createElement("aside");
  box.innerHTML = html;
  document.querySelector("#feed")?.append(box);
}
