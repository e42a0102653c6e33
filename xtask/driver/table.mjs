// What was hidden on a page, as a table for the terminal.

const TEXT_WIDTH = 60;

/**
 * @typedef {{ id: number, label: string, text: string, confidence: number, reasons: string[], shown: boolean }} Entry
 * @param {{ on: boolean, records: Entry[], notices: string[] }} state what the content script answers
 * @returns {string}
 */
export function table({ on, records, notices }) {
  if (!on) return "Unnag is off on this page.";
  const failure = notices.find((notice) => notice === "failed" || notice === "too_large");
  if (failure) return `Unnag could not judge this page (${failure}).`;
  const hidden = records.filter((entry) => !entry.shown);
  if (hidden.length === 0) return "Nothing was hidden.";
  const rows = hidden.map((entry) => [entry.label, percent(entry.confidence), entry.reasons.join(", "), cut(entry.text)]);
  return `${hidden.length} hidden:\n\n${columns([["kind", "sure", "reasons", "first words"], ...rows])}`;
}

/** @param {number} share */
function percent(share) {
  return `${Math.round(share * 100)} %`;
}

/** @param {string} text */
function cut(text) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > TEXT_WIDTH ? `${line.slice(0, TEXT_WIDTH - 1)}…` : line;
}

/** @param {string[][]} rows */
function columns(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  /** @param {string[]} row */
  const line = (row) => row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd();
  return rows.map(line).join("\n");
}
