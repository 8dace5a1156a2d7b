// Doing something: call, name what was done, offer to undo it; on a conflict let the person choose.
import { call, OpError, type Input, type OpName, type Output } from "../api/call";
import { toasts } from "../kit/toasts.svelte";
import { session } from "./session.svelte";
import { changed } from "./live.svelte";
import { t, told } from "./words.svelte";

type Fields = Record<string, unknown>;
/** Null puts the choice off: the edit stays as it is. */
type Choice = "mine" | "theirs" | null;
export type Conflict = { op: OpName; mine: Fields; theirs: Fields; choose: (choice: Choice) => void };

let conflict = $state.raw<Conflict | null>(null);
export const conflicts = {
  get open() {
    return conflict;
  },
};

/** Runs an operation that writes. Errors that belong to a field are for the caller. */
export async function act<N extends OpName>(
  name: N,
  input: Input<N>,
  options: { call?: string; quiet?: boolean | (() => boolean) } = {},
): Promise<Output<N>> {
  let output: Output<N>;
  try {
    output = await call(name, input, { call: options.call });
  } catch (reason) {
    if (!(reason instanceof OpError) || reason.code !== "conflict") throw reason;
    const current = (reason.detail as { current?: Fields } | null)?.current;
    if (!current || !("version" in input)) throw reason;
    const choice = await choose(name, input as Fields, current);
    if (choice === null) throw reason;
    if (choice === "theirs") {
      changed();
      throw new Superseded();
    }
    return act(name, { ...input, version: current.version } as Input<N>, options);
  }
  changed();
  const quiet = typeof options.quiet === "function" ? options.quiet() : options.quiet;
  if (!quiet) void announce();
  return output;
}

/** The person kept the other version: nothing to report. */
export class Superseded extends Error {}

function choose(op: OpName, mine: Fields, theirs: Fields): Promise<Choice> {
  return new Promise((resolve) => {
    conflict = {
      op,
      mine,
      theirs,
      choose: (choice) => {
        conflict = null;
        resolve(choice);
      },
    };
  });
}

/** Names the last entry, in its own words or in these. */
export async function announce(words?: string): Promise<void> {
  const [entry] = await call("history.list", { limit: 1 }).catch(() => []);
  if (!entry || entry.undone) return;
  toasts.show(words ?? told(entry.label), { action: { name: t("undo"), run: () => void undo(entry.id) } });
}

export async function undo(id: string | null = null): Promise<void> {
  try {
    const entry = await call("history.undo", id === null ? {} : { id });
    changed();
    toasts.withdraw();
    toasts.show(t("undone", { label: told(entry.label) }), {
      action: id === null ? { name: t("redo"), run: () => void redo() } : null,
    });
  } catch (reason) {
    complain(reason);
  }
}

export async function redo(): Promise<void> {
  try {
    const entry = await call("history.redo", {});
    changed();
    toasts.withdraw();
    toasts.show(t("redone", { label: told(entry.label) }), {
      action: { name: t("undo"), run: () => void undo() },
    });
  } catch (reason) {
    complain(reason);
  }
}

/** Says in words what went wrong; a locked file leads to its own screen. */
export function complain(reason: unknown): void {
  if (reason instanceof Superseded) return;
  if (reason instanceof OpError && reason.code === "locked") void session.refresh();
  toasts.show(reason instanceof Error ? reason.message : String(reason), { wrong: true });
}

/** `act` whose failure is only told. True when it worked. */
export async function attempt<N extends OpName>(name: N, input: Input<N>): Promise<boolean> {
  try {
    await act(name, input);
    return true;
  } catch (reason) {
    complain(reason);
    return false;
  }
}
