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

interface UnlockOperation {
  kind: "unlock-scroll";
  element: number;
}

type Operation = HideOperation | UnlockOperation;

interface Plan {
  operations: Operation[];
  story: number | null;
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
  /** Origins whose policy refused to compile WebAssembly, oldest first. */
  refusals: string[];
}

interface Columns {
  columns: Uint32Array<ArrayBuffer>;
  text: string;
}

interface Snapshot extends Columns {
  /** What the plan's indices mean. */
  elements: Element[];
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
  /** Why nothing could be done, as the last part of a message key (`notice_…`). */
  notice: "failed" | "too_large" | null;
}

/** To the content script. */
type PageMessage =
  | { kind: "state" | "show-all" | "hide-all" }
  | { kind: "show" | "hide"; id: number };

/** To the background. */
type BackgroundMessage =
  | ({ kind: "plan"; settings: CoreSettings } & Columns)
  | { kind: "count"; count: number }
  | { kind: "refused" };

type PlanReply = { plan: Plan } | { error: { name: string; code?: string; message: string } };

/** Written by wasm-pack (`www/pkg/unnag.js`). */
declare const wasm_bindgen: {
  initSync(options: { module: WebAssembly.Module }): unknown;
  plan(columns: Uint32Array, text: string, settings: CoreSettings): Plan;
};

/** The core in base64, written by the build (`www/pkg/wasm.js`). */
declare const UNNAG_WASM: string;

/** Service workers only. */
declare const importScripts: ((...paths: string[]) => void) | undefined;

interface Document {
  /** Chromium only. */
  readonly prerendering?: boolean;
}
