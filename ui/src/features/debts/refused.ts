// Why a plan cannot work, in the person's language, and where to change it.
import { call, OpError } from "../../api/call";
import type { PayoffNow } from "../../api/ops.gen";
import { href } from "../../app/route.svelte";
import { t, words } from "../../app/words.svelte";
import { formatMonthLong } from "../../kit/day";
import { formatAmount } from "../../kit/money";

/** What the core tells besides the words. */
type Detail =
  | { reason: "grows"; debt: string; currency: string; on: string; minimum_minor: number; payment_minor: number; interest_minor: number; needed_minor: number }
  | { reason: "budget"; currency: string; on: string; budget_minor: number; minimums_minor: number }
  | { reason: "too_long"; debt: string; currency: string; balance_minor: number };

/** In these words where the core says what it is about, else in its own. */
export function refusalOf(reason: unknown): string {
  const detail = reason instanceof OpError ? (reason.detail as Detail | null) : null;
  const amount = (minor: number, currency: string) => formatAmount(minor, currency, words.locale);
  switch (detail?.reason) {
    case "grows":
      return t(detail.payment_minor < detail.interest_minor ? "debts-refused-grows" : "debts-refused-stays", {
        debt: detail.debt,
        what: detail.payment_minor > detail.minimum_minor ? "payment" : "minimum",
        paid: amount(detail.payment_minor, detail.currency),
        month: formatMonthLong(detail.on.slice(0, 7), words.locale),
        interest: amount(detail.interest_minor, detail.currency),
        needed: amount(detail.needed_minor, detail.currency),
      });
    case "budget":
      return t("debts-refused-budget", {
        budget: amount(detail.budget_minor, detail.currency),
        month: formatMonthLong(detail.on.slice(0, 7), words.locale),
        minimums: amount(detail.minimums_minor, detail.currency),
      });
    case "too_long":
      return t("debts-refused-long", { debt: detail.debt, balance: amount(detail.balance_minor, detail.currency) });
    default:
      return reason instanceof Error ? reason.message : String(reason);
  }
}

/** Asks again for the numbers of a refusal that came as words alone. */
export const refusalNow = (payoff: PayoffNow): Promise<string> =>
  call("debts.simulate", payoff.input).then(() => payoff.refusal ?? "", refusalOf);

/** Where the field is that must change: a debt's own, or the plan's. */
export function refusalPlace(payoff: PayoffNow): { href: string; debt: string | null } {
  const index = /^debts\[(\d+)\]/.exec(payoff.refusal_field ?? "")?.[1];
  const debt = index === undefined ? undefined : payoff.input.debts[Number(index)];
  return debt?.id ? { href: href("debts", "", { debt: debt.id }), debt: debt.name } : { href: href("debts", "plan"), debt: null };
}
