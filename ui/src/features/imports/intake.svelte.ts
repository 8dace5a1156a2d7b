// One file on its way in: how it was understood, what was answered, and how far its import is. It outlives the room.
import { call, newCall, OpError } from "../../api/call";
import type { BatchResult, Layout, Note, Preview, Source } from "../../api/ops.gen";
import { act } from "../../app/act.svelte";
import { live } from "../../app/live.svelte";
import { route } from "../../app/route.svelte";

export class Intake {
  preview = $state.raw<Preview | null>(null);
  layout = $state.raw<Layout | null>(null);
  /** What the file does not settle. Read with a given layout it asks nothing, so the first questions are kept. */
  questions = $state.raw<Note[]>([]);
  /** The account chosen, or the name of a new one; neither is what the file suggests. */
  account = $state<string | null>(null);
  accountName = $state<string | null>(null);
  error = $state<string | null>(null);
  results = $state.raw<BatchResult[] | null>(null);
  /** The name of the running call, for its progress and for Cancel. */
  running = $state<string | null>(null);
  cancelled = $state(false);
  reading = $state(false);
  #turn = 0;

  constructor(
    readonly key: number,
    readonly name: string,
    readonly source: Source,
  ) {
    void this.read();
  }

  async read(): Promise<void> {
    const turn = ++this.#turn;
    this.reading = true;
    this.cancelled = false;
    try {
      const preview = await call("imports.preview", {
        ...this.source,
        ...(this.layout ? { layout: this.layout } : {}),
        ...(this.account ? { account_id: this.account } : {}),
        limit: 30,
      });
      if (turn !== this.#turn) return;
      if (this.preview === null) this.questions = preview.questions;
      this.preview = preview;
      this.error = null;
    } catch (reason) {
      if (turn === this.#turn) this.error = reason instanceof Error ? reason.message : String(reason);
    } finally {
      if (turn === this.#turn) this.reading = false;
    }
  }

  answer(question: Note, layout: Layout): void {
    this.questions = this.questions.filter((each) => each !== question);
    this.relayout(layout);
  }

  relayout(layout: Layout): void {
    this.layout = layout;
    void this.read();
  }

  async add(): Promise<void> {
    const id = newCall();
    this.running = id;
    this.error = null;
    this.cancelled = false;
    const source = this.source.file ? { files: [this.source.file] } : { sources: [this.source] };
    const target = this.account ? { account_id: this.account } : this.accountName ? { account: this.accountName } : {};
    try {
      const input = { ...source, ...target, ...(this.layout ? { layout: this.layout } : {}) };
      // In its own room the result itself says what was done and takes it back.
      this.results = await act("imports.add", input, { call: id, quiet: () => route.room === "imports" });
    } catch (reason) {
      this.cancelled = reason instanceof OpError && reason.code === "cancelled";
      if (!this.cancelled) this.error = reason instanceof Error ? reason.message : String(reason);
    } finally {
      this.running = null;
      live.forget(id);
    }
  }
}
