// Pages that forbid, that change later and that fight back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { judge } from "./judge.mjs";
import { BROWSER, calm, host, isSeen, markup, open, pageText, ROOT, sleep, until, visit } from "./support.mjs";

const SAMPLE = pageText("sample");
const CLEAN = { left: [], gone: [], changed: [], locked: false };

const LATE = `<script>
  addEventListener("load", () => setTimeout(() => {
    const box = document.createElement("div");
    box.id = "late";
    box.dataset.expect = "hide";
    box.innerHTML = "<h3>Keep us independent</h3><p>We depend on readers like you. Please make a donation to support our journalism today.</p><button>Donate now</button>";
    document.querySelector(".article__body").after(box);
    document.body.dataset.done = "";
  }, 1000));
</script>`;

/** A ticker that tells and tells, and then asks; `data-seen`: in how many frames the box could be seen. */
const TICKER = `<script>
  addEventListener("load", () => {
    const feed = document.createElement("div");
    document.querySelector(".article__body").after(feed);
    const add = (id, html) => {
      const part = document.createElement("section");
      part.id = id;
      part.innerHTML = html;
      feed.append(part);
    };
    let minute = 0;
    const told = setInterval(() => {
      minute += 1;
      add("m" + minute, "<h3>Minute " + minute + "</h3><p>The ferry left the quay with forty people and two dogs on board.</p>");
      if (minute < 60) return;
      clearInterval(told);
      add("box", "<h3>Keep us independent</h3><p>We depend on readers like you. Please make a donation to support our journalism today.</p><button>Donate now</button>");
      let frames = 0;
      const look = () => {
        if (frames < 60 && box.getClientRects().length > 0) { frames += 1; requestAnimationFrame(look); }
        else document.body.dataset.seen = frames;
      };
      requestAnimationFrame(() => requestAnimationFrame(look));
    }, 20);
  });
</script>`;

/** A story that goes on as a list does: what is new comes at its end, the oldest of that goes. */
const ROLLING = `<script>
  addEventListener("load", () => {
    const body = document.querySelector(".article__body");
    let minute = 0;
    const told = setInterval(() => {
      minute += 1;
      const part = document.createElement("p");
      part.className = "minute";
      part.textContent = "Minute " + minute + ": the ferry left the quay with forty people and two dogs on board, and the band played.";
      body.append(part);
      const all = body.querySelectorAll(".minute");
      if (all.length > 5) all[0].remove();
      if (minute < 40) return;
      clearInterval(told);
      document.body.dataset.done = "";
    }, 50);
  });
</script>`;

const FIGHT = `<style>
  #nag#nag { display: block !important; }
  .appeal.appeal.appeal { display: block !important; visibility: visible !important; }
  [data-unnag] { display: block !important; }
</style>`;

const fighting = SAMPLE.replace("</head>", `${FIGHT}</head>`)
  .replace('<section class="appeal"', '<section id="nag" class="appeal"')
  .replace('<div class="help-note"', '<div style="display: block !important" class="help-note"');

/** @type {import("./support.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;

before(async () => {
  server = await host({
    "/late.html": SAMPLE.replace("</body>", `${LATE}</body>`),
    "/ticker.html": SAMPLE.replace("</body>", `${TICKER}</body>`),
    "/rolling.html": SAMPLE.replace("</body>", `${ROLLING}</body>`),
    "/fight.html": fighting,
  });
  session = await open();
});

after(async () => {
  await session?.close();
  await server?.close();
});

test("a page that forbids scripts is cleaned by the background, and sees one refused attempt at most", async () => {
  const bureau = await reports();
  const policy = `default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; report-uri ${bureau.origin}`;
  const strict = await host({ "/strict.html": { body: SAMPLE, type: "text/html", headers: { "content-security-policy": policy } } });
  const url = `${strict.origin}/strict.html`;
  try {
    await cleaned(url);
    await sleep(1000);
    const first = bureau.attempts();
    assert.equal(first, BROWSER === "chromium" ? 1 : 0, "refused attempts on the first visit");

    const { errors } = await cleaned(url);
    await sleep(1000);
    assert.equal(bureau.attempts(), first, "refused attempts on the second visit");
    assert.deepEqual(errors, []);
  } finally {
    await strict.close();
    await bureau.close();
  }
});

test("a page that refuses speaks for itself, five for their origin", () => {
  const { add, has } = new Function(`${readFileSync(join(ROOT, "www/refusals.js"), "utf8")}; return UnnagRefusals;`)();
  /** @type {string[]} */
  let list = [];
  const at = (/** @type {string} */ path) => new URL(path, "https://paper.example");
  const known = ["/a", "/a", "/b", "/c", "/d", "/e"].map((path) => {
    list = add(list, at(path));
    return [list.length, has(list, at(path)), has(list, at("/other")), list.join().includes(path)];
  });
  const own = [true, false, false];
  assert.deepEqual(known, [[1, ...own], [1, ...own], [2, ...own], [3, ...own], [4, ...own], [1, true, true, false]]);
});

test("a donation box that the page adds later is hidden, and comes back whole", async () => {
  const { page, errors, id } = await visit(session, `${server.origin}/late.html`);
  await page.waitForSelector("body[data-done]");
  assert.equal(await until(() => isSeen(page, "#late *"), (seen) => !seen), false);
  const added = await page.evaluate(() => document.querySelector("#late")?.innerHTML);
  assert.match(added ?? "", /Keep us independent/);

  await calm(session, id);
  await session.ask(id, { kind: "show-all" });
  assert.equal(await isSeen(page, "#late"), true);
  assert.doesNotMatch(await markup(page), /data-unnag/);
  assert.deepEqual(errors, []);
});

test("a page that tells all the time is read rarely, and a box with a button is hidden at once", async () => {
  const { page, errors } = await visit(session, `${server.origin}/ticker.html`);
  await page.waitForSelector("body[data-seen]");
  const seen = await page.evaluate(() => Number(document.body.dataset.seen));
  assert.ok(seen <= 3, `the box was seen in ${seen} frames`);
  assert.equal(await isSeen(page, "#m60"), true);
  assert.deepEqual(errors, []);
});

test("a list that moves on is left to itself after a few rounds", async () => {
  const { page, errors, id } = await visit(session, `${server.origin}/rolling.html`);
  await page.waitForSelector("body[data-done]");
  await calm(session, id);
  const minutes = await page.evaluate(() => [...document.querySelectorAll(".minute")].map((part) => parseInt(part.textContent.slice(7), 10)));
  assert.deepEqual(minutes.slice(-5), [36, 37, 38, 39, 40]);
  // It drops one each time: those that were put back before it was known for a list leave as many behind.
  assert.ok(minutes.length <= 8, `${minutes}`);
  assert.deepEqual(errors, []);
});

test("a page's own styles do not bring a nag back", async () => {
  const { errors } = await cleaned(`${server.origin}/fight.html`, fighting);
  assert.deepEqual(errors, []);
});

/** @param {string} url @param {string} [html] */
async function cleaned(url, html = SAMPLE) {
  const visited = await visit(session, url);
  const verdict = await until(() => visited.page.evaluate(judge, html), ({ left }) => left.length === 0);
  assert.deepEqual(verdict, CLEAN);
  return visited;
}

/** Where a policy sends its complaints. */
async function reports() {
  /** @type {string[]} */
  const received = [];
  const bureau = createServer((request, response) => {
    let text = "";
    request.on("data", (part) => (text += part));
    request.on("end", () => {
      received.push(text);
      response.writeHead(204).end();
    });
  });
  await new Promise((resolve) => bureau.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (bureau.address());
  return {
    origin: `http://127.0.0.1:${port}/`,
    attempts: () => received.filter((text) => text.includes("wasm-eval")).length,
    close: () => new Promise((resolve) => bureau.close(resolve)),
  };
}
