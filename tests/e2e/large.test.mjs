// Pages too large to be read at one go: they get their main thread back in between, and may change meanwhile.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { calm, host, isSeen, marks, open, pageText, until, visit } from "./support.mjs";

const SAMPLE = pageText("sample");
/** Frames in which a restless page does not come to rest. */
const RESTLESS = 60;

/**
 * Once asked, the sample grows by 6,000 paragraphs and a box that asks, all at once. `data-frames`: how many frames the page had until
 * the box was hidden. A restless page writes its paragraphs anew in each of the first.
 * @param {boolean} restless
 */
const growing = (restless) => `<script>
  const line = (at) => "<p>Boat " + at + " came in with the <b>tide</b> and was tied up at the old quay.</p>";
  const grow = () => {
    const list = document.createElement("section");
    list.id = "list";
    list.innerHTML = Array.from({ length: 6000 }, (_, at) => line(at)).join("");
    const box = document.createElement("div");
    box.id = "box";
    box.innerHTML = "<h3>Keep us independent</h3><p>We depend on readers like you. Please make a donation to support our journalism today.</p><button>Donate now</button>";
    let frames = 0;
    const frame = () => {
      if (box.hasAttribute("data-unnag")) return void (document.body.dataset.frames = frames);
      frames += 1;
      if (${restless} && frames < ${RESTLESS}) list.replaceChildren(...[...list.children].map((line) => line.cloneNode(true)));
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    document.querySelector(".article__body").after(list, box);
  };
</script>`;

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;

before(async () => {
  server = await host({
    "/large.html": SAMPLE.replace("</body>", `${growing(false)}</body>`),
    "/restless.html": SAMPLE.replace("</body>", `${growing(true)}</body>`),
  });
  session = await open();
});

after(async () => {
  await session?.close();
  await server?.close();
});

for (const name of ["large", "restless"]) {
  test(`a ${name} page has its frames while it is read, is cleaned, and comes back as it was`, async (t) => {
    const { page, errors, id } = await visit(session, `${server.origin}/${name}.html`);
    await page.evaluate("grow()");
    await page.waitForSelector("body[data-frames]");
    const frames = await page.evaluate(() => Number(document.body.dataset.frames));
    t.diagnostic(`${frames} frames`);
    assert.ok(frames > 0, "the page waited for all of the pass");
    assert.ok(frames < RESTLESS, "the page had to come to rest before it was read");
    const { notices } = await calm(session, id);
    assert.deepEqual(notices, []);
    assert.deepEqual(await page.evaluate(gone), [], "paragraphs that cannot be seen");

    await session.ask(id, { kind: "show-all" });
    assert.equal(await until(() => isSeen(page, "#box"), (seen) => seen), true);
    assert.equal(await marks(page), 0);
    assert.deepEqual(errors, []);
  });
}

/** Runs in the page. */
function gone() {
  return [...document.querySelectorAll(".article__body p, #list p")].filter((line) => !line.checkVisibility()).map((line) => line.textContent);
}
