// What runs in the page: the shell exactly as shipped, against Readability, on the same document.

/**
 * @typedef {object} Times in milliseconds, a value a run; the first of each is the first run
 * @property {number} elements
 * @property {number} marks how many things the last pass hid
 * @property {number[]} pass
 * @property {number[]} longest the longest piece of each pass
 * @property {number[]} snapshot
 * @property {number[]} core
 * @property {number[]} apply
 * @property {number[]} mending the core's part in it included
 * @property {number[]} walk a TreeWalker that does nothing
 * @property {number[]} readability
 * @property {number[]} clone
 */

/**
 * Sent to the page as text, so it must not use anything from outside itself.
 * @param {() => any} loadShell
 * @param {() => any} loadReadability
 * @param {{ runs: number, readability: boolean, css: string | null }} options `css`: the shell's style sheet, where nobody else brings it
 * @returns {Promise<Times>}
 */
export async function timePage(loadShell, loadReadability, { runs, readability, css }) {
  const now = () => performance.now();
  const pause = () => new Promise((resolve) => setTimeout(resolve));
  const PARTS = /** @type {const} */ (["pass", "longest", "snapshot", "core", "apply", "mending", "walk", "readability", "clone"]);
  const lists = /** @type {Record<typeof PARTS[number], any>} */ (Object.fromEntries(PARTS.map((part) => [part, []])));
  const times = { elements: document.querySelectorAll("*").length, marks: 0, ...lists };

  // A pass in pieces is not at work between them. It has to be known before the shell takes the function.
  /** @type {[number, number][]} */
  let breaks = [];
  const scheduler = /** @type {any} */ (globalThis).scheduler;
  const yields = scheduler?.yield?.bind(scheduler);
  if (yields) {
    scheduler.yield = async () => {
      const left = now();
      await yields();
      breaks.push([left, now()]);
    };
  }

  const shell = loadShell();
  const Readability = loadReadability();
  if (css !== null) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  const settings = shell.UnnagSettings.forCore(shell.UnnagSettings.merge(undefined), "bench");
  // What compiling costs is another row.
  shell.UnnagCore.route({ refused: false, onRefusal: () => {} });

  /** @param {number} started @param {number} ended */
  function pieces(started, ended) {
    const edges = [started, ...breaks.filter(([left]) => left > started).flat(), ended];
    return edges.flatMap((edge, at) => (at % 2 === 1 ? edge - edges[at - 1] : []));
  }

  /** @returns {Promise<void>} */
  function pass() {
    /** @type {Record<string, number>} */
    const parts = { snapshot: 0, core: 0, apply: 0, mending: 0 };
    /** @param {string} part @param {(...values: any[]) => any} work */
    const timed = (part, work) => (/** @type {any[]} */ ...values) => {
      const started = now();
      const end = () => void (parts[part] += pieces(started, now()).reduce((sum, piece) => sum + piece, 0));
      const answer = work(...values);
      if (answer instanceof Promise) return answer.finally(end);
      end();
      return answer;
    };
    breaks = [];
    return new Promise((resolve, reject) => {
      const marks = new shell.UnnagApply.Marks(document);
      marks.carryOut = timed("apply", marks.carryOut.bind(marks));
      const local = shell.UnnagCore.LOCAL;
      let started = 0;
      const passes = new shell.UnnagPasses.Passes({
        marks, settings, corrections: [], removals: new shell.UnnagRemovals.Removals(), core: { ...local, plan: timed("core", local.plan) }, isAlive: () => true,
        onDone: (/** @type {unknown} */ error) => {
          const found = pieces(started, now());
          times.marks = marks.count;
          passes.stop();
          marks.undo();
          if (error) return reject(error);
          times.pass.push(found.reduce((sum, piece) => sum + piece, 0));
          times.longest.push(Math.max(...found));
          for (const [part, time] of Object.entries(parts)) /** @type {any} */ (times)[part].push(time);
          resolve();
        },
      });
      passes.reading.pageInTurns = timed("snapshot", passes.reading.pageInTurns.bind(passes.reading));
      passes.mending.mend = timed("mending", passes.mending.mend.bind(passes.mending));
      started = now();
      passes.start();
    });
  }

  function walk() {
    const started = now();
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
    while (walker.nextNode());
    times.walk.push(now() - started);
  }

  function read() {
    const begun = now();
    // It takes the page apart, so it gets its own; a reader's extension has to do that too.
    const copy = document.cloneNode(true);
    const started = now();
    new Readability(copy).parse();
    times.readability.push(now() - started);
    times.clone.push(started - begun);
  }

  for (let run = 0; run < runs; run += 1) {
    // The layout that undoing the last pass left behind is none of this one's.
    document.documentElement.getBoundingClientRect();
    await pause();
    await pass();
    await pause();
    if (readability) read();
    await pause();
    walk();
  }
  return times;
}
