// A WebAssembly module of a wanted size that does nothing to speak of.

const I32 = 0x7f;
const FUNCTION_TYPE = 0x60;
const CODE = { get: 0x20, number: 0x41, multiply: 0x6c, xor: 0x73, end: 0x0b };
const SECTION = { types: 1, functions: 3, exports: 7, code: 10 };
/** Multiplications and xors in a function: functions of about a hundred bytes, as a real module has. */
const STEPS = 12;
const NAME = "answer";

/**
 * Its size is made of functions, each a little different, since compiling them is what a module costs; a custom section would
 * be skipped by the browser. The first of them is exported as `answer`.
 * @param {number} size bytes, about
 */
export function emptyModule(size) {
  const one = body(1).length;
  const count = Math.round(size / (one + 1));
  const bodies = Array.from({ length: count }, (_, at) => body(at));
  return Uint8Array.from([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(SECTION.types, [1, FUNCTION_TYPE, 1, I32, 1, I32]),
    ...section(SECTION.functions, [...unsigned(count), ...bodies.map(() => 0)]),
    ...section(SECTION.exports, [1, NAME.length, ...Buffer.from(NAME), 0, 0]),
    ...section(SECTION.code, [...unsigned(count), ...bodies.flat()]),
  ]);
}

/** @param {number} seed */
function body(seed) {
  const steps = Array.from({ length: STEPS }, (_, at) => [
    CODE.number, ...signed((seed * 7919 + at * 104_729) | 0), at % 2 ? CODE.multiply : CODE.xor,
  ]);
  const code = [0, CODE.get, 0, ...steps.flat(), CODE.end];
  return [...unsigned(code.length), ...code];
}

/**
 * @param {number} id
 * @param {number[]} content
 */
const section = (id, content) => [id, ...unsigned(content.length), ...content];

/** LEB128. @param {number} value */
function unsigned(value) {
  const bytes = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** @param {number} value */
function signed(value) {
  const bytes = [];
  for (let rest = value; ; rest >>= 7) {
    const last = (rest >= -64 && rest < 64);
    bytes.push((rest & 0x7f) | (last ? 0 : 0x80));
    if (last) return bytes;
  }
}
