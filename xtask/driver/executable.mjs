// Where a browser is. `cargo xtask` says it in the environment; the usual names serve a call by hand.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * @param {string} variable
 * @param {string[]} names
 * @returns {string}
 */
export function executable(variable, names) {
  const chosen = process.env[variable];
  if (chosen) return chosen;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
  if (!found) throw new Error(`no ${names[0]} on PATH: set ${variable} to its file`);
  return found;
}
