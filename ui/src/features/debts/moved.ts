// Why the debt-free date moved, in the person's words: "12 March 2027 → 2 April 2027: one payment missed (+18 days)".
import type { MoveCauseBefore, MovedDate, MovePart } from "../../api/ops.gen";
import { t, words } from "../../app/words.svelte";
import { formatDate } from "../../kit/day";
import { formatAmount } from "../../kit/money";

/** "+18 days", "−1 day". */
export function movedBy(days: number): string {
  const signed = new Intl.NumberFormat(words.locale, { signDisplay: "exceptZero" }).format(days).replace("-", "\u2212");
  return t("moved-days", { days: signed, count: Math.abs(days) });
}

/** A part's cause without its days, after those that are counted with it. `named` puts the debt before each. */
export function causeOf(part: MovePart, currency: string, named = true): string {
  const all = [...(part.with ?? []), part].map((each) => oneCause(each, currency, named));
  return new Intl.ListFormat(words.locale).format(all);
}

function oneCause(part: MoveCauseBefore, currency: string, named: boolean): string {
  const amount = formatAmount(part.amount_minor, currency, words.locale);
  const signed = formatAmount(part.amount_minor, currency, words.locale, true);
  // Money a month, where no extra changed, are lump sums and budgets.
  const key = part.cause === "money" && part.amount_minor === 0 ? "moved-plans" : `moved-${part.cause}`;
  const said = t(key, { count: Math.max(1, part.count), amount, signed });
  return named && part.debt !== null ? t("moved-of", { debt: part.debt, said }) : said;
}

/** The days and what moved them, adding up; what moved nothing is left out. */
export function movedInWords(moved: MovedDate, currency: string, named = true): string {
  const [before, after] = [moved.before_on, moved.after_on].map((day) => formatDate(day, words.locale));
  const moving = moved.parts.filter(({ days }) => days !== 0);
  const why = moving.map((part) => t("moved-part", { said: causeOf(part, currency, named), by: movedBy(part.days) })).join(", ");
  const days = before === after ? t("moved-not", { day: before ?? "" }) : `${before} → ${after}`;
  return why === "" ? days : `${days}: ${why}`;
}
