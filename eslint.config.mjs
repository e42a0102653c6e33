// What the types cannot see in the extension's scripts: text that becomes code or markup, and ways out into the network.
// `tests/package` looks through the built package for the same, in every file.

import js from "@eslint/js";

const CODE = "text must not become code";
const MARKUP = "text must not become markup: build elements, or set `textContent`";
const NETWORK = "nothing may leave the reader's computer";

/** Ways out that are globals, as `fetch` and as `globalThis.fetch`. */
const GLOBALS = [
  ...["fetch", "fetchLater", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport"],
  ...["RTCPeerConnection", "webkitRTCPeerConnection", "Worker", "SharedWorker", "Image", "Audio", "FontFace"],
];

/** What the rules about globals must know to be globals; the types know the others. */
const TIED = Object.fromEntries(["window", "self", "setTimeout", "setInterval"].map((name) => [name, "readonly"]));

/** Ways out that are properties. */
const CALLS = ["sendBeacon", "serviceWorker", "sendNativeMessage", "connectNative", "connectExternal", "addModule"];

/** Properties that load what they name. */
const LOADED = "src|srcset|srcdoc|imageSrcset|poster|background|backgroundImage|cssText|action|formAction|ping";

/** Properties and methods that read text as markup. */
const MARKUPS = [
  ...["innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment", "setHTML", "setHTMLUnsafe", "parseHTMLUnsafe"],
  ...["parseFromString", "writeln"],
];

const syntax = [
  { selector: "CallExpression[callee.object.name='document'][callee.property.name='write']", message: MARKUP },
  {
    selector: "ImportExpression:not([source.callee.object.object.name='chrome'][source.callee.property.name='getURL'])",
    message: `${NETWORK}: import files of the package alone, by chrome.runtime.getURL`,
  },
  {
    selector: "CallExpression[callee.name='importScripts'] > *.arguments:not(Literal[value=/^[a-z/-]+\\.js$/])",
    message: `${NETWORK}: import scripts of the package alone, by their literal names`,
  },
  { selector: `AssignmentExpression > MemberExpression.left[property.name=/^(${LOADED})$/]`, message: `${NETWORK}: this loads what it names` },
  {
    selector: `CallExpression[callee.property.name=/^setAttribute(NS)?$/] > Literal.arguments[value=/^(${LOADED}|on\\w+|style)$/i]`,
    message: `${NETWORK}: this loads or runs what it names`,
  },
  {
    selector: "CallExpression[callee.property.name='createElement'] > Literal.arguments[value=/^(script|iframe|frame|object|embed|img|image|link|base|audio|video|source|track|form|meta)$/i]",
    message: `${NETWORK}: this element loads what it names`,
  },
  // A namespace's name is no address.
  { selector: "Literal[value=/^(https?|wss?|ftp):\\u002f\\u002f(?!www\\.w3\\.org\\u002f)\\w/]", message: `${NETWORK}: no address of another computer` },
];

export default [
  { ignores: ["www/pkg/"] },
  {
    files: ["www/**/*.js"],
    // Content scripts: each defines one name that the others of the manifest's list use. The types know which.
    languageOptions: { sourceType: "script", ecmaVersion: "latest", globals: TIED },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...js.configs.recommended.rules,
      "no-undef": "off",
      "no-unused-vars": ["error", { vars: "local", ignoreRestSiblings: true }],
      "no-var": "error",
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-restricted-globals": [
        "error",
        { globals: [...GLOBALS.map((name) => ({ name, message: NETWORK })), { name: "Function", message: CODE }], checkGlobalObject: true },
      ],
      "no-restricted-properties": [
        "error",
        ...CALLS.map((property) => ({ property, message: NETWORK })),
        ...MARKUPS.map((property) => ({ property, message: MARKUP })),
      ],
      "no-restricted-syntax": ["error", ...syntax],
    },
  },
];
