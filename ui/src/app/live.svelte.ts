// Screens read again when something changed, whoever changed it; long calls report how far they are.
import { untrack } from "svelte";
import { OpError } from "../api/call";
import { listen, type Progress } from "../api/events";
import { session } from "./session.svelte";

let version = $state(0);
let progress = $state.raw<Record<string, Progress>>({});
let waiting: ReturnType<typeof setTimeout> | null = null;

export function changed(): void {
  if (waiting !== null) return;
  waiting = setTimeout(() => {
    waiting = null;
    version += 1;
  }, 60);
}

export const live = {
  get version() {
    return version;
  },
  progress: (call: string): Progress | null => progress[call] ?? null,
  forget(call: string) {
    progress = Object.fromEntries(Object.entries(progress).filter(([key]) => key !== call));
  },
};

export function startLive(): void {
  void listen({
    changed,
    progress: (event) => (progress = { ...progress, [event.call]: event }),
  }).catch(() => undefined);
}

/** Reads now, and again whenever `inputs` or the file change. An answer that was overtaken is dropped. */
export function reading<I, T>(inputs: () => I, read: (inputs: I) => Promise<T>, first: T) {
  let value = $state.raw(first);
  let error = $state.raw<Error | null>(null);
  let ready = $state(false);
  let turn = 0;
  $effect(() => {
    void version;
    const now = inputs();
    const mine = ++turn;
    untrack(() => {
      read(now).then(
        (answer) => {
          if (mine !== turn) return;
          value = answer;
          error = null;
          ready = true;
        },
        (reason: unknown) => {
          if (mine !== turn) return;
          // Locked meanwhile, by its clock or by another window: its own screen says so.
          if (reason instanceof OpError && reason.code === "locked") void session.refresh();
          error = reason instanceof Error ? reason : new Error(String(reason));
          ready = true;
        },
      );
    });
  });
  return {
    get value() {
      return value;
    },
    get error() {
      return error;
    },
    get ready() {
      return ready;
    },
  };
}
