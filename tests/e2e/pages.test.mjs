// Every page of tests/pages in a real browser with the real extension: nags gone, all else word for word in its place.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { judge } from "./judge.mjs";
import { host, markup, open, pages, pageText, parsed, visit } from "./support.mjs";

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;
/** @type {import("./support.mjs").Page} */
let tab;

before(async () => {
  server = await host();
  session = await open();
  tab = await session.newPage();
});

after(async () => {
  await session?.close();
  await server?.close();
});

for (const { name } of pages) {
  test(name, async () => {
    const html = pageText(name);
    const { page, errors, id, state } = await visit(session, `${server.origin}/pages/${name}/page.html`, tab);
    assert.ok(!state.notices.includes("failed"), "the core did not answer");
    const verdict = await page.evaluate(judge, html);
    assert.deepEqual(verdict, { left: [], gone: [], changed: [], locked: false });

    await session.ask(id, { kind: "show-all" });
    assert.equal(await markup(page), await parsed(page, html), "undo left something behind");
    assert.deepEqual(errors, []);
  });
}

test("the extension itself reports no error", async () => {
  assert.deepEqual(await session.extensionErrors(), []);
});
