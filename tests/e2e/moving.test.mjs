// Pages that answer what is done to them at once, and pages whose parts move, leave and come back while they are read.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { calm, host, sleep, until, visit } from "./support.mjs";
import { lines, look, NAG, PAGES_OWN, pair, script, stands, STORY, tale, WHOLE } from "./tale.mjs";

/** More rounds than these are a fight without end. */
const MOST_ROUNDS = 150;

const custom = NAG.replace("<aside", "<support-box").replace("</aside>", "</support-box>");

/** The box is an element of the page's own making, which is called as soon as an attribute changes. @param {string} act */
const answers = (act) =>
  tale({
    nag: custom,
    end: script(`let rounds = 0;
      customElements.define("support-box", class extends HTMLElement {
        static observedAttributes = ["data-unnag", "style"];
        attributeChangedCallback(name, before, now) { if (now !== null && this.isConnected) { rounds += 1; ${act} } }
      });`),
  });

/** The page writes itself anew whenever something in it is touched. @param {string} write */
const mirrors = (write) =>
  tale({
    nag: `<div><div>${NAG}</div></div>`,
    end: script(`let rounds = 0;
      const main = document.querySelector("main");
      const all = main.innerHTML.replaceAll(/ data-unnag="\\w*"/g, "");
      const watch = new MutationObserver(() => {
        rounds += 1;
        ${write}
        watch.takeRecords();
      });
      watch.observe(main, { attributes: true, childList: true, subtree: true });`),
  });

/** As a view for printing does. */
const COPY = `const copy = document.createElement("section");
  document.body.append(copy);
  copy.innerHTML = document.querySelector("main").innerHTML.replaceAll('"line"', '"copied"').replace('id="nag"', 'id="other"').replace("support-box", "nag");`;

/** Once the box is hidden. @param {string} code */
const onceHidden = (code) => script(`const wait = () => {
  const nag = document.querySelector("#nag");
  if (!nag || nag.checkVisibility()) return void setTimeout(wait, 50);
  ${code}
};
addEventListener("load", wait);`);

const FRAME = '<iframe srcdoc="<p>A frame.</p>"></iframe>';

const OTHER = `<dialog class="nag"><h3>Support our work</h3><p>Please make a donation to keep our journalism free for all.</p><button>Donate now</button></dialog>`;

const PAGES = {
  "/throws.html": answers(`throw new Error("${PAGES_OWN}");`),
  "/refuses.html": answers("if (name !== 'style') this.removeAttribute(name);"),
  "/refuses-all.html": answers("this.removeAttribute(name);"),
  "/leaves.html": answers("this.remove();"),
  "/clones.html": answers("const copy = this.cloneNode(true); copy.removeAttribute('data-unnag'); copy.removeAttribute('style'); this.replaceWith(copy);"),
  "/again.html": mirrors("main.innerHTML = all;"),
  "/copies.html": tale({ end: onceHidden(COPY) }),
  "/adopted.html": tale({
    end: FRAME + onceHidden(`document.querySelector("iframe").contentDocument.body.append(nag);
      setTimeout(() => document.querySelector("main").append(nag), 400);`),
  }),
  "/away.html": tale({ end: FRAME + onceHidden('document.querySelector("iframe").contentDocument.body.append(nag); window.away = nag;') }),
  "/from-frame.html": tale({
    nag: "",
    end: FRAME + script(`addEventListener("load", () => setTimeout(() => {
      const inside = document.querySelector("iframe").contentDocument;
      inside.body.innerHTML = ${JSON.stringify(NAG)};
      document.querySelector("main").append(inside.querySelector("#nag"));
    }, 400));`),
  }),
  "/frame-gone.html": tale({
    end: FRAME + onceHidden(`const frame = document.querySelector("iframe");
      frame.contentDocument.body.append(...document.querySelectorAll("#nag"));
      frame.remove();
      setTimeout(() => document.querySelector("main").append(nag), 300);`),
  }),
  "/shadow.html": tale({
    story: '<div data-host></div>', nag: "",
    end: script(`const host = document.querySelector("[data-host]");
      let rounds = 0;
      const root = host.attachShadow({ mode: "open" });
      const write = () => {
        root.innerHTML = ${JSON.stringify(lines() + NAG)};
        rounds += 1;
        if (rounds < 30) requestAnimationFrame(write);
      };
      setTimeout(write, 100);`),
  }),
  "/reused.html": tale({
    story: lines().split("\n").slice(0, 3).join("\n"),
    end: onceHidden(`nag.innerHTML = ${JSON.stringify(lines().split("\n").slice(3).join("\n"))}; nag.id = "";`) + '<p class="nag" hidden></p>',
  }),
  "/dialogs.html": tale({
    end: `${OTHER}<div class="nag" popover="manual"><p>Please support us with a donation, so that all can read.</p><button>Donate now</button></div>${script(`
      const dialog = document.querySelector("dialog");
      const popover = document.querySelector("[popover]");
      dialog.showModal();
      popover.showPopover();
      popover.addEventListener("beforetoggle", () => popover.removeAttribute("popover"));
      dialog.addEventListener("close", () => { dialog.popover = "manual"; dialog.showPopover(); });`)}`,
  }),
};

/** @type {Awaited<ReturnType<typeof host>>} */
let server;
const browsers = pair(before, after);
const at = (/** @type {string} */ name) => `${server.origin}/${name}.html`;

before(async () => {
  server = await host(PAGES);
});

after(() => server?.close());

test("a box that throws at what is done to it is hidden, and comes back", async () => void (await stands(browsers, at("throws"))));

test("a box that takes the mark off itself is hidden all the same, and comes back", async () => void (await stands(browsers, at("refuses"))));

test("a box that leaves when it is touched leaves the story", async () => {
  const { page, errors } = await visit(browsers.session, at("leaves"));
  const { story, nags, marks } = await until(() => look(page), (sight) => sight.nags.length === 0);
  assert.deepEqual([story, nags, marks], [WHOLE, [], 0]);
  assert.deepEqual(errors, []);
});

for (const name of ["clones", "again"]) {
  test(`a page that ${name === "clones" ? "replaces its box" : "writes itself anew"} whenever it is hidden is left alone in the end`, async () => {
    const { page, errors, id } = await visit(browsers.session, at(name));
    const { notices } = await until(() => browsers.session.ask(id, { kind: "state" }), (state) => state.notices.length > 0);
    assert.deepEqual(notices, ["insists"]);
    const rounds = await page.evaluate("rounds");
    assert.ok(Number(rounds) <= MOST_ROUNDS, `${rounds} rounds`);
    await sleep(500);
    assert.equal(await page.evaluate("rounds"), rounds, "it goes on");
    assert.deepEqual((await look(page)).story, WHOLE);
    assert.deepEqual(errors, []);
  });
}

test("a box that takes off itself whatever hides it is left alone, and counted as seen", async () => {
  const { page, state, errors } = await visit(browsers.session, at("refuses-all"));
  assert.deepEqual(state.records.map(({ shown }) => shown), [true]);
  const rounds = Number(await page.evaluate("rounds"));
  assert.ok(rounds <= MOST_ROUNDS, `${rounds} rounds`);
  const { story, nags, marks } = await look(page);
  assert.deepEqual([story, nags, marks], [WHOLE, [true], 0]);
  assert.deepEqual(errors, []);
});

test("marks that a page copies with its markup are taken off the copy, and what asks there is hidden too", async () => {
  const { page, errors, id } = await visit(browsers.session, at("copies"));
  const { nags, story } = await until(() => look(page), (sight) => sight.nags.length === 2 && !sight.nags.includes(true));
  assert.deepEqual(nags, [false, false]);
  assert.deepEqual(story, WHOLE);
  await browsers.session.ask(id, { kind: "show-all" });
  const shown = await until(() => look(page), (sight) => sight.marks === 0);
  assert.deepEqual([shown.nags, shown.marks], [[true, true], 0]);
  assert.deepEqual(errors, []);
});

test("a box that goes into a frame and comes back is hidden again", async () => void (await stands(browsers, at("adopted"), { wait: 600, undo: false })));

test("a box that stays in a frame has its mark taken off there", async () => {
  const { page, id, state } = await visit(browsers.session, at("away"));
  assert.deepEqual(state.records.filter(({ text }) => text.startsWith("Keep us independent")), []);
  await browsers.session.ask(id, { kind: "show-all" });
  assert.doesNotMatch(String(await page.evaluate("away.outerHTML")), /data-unnag/);
});

test("a box that was made in a frame is hidden when it comes out of it", async () => void (await stands(browsers, at("from-frame"), { wait: 700 })));

test("a box that was in a frame when that went is hidden when it is back", async () => void (await stands(browsers, at("frame-gone"), { wait: 700, undo: false })));

test("a shadow tree that is written anew in each frame keeps its story and loses its box", async () => void (await stands(browsers, at("shadow"), { wait: 800 })));

test("a story that is written into what was hidden can be read", async () => void (await stands(browsers, at("reused"), { wait: 300, undo: false })));

test("what cannot be opened again does not keep the rest from coming back", async () => {
  const { page, errors, id } = await visit(browsers.session, at("dialogs"));
  const hidden = await until(() => look(page), ({ nags }) => !nags.includes(true));
  assert.deepEqual(hidden.nags, [false, false, false]);
  await browsers.session.ask(id, { kind: "show-all" });
  const { nags, marks, story } = await until(() => look(page), (sight) => sight.nags[0] === true);
  assert.deepEqual([nags[0], marks, story.length], [true, 0, STORY.length]);
  assert.deepEqual(errors, []);
});
