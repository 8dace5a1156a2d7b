// The rows read so far, page by page behind the last key; read again in place when the file changes.
import { untrack } from "svelte";
import { call } from "../../api/call";
import type { CurrencyTotal, RegisterRow } from "../../api/ops.gen";
import { live } from "../../app/live.svelte";
import { filter, sorting } from "./filter.svelte";

const PAGE = 200;

export class Register {
  rows = $state.raw<RegisterRow[]>([]);
  totals = $state.raw<CurrencyTotal[]>([]);
  next = $state<string | null>(null);
  ready = $state(false);
  busy = $state(false);
  error = $state<string | null>(null);
  #turn = 0;
  #asked = "";

  readonly count = $derived(this.totals.reduce((sum, total) => sum + total.transactions, 0));

  constructor() {
    $effect(() => {
      void live.version;
      const query = { ...filter(), ...sorting() };
      const same = JSON.stringify(query) === this.#asked;
      this.#asked = JSON.stringify(query);
      untrack(() => void this.#read(same ? this.rows.length : 0));
    });
  }

  /** Reads the first page, and as many more as were on the screen before. */
  async #read(atLeast: number): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    try {
      const totals = call("ledger.summarise_transactions", filter());
      totals.catch(() => undefined); // the rows may be refused first; then nobody waits for the sums
      let page = await this.#page(null);
      let rows = page.rows;
      while (page.next !== null && rows.length < atLeast && turn === this.#turn) {
        page = await this.#page(page.next);
        rows = rows.concat(page.rows);
      }
      const sums = await totals;
      if (turn !== this.#turn) return;
      this.rows = rows;
      this.next = page.next;
      this.totals = sums;
      this.error = null;
    } catch (reason) {
      if (turn === this.#turn) this.error = reason instanceof Error ? reason.message : String(reason);
    } finally {
      if (turn === this.#turn) {
        this.busy = false;
        this.ready = true;
      }
    }
  }

  async more(): Promise<void> {
    if (this.busy || this.next === null) return;
    const turn = this.#turn;
    this.busy = true;
    try {
      const page = await this.#page(this.next);
      if (turn !== this.#turn) return;
      this.rows = this.rows.concat(page.rows);
      this.next = page.next;
    } catch (reason) {
      this.error = reason instanceof Error ? reason.message : String(reason);
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  #page(after: string | null) {
    const key = after === null ? {} : { after };
    return call("ledger.list_transactions", { ...filter(), ...sorting(), ...key, limit: PAGE });
  }
}
