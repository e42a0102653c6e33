// Unnag's own pages for those who do not see them, do not use a mouse, or see them large: axe-core on every screen, light, dark and
// from right to left; narrow windows and large type without loss.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, before, test } from "node:test";

import { keep } from "./kept.mjs";
import { SCREENS, SETTINGS } from "./screens.mjs";
import { BROWSER, ROOT, host, open } from "./support.mjs";

const AXE = readFileSync(join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8");
const REPORTS = join(ROOT, "target/axe");
const LOOKS = [
  { look: "light", dark: false, language: "" },
  { look: "dark", dark: true, language: "" },
  { look: "from right to left", dark: false, language: "ar" },
];
/** The narrowest window, and a window of 1280 pixels at 200 %. */
const WIDTHS = [320, 640];

/** @type {{ screen: string, look: string, passed: string[], violations: string[] }[]} */
const reports = [];

after(() => {
  mkdirSync(REPORTS, { recursive: true });
  writeFileSync(join(REPORTS, `${BROWSER}.json`), `${JSON.stringify(reports, null, 1)}\n`);
});

for (const { look, dark, language } of LOOKS) {
  describe(look, () => {
    /** @type {import("./support.mjs").Session} */
    let session;
    /** @type {Awaited<ReturnType<typeof host>>} */
    let server;
    /** @type {import("./support.mjs").Page[]} */
    let kept;

    before(async () => {
      server = await host();
      session = await open({ dark });
      await session.evaluate(() => 0);
      kept = await session.browser.pages();
    });

    after(async () => {
      await session?.close();
      await server?.close();
    });

    for (const screen of SCREENS) {
      test(screen.name, async (context) => {
        await keep(session, { ...SETTINGS, ...screen.settings, language });
        const page = await screen.open(session, server.origin);
        await page.bringToFront();
        const { dir, lang, isDark } = await page.evaluate(() => ({
          dir: document.documentElement.dir,
          lang: document.documentElement.lang,
          isDark: matchMedia("(prefers-color-scheme: dark)").matches,
        }));
        assert.deepEqual({ isDark, named: lang !== "" }, { isDark: dark, named: true });
        if (!screen.foreign) assert.equal(dir, language ? "rtl" : "ltr");
        await context.test("axe-core", () => passesAxe(page, screen.name, look));
        for (const width of WIDTHS) await context.test(`at ${width} pixels`, () => fits(page, width));
        const others = (await session.browser.pages()).filter((other) => !kept.includes(other));
        await Promise.all(others.map((other) => other.close()));
      });
    }
  });
}

// Only Chromium lets a driver play such a reader's settings.
test("forced colours and reduced motion", { skip: BROWSER !== "chromium" }, async () => {
  const session = await open();
  try {
    const page = await session.extensionPage("www/welcome/welcome.html");
    await page.bringToFront();
    const media = await page.createCDPSession();
    const look = () =>
      page.evaluate(() => {
        const styleOf = (/** @type {string} */ selector) => getComputedStyle(/** @type {Element} */ (document.querySelector(selector)));
        const [on, off] = ["#view :checked + span", "#view :not(:checked) + span"].map((one) => styleOf(one).backgroundColor);
        return { told: on !== off, edge: styleOf(".count").borderTopStyle, moves: styleOf("button").transitionDuration.split(", ").some((time) => time !== "0s") };
      });
    await page.waitForSelector("#things li");
    assert.deepEqual(await look(), { told: true, edge: "none", moves: true });
    const features = [{ name: "forced-colors", value: "active" }, { name: "prefers-reduced-motion", value: "reduce" }];
    await media.send("Emulation.setEmulatedMedia", { features });
    assert.deepEqual(await look(), { told: true, edge: "solid", moves: false });
  } finally {
    await session.close();
  }
});

/**
 * @param {import("./support.mjs").Page} page
 * @param {string} screen
 * @param {string} look
 */
async function passesAxe(page, screen, look) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    // A colour on its way to another is nobody's choice of colours.
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    /** @type {import("axe-core")} */
    const axe = Reflect.get(window, "axe");
    const { passes, violations } = await axe.run(document, { iframes: false });
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary})`).join("; ")}`);
    return { passed: passes.map(({ id }) => id), violations: told };
  });
  const report = { screen, look, ...found };
  reports.push(report);
  assert.ok(report.passed.includes("color-contrast"), "axe-core did not look at the colours");
  assert.deepEqual(report.violations, []);
}

/**
 * Nothing stands beside the window, and no words are cut off.
 * @param {import("./support.mjs").Page} page
 * @param {number} width in CSS pixels
 */
async function fits(page, width) {
  const before = page.viewport();
  await page.setViewport({ width, height: 700 });
  const { room, needed, cut } = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    // The first words of a hidden thing may be shortened; what is only for screen readers has no room.
    const shortened = (/** @type {Element} */ element) => element.closest(".text, .unseen, legend, iframe") !== null;
    const isCut = (/** @type {HTMLElement} */ element) => {
      const { left, right } = element.getBoundingClientRect();
      const hides = getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
      return left < -1 || right > clientWidth + 1 || hides;
    };
    const all = [...document.querySelectorAll("body *")].filter((element) => element instanceof HTMLElement && element.checkVisibility() && !shortened(element));
    const named = all.filter((element) => isCut(/** @type {HTMLElement} */ (element))).map((element) => `${element.localName}#${element.id}.${element.className}`);
    return { room: clientWidth, needed: scrollWidth, cut: named };
  });
  if (before) await page.setViewport(before);
  assert.deepEqual({ needed: Math.max(needed, room), cut }, { needed: room, cut: [] });
}
