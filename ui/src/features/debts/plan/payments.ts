// The payments of a plan by day: those of this month as they stand, those to come as planned, and what a debt that is gone frees.
import type { DebtPage, DebtPlan, DuePayment, PaymentState, SimulateDebts } from "../../../api/ops.gen";
import { idOf } from "./draft";

export type Payment = { id: string; name: string; on: string; minor: number; paid_minor: number | null; state: PaymentState | "planned"; last: boolean };
export type Freed = { on: string; name: string; /** What was its fixed minimum. */ minimum_minor: number | null; to: string | null; kind: "goes" | "stays" | "done" };

/** The payments of a debt's months that are over. */
export const pastOf = ({ shown: { debt }, months }: DebtPage): DuePayment[] =>
  months.flatMap(({ on, state, planned_minor, minimum_minor, came_minor }) =>
    state === null || state === "due" || planned_minor === 0 ? [] : [{ debt_id: debt.id, name: debt.name, currency: debt.currency, on, planned_minor, minimum_minor, paid_minor: came_minor, state }],
  );

/** By day, then as they came. */
export function paymentsOf(due: readonly DuePayment[], plan: DebtPlan | null, start: string): Map<string, Payment[]> {
  const days = new Map<string, Payment[]>();
  const put = (payment: Payment) => days.set(payment.on, [...(days.get(payment.on) ?? []), payment]);
  for (const one of due) {
    put({ id: one.debt_id, name: one.name, on: one.on, minor: one.planned_minor, paid_minor: one.paid_minor, state: one.state, last: false });
  }
  const ends = new Map(plan?.payoffs.map((payoff) => [idOf(payoff), payoff.on]));
  for (const row of plan?.schedule ?? []) {
    const known = due.some((one) => one.debt_id === row.id && one.on === row.on);
    if (row.payment_minor === 0 || row.on < start || known) continue;
    put({ id: idOf(row), name: row.debt, on: row.on, minor: row.payment_minor, paid_minor: null, state: "planned", last: ends.get(idOf(row)) === row.on });
  }
  return days;
}

export const sumOf = (payments: readonly Payment[]): number => payments.reduce((sum, one) => sum + one.minor, 0);

/** What becomes of the minimum of each debt that the plan pays off, by day. */
export function freedOf(plan: DebtPlan, input: SimulateDebts): Freed[] {
  const paid = new Map<string, number>();
  for (const row of plan.schedule) paid.set(`${row.month} ${idOf(row)}`, row.payment_minor);
  const ends = new Map(plan.payoffs.map((payoff) => [idOf(payoff), payoff.month]));
  const frozen = input.strategy === "minimums_only";
  return plan.payoffs
    .filter((payoff) => payoff.month > 0)
    .map((payoff) => {
      const debt = input.debts.find((one) => idOf(one) === idOf(payoff));
      const rule = debt?.minimum;
      const minimum_minor = debt?.minimum_minor ?? (rule?.rule === "fixed" ? rule.amount_minor : null);
      const freed = { on: payoff.on, name: payoff.name, minimum_minor: minimum_minor === 0 ? null : minimum_minor };
      const after = payoff.month + 1;
      const open = input.debts.filter((one) => (ends.get(idOf(one)) ?? 0) >= after);
      if (open.length === 0) return { ...freed, to: null, kind: "done" as const };
      if (frozen || (!input.rollover && (input.budgets ?? []).length === 0)) return { ...freed, to: null, kind: "stays" as const };
      const more = (one: { id?: string | null; name: string }) => (paid.get(`${after} ${idOf(one)}`) ?? 0) - (paid.get(`${payoff.month - 1} ${idOf(one)}`) ?? paid.get(`${payoff.month} ${idOf(one)}`) ?? 0);
      const [target] = open.toSorted((one, other) => more(other) - more(one));
      return { ...freed, to: target?.name ?? null, kind: "goes" as const };
    });
}
