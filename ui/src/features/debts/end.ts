// When the debts of a currency end by the plan, and why that day moved.
import type { PayoffNow } from "../../api/ops.gen";
import { t, words } from "../../app/words.svelte";
import { formatDate } from "../../kit/day";
import { causeOf, movedBy } from "./moved";

/** "debt-free on 2 April 2028, 21 days behind the plan agreed to": the day of the last payment, which moves by months; the days by day. */
export function endOf(payoff: PayoffNow): string {
  const day = payoff.plan?.debt_free_on;
  if (day === undefined) return "";
  const free = t("debts-free-on", { day: formatDate(day, words.locale) });
  const days = payoff.moved?.days;
  if (days === undefined) return free;
  const how = days === 0 ? t("debts-as-agreed") : t(days > 0 ? "debts-later" : "debts-sooner", { count: Math.abs(days) });
  return `${free}, ${how}`;
}

/** "Card: one payment missed (+18 days), fee of 40.00 (+3 days)"; what moved nothing is left out. */
export function whyOf({ moved, currency }: PayoffNow): string {
  const moving = moved?.parts.filter(({ days }) => days !== 0) ?? [];
  return moving.map((part) => t("moved-part", { said: causeOf(part, currency), by: movedBy(part.days) })).join(" · ");
}
