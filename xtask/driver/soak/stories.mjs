// Small pages for the soak, made here.

/** What asks, as a page adds it. */
export const ASK =
  "<h3>Keep us independent</h3><p>We depend on readers like you. Please make a donation to support our journalism today.</p><button>Donate now</button>";

/** Paragraphs of a story, each another one. @param {number} count */
const story = (count) =>
  Array.from({ length: count }, (_, at) => `<p>On day ${at + 1} the river rose again, and the people of the lower village carried their boats over the wall and waited for the evening.</p>`);

/**
 * A story with a box that asks after it.
 * @param {{ paragraphs?: number, script?: string }} [options]
 */
export const page = ({ paragraphs = 12, script = "" } = {}) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The river rose again</title></head>
<body><header><nav><a href="/">The Valley Herald</a> <a href="/weather">Weather</a></nav></header>
<main><article><h1>The river rose again</h1>${story(paragraphs).join("\n")}</article><aside id="ask">${ASK}</aside><div id="feed"></div></main>
<footer>© 2026 The Valley Herald</footer>${script}</body></html>`;
