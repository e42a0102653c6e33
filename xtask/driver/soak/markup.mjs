// A page's markup, and how much two of them differ. What is exported for pages runs inside them.

/** The document with its doctype, and what stands in open shadow roots. Runs in the page. */
export function markupOf() {
  const { doctype, documentElement } = document;
  const head = doctype ? `<!DOCTYPE ${doctype.name} ${doctype.publicId} ${doctype.systemId}>` : "";
  const shadows = [...document.querySelectorAll("*")].flatMap(({ shadowRoot }) => (shadowRoot ? shadowRoot.innerHTML : []));
  return [head, documentElement?.outerHTML ?? "", ...shadows].join("\n");
}

/**
 * What of a text is not where it was.
 * @param {string} before
 * @param {string} after
 * @returns {{ bytes: number, excerpt: string }} 0 and "" where they are the same
 */
export function difference(before, after) {
  if (before === after) return { bytes: 0, excerpt: "" };
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [was, is] = [before, after].map((text) => text.slice(start, text.length - end));
  const around = before.slice(Math.max(0, start - 60), start);
  return { bytes: Math.max(Buffer.byteLength(was), Buffer.byteLength(is)), excerpt: `…${around}[${was.slice(0, 80)} → ${is.slice(0, 80)}]` };
}
