// Files and texts on their way in, until each is imported or put away. Bytes stay here, not in the address.
import { inWindow } from "../../api/call";
import type { Source } from "../../api/ops.gen";
import { complain } from "../../app/act.svelte";
import { typing } from "../../app/keys.svelte";
import { go } from "../../app/route.svelte";
import { t } from "../../app/words.svelte";
import { Intake } from "./intake.svelte";

/** What can be imported; one of Linux's file dialogs tells capitals apart. */
const ENDINGS = "csv tsv txt xlsx xlsm xls ofx qfx qif xml camt zip sta mt940 940 mt942".split(" ");
const KINDS = ENDINGS.flatMap((kind) => [kind, kind.toUpperCase()]);
let next = 1;
let list = $state.raw<Intake[]>([]);

export const incoming = {
  get list() {
    return list;
  },
  /** The call of an import that runs now. */
  get running() {
    return list.find((item) => item.running)?.running ?? null;
  },
  drop(key: number) {
    list.find((item) => item.key === key)?.stop();
    list = list.filter((item) => item.key !== key);
  },
};

function take(items: { name: string; source: Source }[]): void {
  if (items.length === 0) return;
  list = [...list, ...items.map(({ name, source }) => new Intake(next++, name, source))];
  go("imports");
}

const base = (path: string) => path.split(/[\\/]/).pop() ?? path;

export const takePaths = (paths: string[]) => take(paths.map((file) => ({ name: base(file), source: { file } })));
export const takeText = (text: string) => take([{ name: t("pasted"), source: { text } }]);

export async function takeFiles(files: readonly File[]): Promise<void> {
  try {
    const read = files.map(async (file) => ({ name: file.name, source: { base64: await base64(file), name: file.name } }));
    take(await Promise.all(read));
  } catch (reason) {
    complain(reason);
  }
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(new Error(t("file-unreadable", { name: file.name })));
    reader.readAsDataURL(file);
  });
}

export async function pickFiles(): Promise<void> {
  if (inWindow) {
    const { open } = await import("@tauri-apps/plugin-dialog");
    const chosen = await open({ multiple: true, filters: [{ name: t("bank-files"), extensions: KINDS }] });
    if (chosen !== null) takePaths(Array.isArray(chosen) ? chosen : [chosen]);
    return;
  }
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.accept = KINDS.map((kind) => `.${kind}`).join();
  input.onchange = () => void takeFiles([...(input.files ?? [])]);
  input.click();
}

/** A folder of this machine; only the window may choose one. */
export async function pickFolder(): Promise<string | null> {
  const { open } = await import("@tauri-apps/plugin-dialog");
  return open({ directory: true, multiple: false });
}

/** Several lines with a separator in them: a table somebody copied. */
export const tabular = (text: string): boolean => {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.length >= 2 && lines.filter((line) => /[\t;,|]/.test(line)).length >= 2;
};

/** Drops and pastes anywhere in the window. Returns how to stop. */
export function watchWindow(over: (yes: boolean) => void): () => void {
  const stops: (() => void)[] = [];
  const on = <K extends keyof WindowEventMap>(name: K, run: (event: WindowEventMap[K]) => void) => {
    addEventListener(name, run);
    stops.push(() => removeEventListener(name, run));
  };
  on("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (typing(event.target)) return;
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 && !tabular(text)) return;
    event.preventDefault();
    if (files.length > 0) void takeFiles(files);
    else takeText(text);
  });
  if (inWindow) void watchWebview(over, stops);
  else {
    const holds = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    on("dragenter", (event) => holds(event) && over(true));
    on("dragover", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      over(true);
    });
    on("dragleave", (event) => event.relatedTarget === null && over(false));
    on("drop", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      over(false);
      void takeFiles([...(event.dataTransfer?.files ?? [])]);
    });
  }
  return () => {
    stops.forEach((stop) => stop());
    list = []; // the file was locked or left
  };
}

async function watchWebview(over: (yes: boolean) => void, stops: (() => void)[]): Promise<void> {
  const { getCurrentWebview } = await import("@tauri-apps/api/webview");
  const stop = await getCurrentWebview().onDragDropEvent(({ payload }) => {
    over(payload.type === "enter" || payload.type === "over");
    if (payload.type === "drop") takePaths(payload.paths);
  });
  stops.push(stop);
  // Files named on the command line, here or by a second start, come once we say we listen.
  const { emit, listen } = await import("@tauri-apps/api/event");
  stops.push(await listen<{ files: string[] }>("open-files", (e) => takePaths(e.payload.files)));
  await emit("listening", true);
  stops.push(() => void emit("listening", false));
}
