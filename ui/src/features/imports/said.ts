// The inbox in words: why two look alike, and where a thing can be looked at.
import type { RateSpan, Reason } from "../../api/ops.gen";
import { href } from "../../app/route.svelte";
import { t, words } from "../../app/words.svelte";
import { formatDay } from "../../kit/day";
import { formatAmount } from "../../kit/money";
import { formatRate } from "../rates/rate";
import type { Thing } from "./inbox.svelte";

function reason({ code, value, rate }: Reason, currency: string): string {
  if (code === "rate") {
    const off = new Intl.NumberFormat(words.locale, { style: "percent", maximumFractionDigits: 1 }).format(value / 10_000);
    return t("reason-rate", { rate: formatRate(rate ?? "1", words.locale), off });
  }
  const amount = formatAmount(Math.abs(value), currency, words.locale);
  return t(`reason-${code}`, { value, amount: `${amount} ${currency}` });
}

export const reasons = (score: number, list: Reason[], currency: string): string =>
  t("inbox-score", { score, reasons: list.map((each) => reason(each, currency)).join(" · ") });

/** Where it can be looked at: its rows in the ledger, its import, its account. */
export function placeOf(thing: Thing): string {
  if ("detail" in thing) return href("imports", thing.detail.batch.id);
  if ("late" in thing) return href("ledger", "", { account: thing.late.account_id });
  if (thing.kind === "uncategorised" || thing.kind === "lonely" || thing.kind === "vanished") {
    const { account_id: account, day, payee, description } = "row" in thing ? thing.row.transaction : thing.proposal.transaction;
    return href("ledger", "", { account, from: day, to: day, text: payee ?? description });
  }
  const { transaction, other } = thing.proposal;
  const days = [transaction.day, other?.day ?? transaction.day].sort();
  const account = other && other.account_id !== transaction.account_id ? null : transaction.account_id;
  return href("ledger", "", { account, from: days[0], to: days[1] });
}

type Outcome = { added: number; known: number; updated: number; matched: number; rejected: number };

/** What became of a file of exchange rates. */
export const ratesOutcome = ({ added, known, rates }: Pick<Outcome, "added" | "known"> & { rates?: RateSpan | null }): string[] => {
  const told = t("result-rates", { total: added + known, added, known });
  const day = (it: string) => formatDay(it, words.locale);
  return rates ? [told, t("result-rates-days", { count: rates.currencies, first: day(rates.first_day), last: day(rates.last_day) })] : [told];
};

/** What became of every row of a file; then what the plain counts do not say. */
export function outcome({ added, known, updated, matched, rejected }: Outcome): string[] {
  const told = [t("result", { total: added + known + matched + rejected, added, known, matched, rejected })];
  if (matched > 0) told.push(t("result-matched", { count: matched }));
  if (updated > 0) told.push(t("result-updated", { count: updated }));
  return told;
}
