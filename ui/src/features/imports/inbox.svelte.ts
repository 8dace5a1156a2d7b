// What waits for a person, read once for the shell, Today and its own view, and settled one by one.
import { getContext, setContext } from "svelte";
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import { call, type Input, type OpName } from "../../api/call";
import type { BatchDetail, Inbox as Found, Overdue, Proposal, ProposalKind, Uncategorised } from "../../api/ops.gen";
import { act, complain } from "../../app/act.svelte";
import { changed, live, reading } from "../../app/live.svelte";

export type Thing =
  | { kind: ProposalKind; key: string; proposal: Proposal }
  | { kind: "unread"; key: string; detail: BatchDetail }
  | { kind: "late"; key: string; late: Overdue }
  | { kind: "uncategorised"; key: string; row: Uncategorised };
export type Kind = Thing["kind"];
/** As they stand on the screen; the one that can be long comes last. */
export const KINDS: readonly Kind[] = ["same", "transfer", "corrected", "unread", "late", "uncategorised"];

/** Of each kind; others come up as these are settled. */
const LIMIT = 50;
const NOTHING: Found = { batches: [], overdue: [], proposals: [], proposals_in_all: 0, uncategorised: [], uncategorised_in_all: 0 };

/** In the order of the screen. What a proposal is about is decided there first, not also by its category. */
function things(found: Found): Thing[] {
  const paired = new Set(found.proposals.flatMap(({ transaction, other }) => [transaction.id, other?.id]));
  const all: Thing[] = [
    ...found.proposals.map((proposal) => ({ kind: proposal.kind, key: proposal.id, proposal })),
    ...found.batches.map((detail) => ({ kind: "unread" as const, key: detail.batch.id, detail })),
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
  /** More of them than are listed. */
  readonly more = $derived.by(() => {
    const { proposals, proposals_in_all, uncategorised, uncategorised_in_all } = this.#read.value.found;
    return {
      proposals: proposals_in_all - proposals.length,
      // The count also holds what was typed by hand, so it says something only of a list that was cut.
      uncategorised: uncategorised.length < LIMIT ? 0 : uncategorised_in_all - uncategorised.length,
    };
  });
  readonly count = $derived(this.things.length + this.more.proposals + this.more.uncategorised);
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
    return this.of(kind).length + (kind === "uncategorised" ? this.more.uncategorised : 0);
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
