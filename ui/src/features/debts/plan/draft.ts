// What is thought about before it is agreed to: the choice that is kept, and what was changed on the screen since.
import type { PayoffChoice, PayoffNow, PlanDebt, SimulateDebts, UpdatePayoff } from "../../../api/ops.gen";
import { exponent } from "../../../kit/money";

export type Fields = Pick<PayoffChoice, "strategy" | "extra_minor" | "rollover" | "smallest_first" | "custom_order" | "lump_sums" | "budgets">;
export type Edits = Partial<Fields>;

export const idOf = (debt: { id?: string | null; name?: string; debt?: string }): string => debt.id ?? debt.name ?? debt.debt ?? "";
export const openDebts = (input: SimulateDebts): PlanDebt[] => input.debts.filter((debt) => debt.balance_minor > 0);

export const fieldsOf = (now: PayoffNow, edits: Edits): Fields => {
  const { strategy, extra_minor, rollover, smallest_first, custom_order, lump_sums, budgets } = now.choice;
  return { strategy, extra_minor, rollover, smallest_first, custom_order, lump_sums, budgets, ...edits };
};

/** Whether the edits say anything that the kept choice does not. */
export const isChanged = (now: PayoffNow, edits: Edits): boolean =>
  (Object.keys(edits) as (keyof Fields)[]).some((key) => JSON.stringify(edits[key]) !== JSON.stringify(now.choice[key]));

/** The order by hand; what it does not name follows, the highest rate first, as the core has it. */
export function orderOf(now: PayoffNow, { custom_order }: Fields): string[] {
  const debts = openDebts(now.input).toSorted((one, other) => Number(other.apr) - Number(one.apr) || one.balance_minor - other.balance_minor || one.name.localeCompare(other.name));
  const open = debts.map(idOf);
  return [...new Set([...custom_order, ...open])].filter((id) => open.includes(id));
}

/** The plan to compute: as things stand, with what was changed. Days that are over play no part. */
export const inputOf = (now: PayoffNow, fields: Fields): SimulateDebts => ({
  ...now.input,
  strategy: fields.strategy,
  extra_minor: fields.extra_minor,
  rollover: fields.rollover,
  smallest_first: fields.smallest_first,
  order: orderOf(now, fields),
  lump_sums: fields.lump_sums.filter((sum) => sum.on >= now.input.start),
  budgets: fields.budgets,
});

export const updateOf = (now: PayoffNow, edits: Edits): UpdatePayoff => ({
  currency: now.currency,
  version: now.choice.version,
  ...edits,
  // The order that was shown is what is agreed to.
  ...(fieldsOf(now, edits).strategy === "custom" ? { custom_order: orderOf(now, fieldsOf(now, edits)) } : {}),
  agree: true,
});

/** 1, 2 or 5 and noughts: the least of them that is not less. */
export function niceAbove(count: number): number {
  for (let base = 1; base < Number.MAX_SAFE_INTEGER / 10; base *= 10) {
    for (const step of [1, 2, 5]) if (base * step >= count) return base * step;
  }
  return count;
}

/** What the slider goes through, in steps like 10 or 50: up to what pays all off in half a year or so, but not beyond what is four times the minimums. */
export function rangeOf(now: PayoffNow, extra_minor: number): { max: number; step: number } {
  const unit = 10 ** exponent(now.currency);
  const least = now.plan?.committed_minor ?? 0;
  const half_year = Math.ceil(now.owed_minor / 6) - least;
  const most = Math.max(100 * unit, least > 0 ? Math.min(half_year, 4 * least) : half_year, extra_minor);
  const step = Math.max(10 * unit, niceAbove(Math.ceil(most / 100)));
  return { max: Math.ceil(most / step) * step, step };
}

/** A list with one thing moved to another place. */
export function movedTo(list: readonly string[], id: string, to: number): string[] {
  const rest = list.filter((each) => each !== id);
  rest.splice(Math.min(Math.max(0, to), rest.length), 0, id);
  return rest;
}
