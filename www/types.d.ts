// The types that cross from the core, and what the classic scripts share.

type Label =
  | "article" | "donate" | "subscribe" | "newsletter" | "consent" | "ad"
  | "related" | "social" | "comments" | "meta" | "nav" | "other";

type Kind = "donate" | "subscribe" | "newsletter" | "consent" | "ad";
type Mode = "clean" | "focus";

interface HideOperation {
  kind: "hide";
  element: number;
  label: Label;
  confidence: number;
  reasons: string[];
  text: string;
  /** The address, as the page writes it, of the appeal's own link to give or subscribe; null where it has none. */
  support: string | null;
  /** Which of the settings' corrections hides it; null where it was the classifier. */
  correction: number | null;
}

type Operation = HideOperation;

/** What stays visible because of a correction. */
interface Spared {
  element: number;
  label: Label;
  text: string;
  /** Which of the settings' corrections. */
  correction: number;
}

interface Plan {
  operations: Operation[];
  spared: Spared[];
  story: number | null;
  /** In Focus mode the smallest element that holds all that is kept. */
  frame: number | null;
  /** The story's paragraphs, the last of them. */
  paragraphs: number[];
  /** Whether the site sent only part of the article. */
  partial: boolean;
  /** Focus mode was asked for, and the page has no main text: nothing is hidden. */
  unfocused: boolean;
}

/** What is to be done with an element of the page, and why: an operation of the plan, or what a correction spares. */
interface Order extends Omit<HideOperation, "kind" | "element" | "correction"> {
  /** Absolute. */
  support: string | null;
  /** The id of the correction that hides or spares it. */
  correction: string | null;
  /** Whether it stays visible. */
  spared: boolean;
}

/** What a block is, so that it is known again on the site's other pages. Written and read by the core (`src/sketch.rs`); the shell only keeps it. */
type Sketch = Record<string, unknown>;

/** What to repair on one element of the story's surroundings, by its row. */
interface Repair {
  element: number;
  fixes: string[];
}

interface CoreSettings {
  mode?: Mode;
  strictness?: "careful" | "normal" | "thorough";
  kinds?: Partial<Record<Kind, boolean>>;
  corrections?: { act: "hide" | "show"; sketch: Sketch }[];
}

/** What the reader said of a block: hide it here, or show it here. */
interface Correction {
  /** Made at random, so that it can be taken back on any device. */
  id: string;
  act: "hide" | "show";
  sketch: Sketch;
  label: Label;
  /** Its first words, for the reader; at most 80 characters. */
  text: string;
}

/** A correction as it is kept. */
interface KeptCorrection extends Correction {
  /** When it was made, in milliseconds since 1970. */
  at: number;
}

/** What the reader chose for a site; a site without an entry follows the defaults. */
interface Site {
  on: boolean;
  /** null: the default mode. */
  mode: Mode | null;
  /** The newest last. */
  corrections: KeptCorrection[];
  /** When which corrections were taken back, by id, so that no other device brings them back. */
  removed: Record<string, number>;
  /** When `on` or `mode` was chosen last, in milliseconds since 1970; 0: never. */
  at: number;
}

/** Everything that is kept, under one key of `storage.local`: `docs/settings.md`. */
interface Settings {
  version: 2;
  mode: Mode;
  strictness: "careful" | "normal" | "thorough";
  kinds: Record<Kind, boolean>;
  /** Off everywhere. */
  paused: boolean;
  /** Whether the badge counts. */
  badge: boolean;
  /** Whether choices go along to the reader's other devices, by the browser's own sync. */
  sync: boolean;
  /** One of `_locales`; "" follows the browser. */
  language: string;
  sites: Record<string, Site>;
  /** When the choices that are no site's were changed last. */
  at: number;
  /** Pages and origins whose policy refused to compile WebAssembly, oldest first: see `refusals.js`. Never synchronised. */
  refusals: string[];
}

interface Columns {
  columns: Uint32Array<ArrayBuffer>;
  text: string;
}

interface Snapshot extends Columns {
  /** What the plan's indices mean. */
  elements: Element[];
  /** The shadow roots that it entered, and elements that may get one. */
  shadows: ShadowRoot[];
  hosts: Element[];
}

/** One of the marks of a page. */
type HiddenMark = InstanceType<typeof UnnagMark.Mark>;

/** What hidden things did to the page. */
interface Harm {
  /** Whether something lay over the page. */
  over: boolean;
  /** Whether something stood in the story's way. */
  wall: boolean;
  /** Height of bars across the top, in pixels. */
  bars: number;
  /** What those that lay over the page stand in. */
  wrappers: Element[];
}

/** Where a paragraph stood that the page took out. */
interface Removed {
  parent: Element;
  before: Node | null;
}

/** The core, here or in the background. */
interface Core {
  /** With a `turn` it gives the thread back between its steps; in the background there is nobody to give it to. */
  plan(page: Columns, settings: CoreSettings, turn?: InstanceType<typeof UnnagTurn.Turn>): Plan | Promise<Plan>;
  repair(columns: Uint32Array<ArrayBuffer>): Repair[] | Promise<Repair[]>;
  /** What an element of the page is, to know it again. */
  sketch(page: Columns, element: number): Sketch | Promise<Sketch>;
  /** The page's text without what the settings hide. */
  write(page: Columns, settings: CoreSettings, format: "text" | "markdown"): string | Promise<string>;
}

/** Something hidden, or spared by a correction, as the popup shows it. */
interface HiddenThing {
  id: number;
  label: Label;
  confidence: number;
  reasons: string[];
  text: string;
  shown: boolean;
  /** The id of the correction that hides or spares it; null where there is none. */
  correction: string | null;
  /** The appeal's own link to give or subscribe, absolute; null where it has none. */
  support: string | null;
}

/** Something hidden or spared, with what the reader once said of it; `<unnag-things>` lists them. */
interface ListedThing extends HiddenThing {
  act: Correction["act"] | null;
}

/** What the reader does in that list; `always`, `never` and `forget` hold for the whole site. */
type ThingAct =
  | { kind: "show" | "hide"; id: number }
  | { kind: "always" | "never" | "forget"; id: number }
  | { kind: "outline"; id: number | null };

/** What the reader should know of a page, as the last part of a message key (`notice_…`). */
type Notice = "failed" | "too_large" | "partial" | "insists" | "consent" | "unfocused";

/** What the popup tells beside it: off everywhere, no permission, permission just given, not read yet, a page of the browser's own. */
type NoticeCode = Notice | "paused" | "forbidden" | "allowed" | "unread" | "browser";

/** What the reader can do about one. */
type Offer = "resume" | "allow" | "reload" | "report" | "clean" | "answer";

/** What the content script tells the popup about its page. */
interface PageState {
  /** Whether Unnag acts here: neither paused nor switched off on this site. */
  on: boolean;
  paused: boolean;
  site: string;
  mode: Mode;
  title: string;
  url: string;
  records: HiddenThing[];
  notices: Notice[];
}

/** What the content script knows of its page. */
interface LivePage {
  site: string;
  marks: InstanceType<typeof UnnagApply.Marks>;
  /** null while Unnag does not act here. */
  passes: InstanceType<typeof UnnagPasses.Passes> | null;
  /** null until they are read. */
  settings: Settings | null;
  /** What went wrong in the last pass. */
  failure: Notice | null;
  core(): Core;
}

/** What the picker works with. */
interface PickerParts {
  page: LivePage;
  stage: InstanceType<typeof UnnagStage.Stage>;
  reach: InstanceType<typeof UnnagReach.Reach>;
  drawing: InstanceType<typeof UnnagPlace.Drawing>;
}

/**
 * To the content script; each is answered with a `PageState`, except `text` (a string; null where the core could not write it) and
 * `sketch` (a correction without `act`; null where the thing cannot be known again).
 */
type PageMessage =
  | { kind: "state" | "show-all" | "hide-all" | "print" | "pick" | "pick-here" }
  | { kind: "show" | "hide" | "sketch"; id: number }
  /** Shows where a thing stands, or no longer. */
  | { kind: "outline"; id: number | null }
  | { kind: "text"; format: "text" | "markdown" };

/** To the background. */
type BackgroundMessage =
  | ({ kind: "plan"; settings: CoreSettings } & Columns)
  | ({ kind: "sketch"; element: number } & Columns)
  | ({ kind: "write"; settings: CoreSettings; format: "text" | "markdown" } & Columns)
  | { kind: "repair"; columns: Uint32Array<ArrayBuffer> }
  | { kind: "count"; count: number }
  | { kind: "refused" }
  /** The reader picked something: remembered for the site. */
  | { kind: "correct"; site: string; correction: Correction };

/** What the background answers to `correct`: why it was not kept, as the last part of a message key (`settings_…`) and what that has gaps for. */
interface CorrectReply {
  problem: { code: string; values: string[] } | null;
}

type CoreReply = { answer: Plan | Repair[] | Sketch | string } | { error: { name: string; code?: string; message: string } };

/** A plan in the making. */
interface Planning {
  step(): Plan | undefined;
  free(): void;
}

/** The browser's scheduler; Chromium below 129 has none. */
declare var scheduler: { yield(): Promise<void> } | undefined;

/** Written by wasm-pack (`www/pkg/unnag.js`). */
declare const wasm_bindgen: {
  initSync(options: { module: WebAssembly.Module }): unknown;
  plan(columns: Uint32Array, text: string, settings: CoreSettings): Plan;
  Planning: new (columns: Uint32Array, text: string, settings: CoreSettings) => Planning;
  repair(columns: Uint32Array): Repair[];
  sketch(columns: Uint32Array, text: string, element: number): Sketch;
  write(columns: Uint32Array, text: string, settings: CoreSettings, format: "text" | "markdown"): string;
};

/** The core in base64, written by the build (`www/pkg/wasm.js`). */
declare const UNNAG_WASM: string;

/** Service workers only. */
declare const importScripts: ((...paths: string[]) => void) | undefined;

interface Document {
  /** Chromium only. */
  readonly prerendering?: boolean;
}
