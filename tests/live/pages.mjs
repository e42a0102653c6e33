// The live pages: one folder each, with the page and what must be true of it (README.md beside this file).

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { serve } from "../../xtask/driver/serve.mjs";
import { ROOT } from "../e2e/support.mjs";

/**
 * @typedef {object} Live what a page.json says; README.md explains each field
 * @property {string} about
 * @property {string} [csp]
 * @property {string[]} nags
 * @property {boolean} [early]
 * @property {string} [story]
 * @property {"page" | "script"} [story-from]
 * @property {import("./steps.mjs").Step[]} [steps]
 * @property {string[]} [keep]
 * @property {Record<string, string>} [fill]
 * @property {string} [sent]
 * @property {boolean} [scrolls]
 * @property {boolean} [tab]
 * @property {number} [place]
 * @property {string[]} [notices]
 * @property {boolean} [undo]
 * @property {boolean} [still]
 * @property {string[]} [volatile]
 */

const FOLDER = dirname(fileURLToPath(import.meta.url));

/** The folders, all of them or those that `UNNAG_LIVE` names, with their contents. */
export const live = names().map((name) => {
  const page = readFileSync(join(FOLDER, name, "page.html"), "utf8");
  /** @type {Live} */
  const wants = JSON.parse(readFileSync(join(FOLDER, name, "page.json"), "utf8"));
  return { name, page, wants };
});

function names() {
  const all = readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, "page.json"))).sort();
  const wanted = process.env.UNNAG_LIVE?.split(",");
  const missing = wanted?.filter((name) => !all.includes(name)) ?? [];
  if (missing.length > 0) throw new Error(`UNNAG_LIVE names no page: ${missing.join(", ")}`);
  return wanted ?? all;
}

/** Serves the pages, in pieces where they ask for it, their files, and the widgets from npm. */
export function hostLive() {
  /** @type {Record<string, import("../../xtask/driver/serve.mjs").Route>} */
  const routes = { "/npm/": { dir: join(ROOT, "node_modules") }, "/live/": { dir: FOLDER } };
  for (const { name, wants } of live) {
    const headers = wants.csp === undefined ? undefined : { "content-security-policy": wants.csp };
    routes[`/live/${name}/page.html`] = { file: join(FOLDER, name, "page.html"), paced: true, headers };
  }
  return serve(routes);
}
