// The types that cross from the core, and what the classic scripts share.

type Label =
  | "article" | "donate" | "subscribe" | "newsletter" | "consent" | "ad"
  | "related" | "social" | "comments" | "meta" | "nav" | "other";

interface HideOperation {
  kind: "hide";
  element: number;
  label: Label;
  confidence: number;
  reasons: string[];
  text: string;
}

type Operation = HideOperation;

interface Plan {
  operations: Operation[];
  story: number | null;
  /** The story's paragraphs, the last of them. */
  paragraphs: number[];
  /** Whether the site sent only part of the article. */
  partial: boolean;
}

/** What to repair on one element of the story's surroundings, by its row. */
interface Repair {
  element: number;
  fixes: string[];
}

interface CoreSettings {
  mode?: "clean" | "focus";
  strictness?: "careful" | "normal" | "thorough";
  kinds?: Partial<Record<"donate" | "subscribe" | "newsletter" | "consent" | "ad", boolean>>;
}

/** Everything that is kept, under one key of `storage.local`. */
interface Settings extends Required<CoreSettings> {
  version: 1;
  kinds: Record<"donate" | "subscribe" | "newsletter" | "consent" | "ad", boolean>;
  /** By site name; a site that is not listed is on. */
  sites: Record<string, { on: boolean }>;
  /** Pages and origins whose policy refused to compile WebAssembly, oldest first: see `refusals.js`. */
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
  plan(page: Columns, settings: CoreSettings): Plan | Promise<Plan>;
  repair(columns: Uint32Array<ArrayBuffer>): Repair[] | Promise<Repair[]>;
}

/** Something hidden, as the popup shows it. */
interface HiddenThing {
  id: number;
  label: Label;
  confidence: number;
  reasons: string[];
  text: string;
  shown: boolean;
}

/** What the content script tells the popup about its page. */
interface PageState {
  on: boolean;
  site: string;
  records: HiddenThing[];
  /** What the reader should know of the page, as the last part of a message key (`notice_…`). */
  notice: "failed" | "too_large" | "partial" | "insists" | null;
}

/** To the content script. */
type PageMessage =
  | { kind: "state" | "show-all" | "hide-all" }
  | { kind: "show" | "hide"; id: number };

/** To the background. */
type BackgroundMessage =
  | ({ kind: "plan"; settings: CoreSettings } & Columns)
  | { kind: "repair"; columns: Uint32Array<ArrayBuffer> }
  | { kind: "count"; count: number }
  | { kind: "refused" };

type CoreReply = { answer: Plan | Repair[] } | { error: { name: string; code?: string; message: string } };

/** Written by wasm-pack (`www/pkg/unnag.js`). */
declare const wasm_bindgen: {
  initSync(options: { module: WebAssembly.Module }): unknown;
  plan(columns: Uint32Array, text: string, settings: CoreSettings): Plan;
  repair(columns: Uint32Array): Repair[];
};

/** The core in base64, written by the build (`www/pkg/wasm.js`). */
declare const UNNAG_WASM: string;

/** Service workers only. */
declare const importScripts: ((...paths: string[]) => void) | undefined;

interface Document {
  /** Chromium only. */
  readonly prerendering?: boolean;
}
