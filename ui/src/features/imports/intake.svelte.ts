// One file on its way in: how it was understood, what was answered, and how far its import is. It outlives the room.
import { call, newCall, OpError } from "../../api/call";
import type { BatchResult, Layout, Note, Preview, PreviewImport, Source } from "../../api/ops.gen";
import { act } from "../../app/act.svelte";
import { live } from "../../app/live.svelte";
import { route } from "../../app/route.svelte";

/** What a file without columns does not say. */
type Hints = Pick<PreviewImport, "currency" | "day_order">;
type Answers = { layout: Layout | null; hints: Hints; account: string | null; accountName: string | null; questions: Note[] };

export class Intake {
  preview = $state.raw<Preview | null>(null);
  layout = $state.raw<Layout | null>(null);
  hints = $state.raw<Hints>({});
  /** What the file does not settle. Read with a given layout it asks nothing, so the first questions are kept;
   *  a file without a layout asks anew each time. */
  questions = $state.raw<Note[]>([]);
  /** The currency of the account chosen, where the file names none. */
  assumed = $state<string | null>(null);
  #asked = false;
  /** The account chosen, or the name of a new one; neither is what the file suggests. */
  account = $state<string | null>(null);
  accountName = $state<string | null>(null);
  error = $state<string | null>(null);
  results = $state.raw<BatchResult[] | null>(null);
  /** The name of the running call, for its progress and for Cancel. */
  running = $state<string | null>(null);
  cancelled = $state(false);
  /** The name of the call that reads the file now. */
  reading = $state<string | null>(null);
  /** How often a cancelled reading went back to the one before: fields show again what stands. */
  returns = $state(0);
  /** What led to the preview on the screen; a reading that is cancelled goes back to it. */
  #stood: Answers = { layout: null, hints: {}, account: null, accountName: null, questions: [] };

  constructor(
    readonly key: number,
    readonly name: string,
    readonly source: Source,
  ) {
    void this.read();
  }

  async read(): Promise<void> {
    this.stop();
    const id = newCall();
    this.reading = id;
    this.cancelled = false;
    const { layout, hints, account } = this;
    try {
      const asked = { ...this.source, ...hints, ...(layout ? { layout } : {}), ...(account ? { account_id: account } : {}), limit: 30 };
      const preview = await call("imports.preview", asked, { call: id });
      if (id !== this.reading) return;
      if (this.preview === null || preview.layout === null) this.questions = preview.questions;
      this.#assume(preview);
      this.preview = preview;
      this.error = null;
      this.#stood = { layout, hints, account, accountName: this.accountName, questions: this.questions };
    } catch (reason) {
      if (id !== this.reading) return;
      this.cancelled = reason instanceof OpError && reason.code === "cancelled";
      if (this.cancelled) {
        Object.assign(this, this.#stood);
        this.returns += 1;
      } else this.error = reason instanceof Error ? reason.message : String(reason);
    } finally {
      if (id === this.reading) this.reading = null;
      live.forget(id);
    }
  }

  /** A reading that is no longer waited for. */
  stop(): void {
    if (this.reading) void call("file.cancel_call", { call: this.reading }).catch(() => undefined);
    this.reading = null;
  }

  #assume(preview: Preview): void {
    const asks = preview.questions.some(({ code }) => code === "currency");
    this.#asked ||= asks && preview.layout === null;
    this.assumed = this.#asked && !asks && !this.hints.currency ? (preview.sums[0]?.currency ?? null) : null;
  }

  answer(question: Note, layout: Layout): void {
    this.questions = this.questions.filter((each) => each !== question);
    this.relayout(layout);
  }

  hint(hints: Hints): void {
    this.hints = { ...this.hints, ...hints };
    void this.read();
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
      const input = { ...source, ...target, ...this.hints, ...(this.layout ? { layout: this.layout } : {}) };
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
