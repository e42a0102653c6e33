// A page like those of a newspaper, as large as wanted, and the same each time.

const WORDS = ("the council voted late on tuesday to keep bridge open after engineers said its piers would last another winter while "
  + "residents who cross it every morning asked for buses and a lower toll until work begins in spring").split(" ");

/** What asks for something, now and then. */
const NAGS = [
  `<div class="newsletter-signup box"><h3>Get our newsletter</h3><p>Sign up for the morning briefing, free in your inbox.</p>
   <form><input type="email" placeholder="Your e-mail"><button>Sign up</button></form></div>`,
  `<aside class="donate support-us"><p>Our journalism depends on readers like you. Please support us with a donation.</p>
   <a class="btn" href="#">Donate now</a></aside>`,
  `<div class="subscribe-wall"><p>Subscribe now to read on: one month for 1 euro.</p><a class="btn" href="#">Subscribe</a></div>`,
];

const FRAME = {
  head: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The bridge stays open</title>
<style>body{font:16px serif;max-width:60em;margin:auto}.consent{position:fixed;bottom:0;left:0;right:0;padding:1em;background:#fff}.grid{display:flex}</style></head><body>
<header class="site-header"><nav class="main-nav"><ul>${["News", "Sport", "Culture", "Weather"].map((name) => `<li><a href="#">${name}</a></li>`).join("")}</ul></nav></header>
<main id="content"><article class="story"><h1>The bridge stays open</h1>`,
  foot: `</article></main><footer class="site-footer"><p>Imprint and contact</p></footer>
<div class="consent" role="dialog"><p>We and our partners use cookies. Do you accept all cookies?</p><button>Accept all</button><button>Reject</button></div></body></html>`,
};

/** The share of the page's blocks that are of each sort. */
const STORY = 0.5;
const COMMENT = 0.75;
const TEASER = 0.9;
const LIST = 0.985;

/**
 * @param {number} size elements, about
 * @returns {string}
 */
export function generated(size) {
  const random = generator(size);
  const blocks = [FRAME.head];
  let left = size - countOf(FRAME.head) - countOf(FRAME.foot);
  while (left > 0) {
    const next = block(random, left);
    blocks.push(next);
    left -= countOf(next);
  }
  return [...blocks, FRAME.foot].join("\n");
}

/** @param {string} html */
const countOf = (html) => html.match(/<[a-z]/g)?.length ?? 0;

/**
 * @param {() => number} random
 * @param {number} left
 */
function block(random, left) {
  const sort = random();
  if (sort < STORY || left < 20) return `<p>${words(random, 40)} <a href="#">${words(random, 4)}</a> ${words(random, 20)}</p>`;
  if (sort < COMMENT) return comment(random, 1 + Math.floor(random() * 4));
  if (sort < TEASER) return teaser(random);
  if (sort < LIST) return `<h2 id="s${left}">${words(random, 6)}</h2><ul class="list">${times(5, () => `<li>${words(random, 12)}</li>`)}</ul>`;
  return NAGS[Math.floor(random() * NAGS.length)];
}

/**
 * @param {() => number} random
 * @param {number} depth
 * @returns {string}
 */
function comment(random, depth) {
  const answers = depth > 1 ? `<div class="replies depth-${depth}">${comment(random, depth - 1)}</div>` : "";
  return `<div class="comment" data-level="${depth}"><div class="comment-head"><span class="author">${words(random, 2)}</span>
<time datetime="2026-01-01">today</time></div><div class="comment-body"><p>${words(random, 25)}</p></div><a class="reply" href="#">Reply</a>${answers}</div>`;
}

/** @param {() => number} random */
const teaser = (random) => `<div class="grid"><div class="card card--small"><div class="card__media"><img alt="" width="80" height="60"></div><div class="card__text">
<h3><a href="#">${words(random, 8)}</a></h3><p class="kicker">${words(random, 10)}</p></div></div></div>`;

/**
 * @param {() => number} random
 * @param {number} count
 */
const words = (random, count) => times(count, () => `${WORDS[Math.floor(random() * WORDS.length)]} `).trim();

/**
 * @param {number} count
 * @param {() => string} make
 */
const times = (count, make) => Array.from({ length: count }, make).join("");

/** The same numbers for the same seed (a linear congruential generator). @param {number} seed */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
