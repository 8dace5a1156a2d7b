// The keys that work anywhere. A text field keeps its own: letters, and undo of typing.
import { tinykeys } from "tinykeys";
import { call, inWindow } from "../api/call";
import { complain, redo, undo } from "./act.svelte";
import { go, refine, ROOMS, route } from "./route.svelte";
import { session } from "./session.svelte";

let palette = $state(false);
let help = $state(false);
let quick = $state(false);

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
  get quick() {
    return quick;
  },
  set quick(value: boolean) {
    quick = value;
  },
};

export const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
export const MOD = MAC ? "⌘" : "Ctrl+";
/** A browser keeps Ctrl and a digit, and Ctrl+N, for itself; there the other way is named. */
export const ROOM_KEYS: readonly string[] = ROOMS.map((_, index) => (inWindow ? `${MOD}${index + 1}` : `G ${index + 1}`));
export const REDO_KEY = MAC ? "⇧⌘Z" : "Ctrl+Shift+Z";
export const NEW_KEY = inWindow ? `${MOD}N` : "N";

/** Every key for the list behind `?`: what to press and the message that says what it does. */
export const KEYS: readonly [group: string, keys: readonly [keys: string, message: string][]][] = [
  [
    "keys-anywhere",
    [
      [`${MOD}K`, "key-palette"],
      [`${MOD}1 – ${MOD}${ROOMS.length}, G 1 – G ${ROOMS.length}`, "key-rooms"],
      [`${MOD}N, N`, "command-new-transaction"],
      ["Q", "quick-title"],
      ["/", "key-search"],
      [`${MOD}Z`, "undo"],
      [REDO_KEY, "redo"],
      [`${MOD}V`, "key-paste"],
      [`${MOD}L`, "command-lock"],
      ["?", "key-help"],
      ["Esc", "key-close"],
    ],
  ],
  [
    "keys-inbox",
    [
      ["↑ ↓, J K", "inbox-key-move"],
      ["Enter, A", "inbox-key-accept"],
      ["Shift+Enter, Shift+A", "inbox-key-certain"],
      ["R, Backspace", "inbox-key-refuse"],
      ["C", "inbox-key-category"],
      ["O", "inbox-key-open"],
    ],
  ],
  [
    "keys-register",
    [
      ["↑ ↓ ← →", "key-move"],
      ["Home, End, PgUp, PgDn", "key-far"],
      ["Enter", "key-edit"],
      ["C", "key-category"],
      ["Space, Shift+↑ ↓", "key-select"],
      [`${MOD}A`, "key-select-all"],
      ["Delete", "key-delete"],
    ],
  ],
  [
    "keys-rules",
    [
      ["↑ ↓", "rules-key-move"],
      ["Enter", "rules-key-edit"],
      ["P", "rules-key-pause"],
      ["Delete", "rules-key-remove"],
      ["N", "rules-key-new"],
    ],
  ],
  [
    "keys-habits",
    [
      ["↑ ↓ ← →", "habits-key-cell"],
      ["Space, Enter", "habits-key-tick"],
      ["S", "habits-key-skip"],
      ["X", "habits-key-missed"],
      ["Delete", "habits-key-clear"],
      ["M", "habits-key-more"],
      ["E", "habits-key-edit"],
      ["O", "habits-key-open"],
      ["Alt+↑ ↓", "habits-key-move"],
      ["PgUp, PgDn", "habits-key-page"],
      ["N", "habit-new"],
    ],
  ],
  [
    "keys-habit-page",
    [
      ["↑ ↓ ← →", "habit-key-mark"],
      ["PgUp, PgDn", "habit-key-month"],
      ["Space, Enter", "habit-key-act"],
      ["T", "habit-key-table"],
    ],
  ],
  [
    "keys-today",
    [
      ["↑ ↓, J K", "today-key-move"],
      ["Enter", "today-key-open"],
      ["Alt+↑ ↓", "today-key-arrange"],
    ],
  ],
  [
    "keys-bills",
    [
      ["Enter", "bill-key-open"],
      ["C", "bill-key-confirm"],
      ["D, Delete", "bill-key-dismiss"],
      ["N", "bill-new"],
    ],
  ],
  [
    "keys-debts",
    [
      ["↑ ↓", "key-move"],
      ["Enter", "debt-key-open"],
      ["P", "debt-key-pay"],
      ["E", "debt-key-edit"],
      ["S", "debt-key-statement"],
      ["N", "debt-new"],
    ],
  ],
  [
    "keys-row",
    [
      ["Tab", "key-next"],
      [`Enter, ${MOD}Enter`, "key-save"],
      ["Esc", "key-cancel"],
    ],
  ],
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

export const newRule = () => {
  if (route.room === "imports" && route.view === "rules") refine({ rule: "new", payee: null, category: null });
  else go("imports", "rules", { rule: "new" });
};

export const newHabit = () => {
  if (route.room === "habits" && route.view === "") refine({ habit: "new" });
  else go("habits", "", { habit: "new" });
};

export const newDebt = () => {
  if (route.room === "debts" && route.view === "") refine({ debt: "new" });
  else go("debts", "", { debt: "new" });
};

export const newRate = () => {
  if (route.room === "ledger" && route.view === "rates") refine({ pair: "new" });
  else go("ledger", "rates", { pair: "new" });
};

export const newBill = () => {
  if (route.room === "ledger" && route.view === "bills") refine({ bill: "new" });
  else go("ledger", "bills", { bill: "new" });
};

/** What is new in the list in sight. */
const newHere = () => {
  if (route.room === "imports" && route.view === "rules") newRule();
  else if (route.room === "ledger" && route.view === "rates") newRate();
  else if (route.room === "ledger" && route.view === "bills") newBill();
  else if (route.room === "habits") newHabit();
  else if (route.room === "debts") newDebt();
  else newTransaction();
};

export const lock = () => call("file.lock", {}).then(session.set, complain);

export function search(): void {
  const here = document.querySelector<HTMLInputElement>("main input[type=search]");
  if (here) {
    here.focus();
    here.select();
  } else go("ledger", "", { search: "1" });
}

/** From a title or a search into the rows, or the cards, below it. */
export function toRows(): boolean {
  const cards = [...document.querySelectorAll<HTMLElement>("main [data-card]")].filter((card) => card.checkVisibility());
  const rows = cards[0] ?? document.querySelector<HTMLElement>("main [role=grid]");
  rows?.focus({ preventScroll: true });
  return rows !== null;
}

export function startKeys(): () => void {
  const always = (run: () => void) => (event: KeyboardEvent) => {
    event.preventDefault();
    run();
  };
  const modal = () => document.querySelector("dialog[open]") !== null;
  /** From a room's title, where one stands on entering it. */
  const intoRows = (event: KeyboardEvent) => {
    if (modal() || !(event.target instanceof HTMLElement) || !event.target.matches("body, main, h1")) return;
    if (toRows()) event.preventDefault();
  };
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
    ...Object.fromEntries(ROOMS.map((room, index) => [`g ${index + 1}`, outside(() => go(room))])),
    "$mod+n": anywhere(newHere),
    n: outside(newHere),
    q: outside(() => (quick = true)),
    "$mod+l": anywhere(() => void lock()),
    "$mod+z": outside(() => void undo()),
    "$mod+Shift+z": outside(() => void redo()),
    "$mod+y": outside(() => void redo()),
    "/": outside(search),
    ArrowDown: intoRows,
    j: intoRows,
    "Shift+?": outside(() => (help = true)),
    "?": outside(() => (help = true)),
  });
}
