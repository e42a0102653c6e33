// Looks through a built package, every file of it, for what must not be there: ways into the network, text that becomes code or
// markup, addresses of other computers, permissions that nobody argued for.

import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";

import { faultsOfManifest } from "./manifest.mjs";

/** The core, as text; its letters may spell anything. */
const CORE = /^\/\/ .*\nconst UNNAG_WASM = "[A-Za-z0-9+/]+=*";\n$/;
const CORE_FILE = "www/pkg/wasm.js";

const NETWORK = [
  ...["fetch", "fetchLater", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport", "RTCPeerConnection"],
  ...["sendBeacon", "SharedWorker", "FontFace", "connectNative", "sendNativeMessage", "addModule", "serviceWorker"],
].map((name) => new RegExp(`\\b${name}\\b(?!:)`));

const CODE = [
  /\beval\b/, /\bnew\s+Function\b/, /(?<![`.\w])Function\s*\(/, /\bset(Timeout|Interval)\s*\(\s*["'`]/, /\bnew\s+(Worker|Image|Audio)\b/,
  /\bimport\s*\((?!chrome\.runtime\.getURL\()/, /\bimportScripts\s*\((?!"[a-z/-]+\.js"(, "[a-z/-]+\.js")*\))/, /\bexecuteScript\b/,
  /\bcreateElement\s*\(\s*["'`](img|image|iframe|frame|object|embed|link|base|audio|video|source|track)\b/i,
];

const MARKUP = [
  /\b(inner|outer)HTML\b/, /\binsertAdjacentHTML\b/, /\bdocument\.write(ln)?\b/, /\bcreateContextualFragment\b/, /\bset(Unsafe)?HTML(Unsafe)?\b/,
  /\bparse(HTML|HTMLUnsafe|FromString)\b/, /\bsrcdoc\b/,
];

/** What may stand where an address could, and why. */
const ADDRESSES = [
  // The names of namespaces.
  "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml",
  // Patterns: on which pages the content script runs, the menu stands, Firefox is asked for leave.
  "http://*/*", "https://*/*",
  // What the reader types into the options, made an address to read its site from; nothing opens it.
  "https://${text}",
  // A comment of wasm-bindgen's.
  "https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Operators/typeof#description",
];
const ADDRESS = /\b(?:https?|wss?|ftp):\/\/[^\s"'`<>),;]*/g;

/** @type {Record<string, RegExp[]>} */
const FORBIDDEN = {
  ".js": [...NETWORK, ...CODE, ...MARKUP],
  ".html": [
    /<script(?![^>]*\ssrc=)/i, /<script[^>]*>\s*[^\s<]/i, /\son[a-z]+\s*=/i, /javascript:/i, /<(base|object|embed)[\s/>]/i, /http-equiv/i,
    /\s(src|srcset|href|poster|action|data|ping)\s*=\s*["']?\s*(\/\/|[a-z][a-z0-9+.-]*:)/i, /\sstyle\s*=/i, /\ssrcdoc\s*=/i,
  ],
  ".css": [/@import/i, /url\(\s*["']?\s*(\/\/|[a-z][a-z0-9+.-]*:)/i, /image-set/i],
  ".svg": [/<(script|foreignObject|image|style|a)[\s/>]/i, /\son[a-z]+\s*=/i, /href\s*=\s*["'](?!#)/i, /<!DOCTYPE/i, /url\((?!#)/i],
  ".json": [],
  ".png": [],
};

/**
 * What is wrong with a package, a sentence a fault.
 * @param {string} folder
 * @returns {string[]}
 */
export function faults(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const names = files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll("\\", "/")).sort();
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  return [...faultsOfManifest(manifest), ...names.flatMap((name) => faultsOfFile(folder, name))];
}

/** @param {string} folder @param {string} name */
function faultsOfFile(folder, name) {
  const forbidden = FORBIDDEN[extname(name)];
  if (!forbidden) return [`${name}: no kind of file that the package may hold`];
  if (extname(name) === ".png") return [];
  const text = readFileSync(join(folder, name), "utf8");
  if (name === CORE_FILE) return CORE.test(text) ? [] : [`${name}: more than the core`];
  const found = forbidden.flatMap((pattern) => text.match(pattern)?.[0] ?? []);
  const far = (text.match(ADDRESS) ?? []).filter((address) => !ADDRESSES.includes(address));
  return [...found, ...far].map((words) => `${name}: ${words.trim()}`);
}
