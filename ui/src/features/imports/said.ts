// The inbox in words: why two look alike, and where a thing can be looked at.
import type { Reason } from "../../api/ops.gen";
import { href } from "../../app/route.svelte";
import { t, words } from "../../app/words.svelte";
import { formatAmount } from "../../kit/money";
import type { Thing } from "./inbox.svelte";

function reason({ code, value }: Reason, currency: string): string {
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

/** What became of every row of a file; then what the plain counts do not say. */
export function outcome({ added, known, updated, matched, rejected }: Outcome): string[] {
  const told = [t("result", { total: added + known + matched + rejected, added, known, matched, rejected })];
  if (matched > 0) told.push(t("result-matched", { count: matched }));
  if (updated > 0) told.push(t("result-updated", { count: updated }));
  return told;
}
