// A scan that fails: the extension as built, but for some of its weights, so that the core answers every page with an error.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { openPopup } from "./screens.mjs";
import { EXTENSION, calm, host, marks, markup, open, pageText, parsed, until, visit } from "./support.mjs";

/** How the weights begin. */
const MAGIC = "UNGM";
/** Where in the weights trees stand, for sure. Their header is checked by the compiler. */
const TREES = 60_000;
const SAMPLE = "/pages/sample/page.html";

const broken = mkdtempSync(join(tmpdir(), "unnag-broken-"));
/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;

before(async () => {
  cpSync(EXTENSION, broken, { recursive: true });
  const file = join(broken, "www/pkg/wasm.js");
  const [before, text = "", after] = readFileSync(file, "utf8").split('"');
  const module = Buffer.from(text, "base64");
  const at = module.indexOf(MAGIC);
  assert.ok(at > 0, "no weights in the module");
  module.fill(0xff, at + TREES, at + TREES + 1_000);
  writeFileSync(file, [before, module.toString("base64"), after].join('"'));
  server = await host();
  session = await open({ extension: broken });
});

after(async () => {
  await session?.close();
  await server?.close();
  rmSync(broken, { recursive: true, force: true });
});

test("leaves the page exactly as it was, and the popup says so and what can be done", async () => {
  const { page, id, state } = await visit(session, server.origin + SAMPLE);
  assert.deepEqual(state.notices, ["failed"]);
  // What the reader does afterwards is no pass, and makes nothing good.
  await page.bringToFront();
  await page.keyboard.press("a");
  assert.deepEqual((await calm(session, id)).notices, ["failed"]);
  assert.equal(await marks(page), 0);
  assert.equal(await markup(page), await parsed(page, pageText("sample")));
  const popup = await openPopup(session, id);
  const offers = () => popup.$$eval("#notices .note.failed button", (buttons) => buttons.map((button) => button.textContent));
  assert.equal((await until(offers, (all) => all.length > 0)).length, 2);
  await popup.click("#notices .report");
  const report = () => popup.$eval("#report", (field) => (field.checkVisibility() ? /** @type {HTMLTextAreaElement} */ (field).value : ""));
  assert.match(await until(report, (text) => text !== ""), /failed/);
});
