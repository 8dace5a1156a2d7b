// What waits for a person, read once for the shell, Today and its own view, and settled one by one or all that are sure.
import { getContext, setContext } from "svelte";
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import { call, newCall, OpError, type Input, type OpName } from "../../api/call";
import type { BatchDetail, Inbox as Found, Overdue, Proposal, ProposalKind, Uncategorised } from "../../api/ops.gen";
import { act, complain } from "../../app/act.svelte";
import { changed, live, reading } from "../../app/live.svelte";

export type Thing =
  | { kind: ProposalKind; key: string; proposal: Proposal }
  | { kind: "unread" | "guessed"; key: string; detail: BatchDetail }
  | { kind: "late"; key: string; late: Overdue }
  | { kind: "uncategorised"; key: string; row: Uncategorised };
export type Kind = Thing["kind"];
/** As they stand on the screen; the one that can be long comes last. */
export const KINDS: readonly Kind[] = ["same", "transfer", "corrected", "vanished", "lonely", "unread", "guessed", "late", "uncategorised"];
/** What can be accepted at once: from which score on, and how many. */
export type Bulk = { least_score: number; count: number };

/** Of each kind; others come up as these are settled. */
const LIMIT = 50;
const NOTHING: Found = { batches: [], certain_score: 0, kinds: [], overdue: [], proposals: [], proposals_in_all: 0, uncategorised: [], uncategorised_in_all: 0 };

/** In the order of the screen. What a proposal is about is decided there first, not also by its category. */
function things(found: Found): Thing[] {
  const paired = new Set(found.proposals.flatMap(({ transaction, other }) => [transaction.id, other?.id]));
  const all: Thing[] = [
    ...found.proposals.map((proposal) => ({ kind: proposal.kind, key: proposal.id, proposal })),
    ...found.batches.map((detail) => ({ kind: detail.rejected.length > 0 ? ("unread" as const) : ("guessed" as const), key: detail.batch.id, detail })),
    ...found.overdue.map((late) => ({ kind: "late" as const, key: late.account_id, late })),
    ...found.uncategorised
      .filter(({ transaction }) => !paired.has(transaction.id))
      .map((row) => ({ kind: "uncategorised" as const, key: row.transaction.id, row })),
  ];
  return KINDS.flatMap((kind) => all.filter((thing) => thing.kind === kind));
}

export class Inbox {
  #read = reading(
    () => null,
    async () => {
      const asked = live.version;
      return { asked, found: await call("imports.list_inbox", { limit: LIMIT }) };
    },
    { asked: 0, found: NOTHING },
  );
  /** What is being settled leaves at once; it counts as gone until something read later says otherwise. */
  #gone = new SvelteMap<string, number>();
  #settled = new SvelteSet<string>();
  #chosen = $state<string | null>(null);
  #place = 0;

  readonly #all = $derived(things(this.#read.value.found));
  readonly things = $derived(this.#all.filter(({ key }) => !this.#isGone(key)));
  readonly count = $derived.by(() => KINDS.reduce((sum, kind) => sum + this.countOf(kind), 0));
  /** What runs for many at once, by the name of its call. */
  running = $state.raw<{ kind: Kind; call: string } | null>(null);
  /** Which of the things the keys act on. */
  readonly at = $derived.by(() => {
    const found = this.things.findIndex(({ key }) => key === this.#chosen);
    return found >= 0 ? found : Math.max(0, Math.min(this.#place, this.things.length - 1));
  });

  get ready() {
    return this.#read.ready;
  }
  get error() {
    return this.#read.error;
  }

  constructor() {
    $effect(() => {
      for (const key of this.#gone.keys()) if (!this.#isGone(key)) this.#gone.delete(key);
      // What was undone is back, and in hand again.
      const back = this.things.find(({ key }) => this.#settled.has(key));
      if (!back) return;
      this.#settled.delete(back.key);
      this.#chosen = back.key;
    });
  }

  of(kind: Kind): Thing[] {
    return this.things.filter((thing) => thing.kind === kind);
  }

  countOf(kind: Kind): number {
    const { kinds, uncategorised, uncategorised_in_all } = this.#read.value.found;
    const counted = kinds.find((each) => each.kind === kind);
    if (counted) return counted.open - this.#goneOf(kind, 0);
    // The count also holds what was typed by hand, so it says something only of a list that was cut.
    const more = kind === "uncategorised" && uncategorised.length >= LIMIT ? uncategorised_in_all - uncategorised.length : 0;
    return this.of(kind).length + more;
  }

  /** Null where each must be looked at, or is the only one. */
  bulkOf(kind: Kind): Bulk | null {
    const { kinds, certain_score } = this.#read.value.found;
    const counted = kinds.find((each) => each.kind === kind);
    if (!counted) return null;
    const least_score = kind === "lonely" ? 0 : certain_score;
    const count = (kind === "lonely" ? counted.open : counted.certain) - this.#goneOf(kind, least_score);
    return count > 1 ? { least_score, count } : null;
  }

  #goneOf(kind: Kind, least_score: number): number {
    const gone = this.#all.filter((thing) => thing.kind === kind && this.#isGone(thing.key));
    return gone.filter((thing) => "proposal" in thing && thing.proposal.score >= least_score).length;
  }

  choose(index: number): void {
    this.#place = Math.max(0, Math.min(index, this.things.length - 1));
    this.#chosen = this.things[this.#place]?.key ?? null;
  }

  /** True: one and the same, two sides of a transfer, or the bank is right. */
  settle(thing: Thing & { proposal: Proposal }, accept: boolean): Promise<void> {
    const { id, version } = thing.proposal;
    return this.#take(thing, "imports.settle_proposal", { id, version, accept });
  }

  categorise(thing: Thing & { row: Uncategorised }, category_id: string): Promise<void> {
    return this.#take(thing, "ledger.categorise_transactions", { ids: [thing.row.transaction.id], category_id });
  }

  see(thing: Thing & { detail: BatchDetail }): Promise<void> {
    const { id, version } = thing.detail.batch;
    return this.#take(thing, "imports.settle_batch", { id, version });
  }

  dismiss(thing: Thing & { late: Overdue }): Promise<void> {
    const { account_id, last_day } = thing.late;
    return this.#take(thing, "imports.dismiss_overdue", { account_id, last_day });
  }

  /** All of a kind that are sure, listed here or not, in one step. */
  async settleAll(kind: ProposalKind, { least_score }: Bulk): Promise<void> {
    if (this.running) return;
    const id = newCall();
    this.running = { kind, call: id };
    const listed = this.things.filter((thing) => thing.kind === kind && "proposal" in thing && thing.proposal.score >= least_score);
    const keys = listed.map(({ key }) => key);
    const index = this.things.findIndex(({ key }) => key === keys[0]);
    for (const key of keys) this.#gone.set(key, Number.POSITIVE_INFINITY);
    this.#place = Math.max(0, index);
    this.#chosen = null;
    try {
      await act("imports.settle_proposals", { kind, least_score, accept: true }, { call: id });
      for (const key of keys) this.#gone.set(key, live.version);
      if (keys[0]) this.#settled.add(keys[0]);
    } catch (reason) {
      for (const key of keys) this.#gone.delete(key);
      this.#chosen = keys[0] ?? null;
      changed();
      if (!(reason instanceof OpError && reason.code === "cancelled")) complain(reason);
    } finally {
      this.running = null;
      live.forget(id);
    }
  }

  async #take<N extends OpName>(thing: Thing, name: N, input: Input<N>): Promise<void> {
    const index = this.things.findIndex(({ key }) => key === thing.key);
    const next = this.things[index + 1] ?? this.things[index - 1];
    this.#gone.set(thing.key, Number.POSITIVE_INFINITY);
    this.#place = Math.max(0, index);
    this.#chosen = next?.key ?? null;
    try {
      await act(name, input);
      this.#gone.set(thing.key, live.version);
      this.#settled.add(thing.key);
    } catch (reason) {
      this.#gone.delete(thing.key);
      this.#chosen = thing.key;
      changed(); // it may have been settled elsewhere
      complain(reason);
    }
  }

  #isGone(key: string): boolean {
    const settled = this.#gone.get(key);
    return settled !== undefined && this.#read.value.asked <= settled;
  }
}

const KEY = Symbol("inbox");
export const provideInbox = (): Inbox => setContext(KEY, new Inbox());
export const useInbox = (): Inbox => getContext(KEY);
