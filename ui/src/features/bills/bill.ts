// What a bill's row and card say, from what the core says of it.
import type { Cadence, ShownBill } from "../../api/ops.gen";
import { t, words } from "../../app/words.svelte";
import { formatDay, nearDay, today } from "../../kit/day";
import { formatAmount } from "../../kit/money";

export const CADENCES: readonly Cadence[] = ["weekly", "fortnightly", "monthly", "quarterly", "half_yearly", "yearly"];

/** How the core knows what it found. */
export const choice = ({ payee_id, currency, direction }: ShownBill) =>
  payee_id === null ? null : { payee_id, currency, direction };

export const amountOf = (minor: number, currency: string): string => formatAmount(minor, currency, words.locale);

/** A range where the price varies: the most that is likely is what counts, so both ends are shown. */
export function spread(bill: ShownBill): string {
  if (bill.fixed || bill.least_minor === bill.most_minor) return "";
  return t("bill-spread", { least: amountOf(bill.least_minor, bill.currency), most: amountOf(bill.most_minor, bill.currency) });
}

/** What is to be said of it besides: the most pressing first, and how loudly. */
export function remark(bill: ShownBill): { text: string; tone: "wrong" | "attention" | "muted" } {
  if (bill.overdue) return { text: t("bill-overdue"), tone: "wrong" };
  const rise = bill.price_rise;
  if (rise && bill.direction === "out") {
    const from = amountOf(-rise.from_minor, bill.currency);
    return { text: t("bill-rise", { from, day: formatDay(rise.on, words.locale) }), tone: "attention" };
  }
  if (bill.next_on < today() && bill.known_until !== null) {
    return { text: t("bill-unseen", { day: formatDay(bill.known_until, words.locale) }), tone: "muted" };
  }
  return { text: t(`bill-state-${bill.state}`), tone: "muted" };
}

/** "tomorrow", "in 5 days", and beyond a week the day itself. */
export const when = (day: string): string => nearDay(day, today(), words.locale);
