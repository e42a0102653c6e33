// A whole web that writes down every request: a proxy through which the browser under test must go, its own traffic, its
// extensions' and their background's included. It serves the hosts that a test makes up, and lets nothing through to any other.

import { createServer } from "node:http";

import { BROWSER, open } from "./support.mjs";

/** @typedef {import("./support.mjs").Session} Session */
/** @typedef {{ body: string | Buffer, type?: string, headers?: Record<string, string> }} Answer */

/** Starts the web. @param {Record<string, Answer>} answers by address */
export async function startWeb(answers) {
  /** @type {string[]} */
  const log = [];
  const server = createServer((request, response) => {
    const address = request.url ?? "";
    log.push(`${request.method} ${address}`);
    const { body = "", type = "text/html; charset=utf-8", headers = {} } = answers[address] ?? {};
    response.writeHead(address in answers ? 200 : 204, { "content-type": type, "cache-control": "no-store", ...headers });
    response.end(body);
  });
  // Everything encrypted, and every socket, asks for a tunnel first.
  server.on("connect", (request, socket) => {
    log.push(`${request.method} ${request.url}`);
    socket.on("error", () => {});
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    /** A browser that knows no other way. @param {Partial<import("../../xtask/driver/launch.mjs").Options>} options */
    enter: (options) => open({ ...(BROWSER === "firefox" ? { prefs: prefs(port) } : { args: flags(port) }), ...options }),
    /** The requests since the last call. */
    take: () => log.splice(0),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve(undefined)));
    },
  };
}

/** Chromium's way through the proxy, for addresses of this machine too. @param {number} port */
const flags = (port) => [`--proxy-server=http://127.0.0.1:${port}`, "--proxy-bypass-list=<-loopback>"];

/** Firefox's, likewise. @param {number} port */
const prefs = (port) => ({
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": port,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": port,
  "network.proxy.no_proxies_on": "",
  "network.proxy.allow_hijacking_localhost": true,
});
