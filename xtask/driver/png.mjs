// Makes a screenshot small: at most 256 colours, each pixel one byte. Reads what browsers write: 8 bits a channel, not interlaced.

import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;

/**
 * @param {Uint8Array} png
 * @returns {Buffer}
 */
export function smaller(png) {
  const { width, height, pixels } = decode(Buffer.from(png));
  const palette = paletteOf(pixels);
  const indices = new Map();
  const rows = Buffer.alloc((width + 1) * height);
  pixels.forEach((colour, at) => {
    let index = indices.get(colour);
    if (index === undefined) indices.set(colour, (index = nearest(palette, colour)));
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = index;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, colours by palette.
  header.set([8, 3], 8);
  const colours = Buffer.from(palette.flatMap((colour) => parts(colour)));
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([SIGNATURE, chunk("IHDR", header), chunk("PLTE", colours), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

/** @param {number} colour */
const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];

/**
 * @param {Buffer} png
 * @returns {{ width: number, height: number, pixels: Uint32Array }} each pixel as 0xRRGGBB
 */
function decode(png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = { 2: 3, 6: 4 }[png[25] ?? 0];
  if (!png.subarray(0, 8).equals(SIGNATURE) || png[24] !== 8 || !channels || png[28] !== 0) throw new Error("not a PNG as browsers write it");
  const data = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const bytes = unfiltered(inflateSync(Buffer.concat(data)), width * channels, height, channels);
  const pixels = Uint32Array.from({ length: width * height }, (_, at) => bytes.readUIntBE(at * channels, 3));
  return { width, height, pixels };
}

/**
 * Rows without their filters (PNG specification, section 9).
 * @param {Buffer} raw
 * @param {number} stride bytes a row
 * @param {number} height
 * @param {number} step bytes a pixel
 */
function unfiltered(raw, stride, height, step) {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < step ? 0 : (out[at - step] ?? 0);
      const up = y === 0 ? 0 : (out[at - stride] ?? 0);
      const corner = x < step || y === 0 ? 0 : (out[at - stride - step] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[at] = (raw[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return out;
}

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/**
 * At most 256 colours that stand for all: boxes of colours are cut in halves of equal weight along their longest side.
 * @param {Uint32Array} pixels
 * @returns {number[]}
 */
function paletteOf(pixels) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  let boxes = [boxOf([...counts])];
  while (boxes.length < COLOURS) {
    const widest = boxes.reduce((best, box) => (box.spread > best.spread ? box : best));
    if (widest.spread === 0) break;
    boxes = [...boxes.filter((box) => box !== widest), ...halves(widest)];
  }
  return boxes.map(({ colours }) => mean(colours));
}

/** @typedef {[colour: number, count: number]} Counted */

/** @param {Counted[]} colours */
function boxOf(colours) {
  const spreads = [16, 8, 0].map((shift) => {
    const values = colours.map(([colour]) => (colour >> shift) & 255);
    return { shift, spread: values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b)) };
  });
  const { shift, spread } = spreads.reduce((best, one) => (one.spread > best.spread ? one : best));
  return { colours, shift, spread };
}

/** @param {ReturnType<typeof boxOf>} box */
function halves({ colours, shift }) {
  const sorted = colours.toSorted(([a], [b]) => ((a >> shift) & 255) - ((b >> shift) & 255));
  // By the root of how often they stand there: a page is mostly ground, and its letters must not lose their edges.
  const half = sorted.reduce((sum, [, count]) => sum + Math.sqrt(count), 0) / 2;
  let sum = 0;
  const cut = sorted.findIndex(([, count]) => (sum += Math.sqrt(count)) >= half);
  const at = Math.min(Math.max(cut, 1), sorted.length - 1);
  return [boxOf(sorted.slice(0, at)), boxOf(sorted.slice(at))];
}

/** @param {Counted[]} colours */
function mean(colours) {
  const total = colours.reduce((sum, [, count]) => sum + count, 0);
  const [red, green, blue] = [16, 8, 0].map((shift) => Math.round(colours.reduce((sum, [colour, count]) => sum + ((colour >> shift) & 255) * count, 0) / total));
  return ((red ?? 0) << 16) | ((green ?? 0) << 8) | (blue ?? 0);
}

/** @param {number[]} palette @param {number} colour */
function nearest(palette, colour) {
  const [red = 0, green = 0, blue = 0] = parts(colour);
  let best = 0;
  let least = Infinity;
  palette.forEach((other, index) => {
    const [r = 0, g = 0, b = 0] = parts(other);
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

/** The remainders by which PNG checks a chunk, one a byte. */
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** @param {Buffer} bytes */
const checkOf = (bytes) => ~bytes.reduce((rest, byte) => (rest >>> 8) ^ (REMAINDERS[(rest ^ byte) & 255] ?? 0), ~0) >>> 0;

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(checkOf(body));
  return Buffer.concat([length, body, check]);
}
