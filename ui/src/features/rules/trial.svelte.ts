// A rule tried on all that is there while it is written: the newest answer wins, an older question is called off.
import { untrack } from "svelte";
import { call, newCall, OpError } from "../../api/call";
import type { Rule, RulePreview } from "../../api/ops.gen";
import { live } from "../../app/live.svelte";

const PAUSE = 300;
const SHOWN = 8;

export class Trial {
  result = $state.raw<RulePreview | null>(null);
  /** Why it cannot be tried, in the core's words. */
  refused = $state<string | null>(null);
  cancelled = $state(false);
  /** The name of the call that tries it now. */
  running = $state<string | null>(null);
  #asked: Rule | null = null;
  #first = true;

  constructor(rule: () => Rule | null) {
    const asked = $derived(JSON.stringify(rule()));
    $effect(() => {
      void live.version;
      this.#asked = JSON.parse(asked) as Rule | null;
      const wait = setTimeout(() => void this.again(), this.#first ? 0 : PAUSE);
      this.#first = false;
      return () => {
        clearTimeout(wait);
        untrack(() => this.#stop());
      };
    });
  }

  async again(): Promise<void> {
    this.#stop();
    this.cancelled = false;
    if (this.#asked === null) {
      this.result = null;
      this.refused = null;
      return;
    }
    const id = newCall();
    this.running = id;
    try {
      const result = await call("imports.preview_rule", { rule: this.#asked, limit: SHOWN }, { call: id });
      if (id !== this.running) return;
      this.result = result;
      this.refused = null;
    } catch (reason) {
      if (id !== this.running) return;
      this.result = null;
      this.cancelled = reason instanceof OpError && reason.code === "cancelled";
      this.refused = this.cancelled ? null : reason instanceof Error ? reason.message : String(reason);
    } finally {
      if (id === this.running) this.running = null;
      live.forget(id);
    }
  }

  #stop(): void {
    if (this.running) void call("file.cancel_call", { call: this.running }).catch(() => undefined);
    this.running = null;
  }
}
