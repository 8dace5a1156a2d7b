// How Today is arranged: kept in the file, so that it follows the person. Each change is kept at once; one after another.
import { act, complain } from "../../app/act.svelte";
import { call } from "../../api/call";
import { session } from "../../app/session.svelte";
import { CARDS, type Card } from "./cards";
import { moved, ordered } from "./order";

type Kept = { order: string[]; hidden: string[] };
let waiting: Promise<unknown> = Promise.resolve();

export class Layout {
  /** What was just chosen, until the file has it. */
  #chosen = $state.raw<Kept | null>(null);
  readonly #kept = $derived(this.#chosen ?? session.household?.today_layout ?? { order: [], hidden: [] });
  readonly all: Card[] = $derived(ordered(CARDS, this.#kept.order));
  readonly shown: Card[] = $derived(this.all.filter(({ id }) => !this.#kept.hidden.includes(id)));

  isHidden = (id: string): boolean => this.#kept.hidden.includes(id);
  move = (id: string, to: number): void => this.#keep({ ...this.#kept, order: moved(this.all.map((card) => card.id), id, to) });
  show = (id: string, on: boolean): void => {
    const others = this.#kept.hidden.filter((each) => each !== id);
    this.#keep({ order: this.all.map((card) => card.id), hidden: on ? others : [...others, id] });
  };
  reset = (): void => this.#keep({ order: [], hidden: [] });

  #keep(layout: Kept): void {
    this.#chosen = layout;
    waiting = waiting.then(async () => {
      try {
        const { version } = await call("ledger.get_household", {});
        await act("ledger.update_household", { version, today_layout: layout }, { quiet: true });
        await session.readHousehold();
      } catch (reason) {
        complain(reason);
      }
      if (this.#chosen === layout) this.#chosen = null;
    });
  }
}
