// The repository itself loads as an extension after a build, and works as the packed folders do.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";

import { judge } from "./judge.mjs";
import { BROWSER, host, open, pageText, ROOT, until, visit } from "./support.mjs";

/** Each browser says one harmless thing about the background key that is meant for the other. */
const EXPECTED = /background\.(scripts|service_worker)/;

test("no entry of the root begins with an underscore, apart from _locales", () => {
  const reserved = readdirSync(ROOT).filter((name) => name.startsWith("_") && name !== "_locales");
  assert.deepEqual(reserved, [], "Chromium refuses to load such a folder");
});

test(`the repository's root loads in ${BROWSER} and cleans the sample page`, async () => {
  const server = await host();
  const session = await open({ extension: ROOT });
  try {
    const { page, errors } = await visit(session, `${server.origin}/pages/sample/page.html`);
    const html = pageText("sample");
    const verdict = await until(() => page.evaluate(judge, html), ({ left }) => left.length === 0);
    assert.deepEqual(verdict, { left: [], gone: [], changed: [], locked: false });
    assert.deepEqual(errors, []);
    const faults = await session.extensionErrors();
    assert.deepEqual(faults.filter((fault) => !EXPECTED.test(fault)), []);
  } finally {
    await session.close();
    await server.close();
  }
});
