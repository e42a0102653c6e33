// A site that is switched off stays untouched: over a reload, in another tab, and after a restart of the browser.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { host, markup, marks, open, pageText, parsed, until, visit } from "./support.mjs";

const SAMPLE = pageText("sample");
const profile = mkdtempSync(join(tmpdir(), "unnag-profile-"));

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;
/** The same page on the site that is switched off, and on another. */
let url = "";
let elsewhere = "";

before(async () => {
  server = await host();
  url = `${server.origin}/pages/sample/page.html`;
  elsewhere = url.replace("127.0.0.1", "localhost");
  session = await open({ profile });
});

after(async () => {
  await session?.close();
  await server?.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

test("a site switched off stays untouched over a reload, others do not notice", async () => {
  const { page, id, errors } = await visit(session, url);
  const popup = await session.extensionPage(`www/popup/popup.html?tab=${id}`);
  await popup.waitForSelector("#things li");
  await popup.click("#switch");
  assert.equal(await until(() => marks(page), (count) => count === 0), 0);
  await popup.close();

  await page.reload({ waitUntil: "load" });
  await untouched(await visit(session, url));
  await page.close();

  const other = await visit(session, elsewhere);
  assert.ok((await marks(other.page)) > 0, "another site was switched off, too");
  await other.page.close();
  assert.deepEqual(errors, []);
});

test("it stays so after a restart of the browser", async () => {
  await session.close();
  session = await open({ profile });
  await untouched(await visit(session, url));
  const other = await visit(session, elsewhere);
  assert.ok((await marks(other.page)) > 0, "another site was switched off, too");
});

/** @param {import("./support.mjs").Visit} visited */
async function untouched(visited) {
  const { page, state, errors } = visited;
  assert.equal(state.on, false);
  assert.equal(await markup(page), await parsed(page, SAMPLE));
  assert.deepEqual(errors, []);
  await page.close();
}
