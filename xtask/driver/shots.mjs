// `cargo xtask shots`, the browser's part: each screen as a reader meets it, light, dark, from right to left, on a telephone.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

import sharp from "sharp";

import { launch } from "./launch.mjs";
import { serve } from "./serve.mjs";
import { settled } from "./settled.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./launch.mjs").Session} Session */
/** @typedef {{ name: string, dark?: boolean, language?: string, phone?: boolean }} Look */

/**
 * What xtask asks for, as JSON in the one argument.
 * @type {{ browser: "chromium", extension: string, root: string, out: string, names: string[] }}
 */
const { browser, extension, root, out, names } = JSON.parse(process.argv[2]);

/** Invented; the browser is told that it is this machine. */
const SITE = "herald.example";
const PHONE = { width: 390, height: 780 };
const PHONE_AGENT = "Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0";
const WINDOW = { width: 960, height: 720 };
/** For Unnag's own pages, so that there is something to see of them. */
const TALL = 1080;
const POPUP_WIDTH = 360;
/** Largest picture that is small, in bytes. */
const SMALL = 60_000;
/** How long something may take to come to rest, in milliseconds. */
const REST = 400;

/** @type {Look[]} */
const LOOKS = [
  { name: "" },
  { name: "dark", dark: true },
  { name: "rtl", language: "ar" },
  { name: "phone", phone: true },
];

/**
 * Each screen: what it needs, where it is the same as in the light look, and how it is brought up.
 * @type {Record<string, { needs: string, looks?: string[], show: (session: Session, look: Look) => Promise<Page> }>}
 */
const SCREENS = {
  popup: { needs: "www/popup/popup.html", show: (session, look) => popup(session, look, "sample") },
  "popup-notices": { needs: "www/popup/popup.html", show: (session, look) => popup(session, look, "courier") },
  options: { needs: "www/options/options.html", show: (session, look) => own(session, look, "www/options/options.html", "main") },
  welcome: { needs: "www/welcome/welcome.html", show: (session, look) => own(session, look, "www/welcome/welcome.html", "#things li") },
  picker: { needs: "www/picker.js", show: pick },
  "focus-before": { needs: "www/focus.js", looks: ["", "phone"], show: (session, look) => story(session, look, { mode: "clean", on: false }) },
  "focus-after": { needs: "www/focus.js", looks: ["", "phone"], show: (session, look) => story(session, look, { mode: "focus", on: true }) },
};

/** @param {Look} look */
async function takeAll(look) {
  const due = Object.entries(SCREENS).filter(([name, { looks }]) => isWanted(nameOf(name, look)) && (!looks || looks.includes(look.name)));
  if (due.length === 0) return;
  if (look.language && !existsSync(join(root, "_locales", look.language))) return console.log(`no pictures ${look.name}: there is no _locales/${look.language}`);
  const session = await launch({ browser, extension, dark: look.dark ?? false, args: argumentsFor(look), ...WINDOW });
  try {
    for (const [name, { needs, show }] of due) {
      if (!existsSync(join(root, needs))) console.log(`no picture ${nameOf(name, look)}: there is no ${needs}`);
      else await take(nameOf(name, look), await show(session, look));
    }
  } finally {
    await session.close();
  }
}

/** The browser's own language is the only one that content scripts speak. @param {Look} look */
const argumentsFor = ({ language }) => [`--host-resolver-rules=MAP ${SITE} 127.0.0.1`, ...(language ? [`--lang=${language}`] : [])];

/** @param {string} screen @param {Look} look */
const nameOf = (screen, look) => (look.name ? `${screen}-${look.name}` : screen);

/** @param {string} name */
const isWanted = (name) => names.length === 0 || names.some((begin) => name.startsWith(begin));

/** @param {string} name @param {Page} page */
async function take(name, page) {
  await page.bringToFront();
  await rest();
  const picture = await sharp(await page.screenshot()).png({ palette: true, effort: 10 }).toBuffer();
  const file = join(out, `${name}.png`);
  writeFileSync(file, picture);
  console.log(`${relative(process.cwd(), file)}  ${Math.round(picture.length / 1000)} KB${picture.length > SMALL ? "  (large)" : ""}`);
  await page.close();
}

const rest = () => new Promise((resolve) => setTimeout(resolve, REST));

/** @param {Session} session @param {object} [site] what is chosen for the site */
async function choose(session, site = {}) {
  const settings = { version: 2, sites: { [SITE]: site } };
  await session.evaluate((value) => chrome.storage.local.set({ settings: value }), settings);
}

/** @param {Session} session @param {Look} look */
async function tab(session, look) {
  const page = await session.newPage();
  await page.setViewport(look.phone ? PHONE : WINDOW);
  if (look.phone) await page.setUserAgent({ userAgent: PHONE_AGENT });
  return page;
}

/**
 * One of the extension's own pages.
 * @param {Session} session
 * @param {Look} look
 * @param {string} path
 * @param {string} ready what is there when it is ready
 */
async function own(session, look, path, ready) {
  await choose(session);
  const page = await tab(session, look);
  if (!look.phone) await page.setViewport({ ...WINDOW, height: TALL });
  await session.show(page, path);
  await page.bringToFront();
  await page.waitForSelector(ready);
  return page;
}

/**
 * The popup about a page, as high as it is.
 * @param {Session} session
 * @param {Look} look
 * @param {string} about
 */
async function popup(session, look, about) {
  await choose(session);
  const { page: story, id } = await visit(session, look, about);
  const page = await tab(session, look);
  if (!look.phone) await page.setViewport({ ...WINDOW, width: POPUP_WIDTH });
  await session.show(page, `www/popup/popup.html?tab=${id}`);
  await page.bringToFront();
  await page.waitForSelector("#things li");
  const height = await page.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
  await page.setViewport(look.phone ? PHONE : { width: POPUP_WIDTH, height });
  page.once("close", () => story.close());
  return page;
}

/**
 * @param {Session} session
 * @param {Look} look
 * @param {string} path
 */
async function visit(session, look, path) {
  const page = await tab(session, look);
  await page.goto(`${address}/${path}`, { waitUntil: "load" });
  const id = await session.tabId(page);
  await settled(session, id);
  return { page, id };
}

/** The sample story. @param {Session} session @param {Look} look @param {{ mode: string, on: boolean }} site */
async function story(session, look, site) {
  await choose(session, site);
  return (await visit(session, look, "sample")).page;
}

/** The dialog about something that was picked by hand. @param {Session} session @param {Look} look */
async function pick(session, look) {
  await choose(session);
  const { page, id } = await visit(session, look, "sample");
  await session.ask(id, { kind: "pick" });
  const heading = await page.$(look.phone ? ".byline" : ".side__list h2");
  await heading?.hover();
  await rest();
  await heading?.click();
  return page;
}

const server = await serve({
  "/sample": { file: join(root, "tests/pages/sample/page.html") },
  "/courier": { file: join(root, "www/welcome/sample.html") },
  "/sample.css": { file: join(root, "www/welcome/sample.css") },
  "/mark.css": { body: "", type: "text/css" },
});
const address = server.origin.replace("127.0.0.1", SITE);
try {
  mkdirSync(out, { recursive: true });
  for (const look of LOOKS) await takeAll(look);
} finally {
  await server.close();
}
