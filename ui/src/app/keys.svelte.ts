// The keys that work anywhere. A text field keeps its own: letters, and undo of typing.
import { tinykeys } from "tinykeys";
import { call } from "../api/call";
import { complain, redo, undo } from "./act.svelte";
import { go, refine, ROOMS, route } from "./route.svelte";
import { session } from "./session.svelte";

let palette = $state(false);
let help = $state(false);

export const overlays = {
  get palette() {
    return palette;
  },
  set palette(value: boolean) {
    palette = value;
  },
  get help() {
    return help;
  },
  set help(value: boolean) {
    help = value;
  },
};

export const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
export const MOD = MAC ? "⌘" : "Ctrl+";

/** Every key for the list behind `?`: what to press and the message that says what it does. */
export const KEYS: readonly [keys: string, message: string][] = [
  [`${MOD}K`, "key-palette"],
  [`${MOD}1 – ${MOD}4`, "key-rooms"],
  [`${MOD}N`, "command-new-transaction"],
  ["/", "key-search"],
  [`${MOD}Z`, "undo"],
  [MAC ? "⇧⌘Z" : "Ctrl+Shift+Z", "redo"],
  [`${MOD}L`, "command-lock"],
  [`${MOD}V`, "key-paste"],
  ["?", "key-help"],
  ["↑ ↓ ← →", "key-move"],
  ["Enter", "key-edit"],
  ["Tab", "key-next"],
  ["Esc", "key-cancel"],
  [`${MOD}Enter`, "key-save"],
  ["n", "key-new-row"],
  ["c", "key-category"],
  ["Space, Shift+↑ ↓", "key-select"],
  ["Delete", "key-delete"],
];

export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return target.matches("input:not([type=checkbox], [type=radio], [type=file])");
}

export const newTransaction = () => {
  if (route.room === "ledger" && route.view === "") refine({ new: String(Date.now()) });
  else go("ledger", "", { new: String(Date.now()) });
};

export const lock = () => call("file.lock", {}).then(session.set, complain);

export function search(): void {
  const here = document.querySelector<HTMLInputElement>("main input[type=search]");
  if (here) {
    here.focus();
    here.select();
  } else go("ledger", "", { search: "1" });
}

export function startKeys(): () => void {
  const always = (run: () => void) => (event: KeyboardEvent) => {
    event.preventDefault();
    run();
  };
  const modal = () => document.querySelector("dialog[open]") !== null;
  const outside = (run: () => void) => (event: KeyboardEvent) => {
    if (typing(event.target) || modal()) return;
    event.preventDefault();
    run();
  };
  const anywhere = (run: () => void) => (event: KeyboardEvent) => {
    if (modal()) return;
    event.preventDefault();
    run();
  };
  return tinykeys(window, {
    "$mod+k": always(() => (palette = !palette)),
    ...Object.fromEntries(ROOMS.map((room, index) => [`$mod+Digit${index + 1}`, anywhere(() => go(room))])),
    "$mod+n": anywhere(newTransaction),
    "$mod+l": anywhere(() => void lock()),
    "$mod+z": outside(() => void undo()),
    "$mod+Shift+z": outside(() => void redo()),
    "$mod+y": outside(() => void redo()),
    "/": outside(search),
    "Shift+?": outside(() => (help = true)),
    "?": outside(() => (help = true)),
  });
}
