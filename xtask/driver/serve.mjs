// A small web server on this machine, for pages that tests and `cargo xtask run` open.

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { setTimeout } from "node:timers/promises";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".htm": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
};

/**
 * What stands at a path. A string is an HTML page. `file` is one file; `dir` is a folder, at a path that ends in "/";
 * `body` is text of the given `type`. `paced`: the file is sent in pieces, with a pause of n milliseconds at each `<!--pause n-->`.
 * @typedef {string | {
 *   body?: string | Buffer, file?: string, dir?: string,
 *   type?: string, status?: number, headers?: Record<string, string>, paced?: boolean,
 * }} Route
 */

/**
 * Serves routes, or one folder, on a free port of 127.0.0.1.
 * @param {Record<string, Route> | string} routes
 * @param {{ headers?: Record<string, string> }} [options] headers of every answer
 * @returns {Promise<{ origin: string, close(): Promise<void> }>}
 */
export async function serve(routes, { headers = {} } = {}) {
  const table = typeof routes === "string" ? { "/": { dir: routes } } : routes;
  const server = createServer((request, response) => {
    answer(table, headers, request.url ?? "/", response).catch((error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve(undefined)));
  };
  return { origin: `http://127.0.0.1:${port}`, close };
}

/**
 * @param {Record<string, Route>} table
 * @param {Record<string, string>} headers
 * @param {string} url
 * @param {import("node:http").ServerResponse} response
 */
async function answer(table, headers, url, response) {
  const path = decodeURIComponent(new URL(url, "http://127.0.0.1").pathname);
  const [key, found] = match(table, path);
  const route = typeof found === "string" ? { body: found } : found;
  const file = route && (await fileOf(route, path.slice(key.length)));
  if (!route || (route.body === undefined && !file)) {
    // Browsers ask for an icon on their own: no content, so that no error stands on the page's console.
    response.writeHead(path === "/favicon.ico" ? 204 : 404);
    response.end();
    return;
  }
  const type = route.type ?? (file ? TYPES[extname(file).toLowerCase()] : TYPES[".html"]) ?? "application/octet-stream";
  response.writeHead(route.status ?? 200, { "content-type": type, "cache-control": "no-store", ...headers, ...route.headers });
  if (file && route.paced) await sendPaced(await readFile(file, "utf8"), response);
  else if (file) createReadStream(file).pipe(response);
  else response.end(route.body);
}

/**
 * @param {string} text
 * @param {import("node:http").ServerResponse} response
 */
async function sendPaced(text, response) {
  const [first, ...rest] = text.split("<!--pause ");
  response.write(first);
  for (const piece of rest) {
    const end = piece.indexOf("-->");
    await setTimeout(Number(piece.slice(0, end)));
    response.write(piece.slice(end + "-->".length));
  }
  response.end();
}

/**
 * The route of a path: its own, or the longest folder that it lies in.
 * @param {Record<string, Route>} table
 * @param {string} path
 * @returns {[string, Route | undefined]}
 */
function match(table, path) {
  if (Object.hasOwn(table, path)) return [path, table[path]];
  const folders = Object.entries(table).filter(([key, route]) => typeof route === "object" && route.dir && path.startsWith(key));
  return folders.sort(([a], [b]) => b.length - a.length)[0] ?? ["", undefined];
}

/**
 * The file that answers: the route's own, or the one inside its folder, and none outside it.
 * @param {Exclude<Route, string>} route
 * @param {string} rest the path below the route
 * @returns {Promise<string | undefined>}
 */
async function fileOf(route, rest) {
  const folder = route.dir && normalize(route.dir + sep);
  const file = folder ? join(folder, rest || "index.html") : route.file;
  if (!file || (folder && !file.startsWith(folder))) return undefined;
  const isFile = await stat(file).then((found) => found.isFile(), () => false);
  return isFile ? file : undefined;
}
