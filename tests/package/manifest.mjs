// What a package's manifest may ask for. README.md argues each permission.

/** Every permission there is. */
export const PERMISSIONS = ["storage", "contextMenus"];

/** Where the content script runs. */
const MATCHES = ["http://*/*", "https://*/*", "file:///*"];

/** Nothing loads but the package's own scripts, styles, pictures and frames; nothing connects anywhere, nothing is sent by a form. */
const POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self'", "frame-src 'self'", "object-src 'none'",
  "form-action 'none'", "base-uri 'none'",
];

/** A key that is not here is a fault: host permissions, accessible files, other extensions' messages, an address for updates. */
const KEYS = [
  "manifest_version", "name", "description", "version", "default_locale", "icons", "action", "options_ui", "permissions", "commands",
  "content_scripts", "background", "content_security_policy", "message_serialization", "minimum_chrome_version", "browser_specific_settings",
];
const CONTENT_KEYS = ["matches", "run_at", "css", "css_origin", "js", "all_frames", "match_about_blank", "match_origin_as_fallback"];
const GECKO = ["id", "strict_min_version", "data_collection_permissions"];

/**
 * @param {Record<string, any>} manifest
 * @returns {string[]}
 */
export function faultsOfManifest(manifest) {
  const { permissions, content_scripts: scripts, content_security_policy: policies, browser_specific_settings: settings } = manifest;
  const gecko = settings?.gecko ?? {};
  return [
    ...strange("key", Object.keys(manifest), KEYS),
    ...strange("permission", permissions, PERMISSIONS),
    ...scripts.flatMap((/** @type {any} */ one) => strange("key of a content script", Object.keys(one), CONTENT_KEYS)),
    ...strange("match", scripts.flatMap((/** @type {any} */ one) => one.matches), MATCHES),
    ...strange("policy", Object.keys(policies), ["extension_pages"]),
    ...differences(policies.extension_pages.split(";").map((/** @type {string} */ part) => part.trim()), POLICY),
    ...strange("key of gecko", Object.keys(gecko), GECKO),
    ...strange("kind of data", gecko.data_collection_permissions?.required ?? ["unsaid"], ["none"]),
    ...strange("kind of data", gecko.data_collection_permissions?.optional ?? [], []),
  ].map((fault) => `manifest.json: ${fault}`);
}

/** @param {string} what @param {string[]} found @param {string[]} allowed */
const strange = (what, found, allowed) => found.filter((one) => !allowed.includes(one)).map((one) => `the ${what} ${one}`);

/** @param {string[]} found @param {string[]} wanted */
const differences = (found, wanted) => [
  ...strange("policy", found, wanted),
  ...wanted.filter((one) => !found.includes(one)).map((one) => `no policy ${one}`),
];
