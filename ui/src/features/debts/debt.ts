// What a debt's row, page and card say, from what the core says of it. Amounts stay minor units, rates decimal text.
import type { Convention, DebtKind, DuePayment, Minimum, ShownDebt } from "../../api/ops.gen";
import { t, words } from "../../app/words.svelte";
import { formatDay, formatMonth } from "../../kit/day";
import { formatAmount } from "../../kit/money";

export const KINDS: readonly DebtKind[] = ["card", "personal", "student", "car", "mortgage", "overdraft", "private", "tax"];
export const CONVENTIONS: readonly Convention[] = ["monthly_nominal", "actual_365", "actual_360", "thirty_360", "average_daily", "average_daily_old", "grace_period"];
export const RULES: readonly Minimum["rule"][] = ["fixed", "percent", "percent_plus_interest"];
/** Kinds that are paid and used in turn: they have a limit. */
export const REVOLVING: readonly DebtKind[] = ["card", "overdraft"];

export const amountOf = (minor: number, currency: string): string => formatAmount(minor, currency, words.locale);
export const dayOf = (day: string): string => formatDay(day, words.locale);

const rates = new Map<string, Intl.NumberFormat>();
/** "19.9" as 19.9 % is written here. */
export function rateOf(apr: string): string {
  let format = rates.get(words.locale);
  if (!format) rates.set(words.locale, (format = new Intl.NumberFormat(words.locale, { style: "unit", unit: "percent", maximumFractionDigits: 6 })));
  return format.format(apr as Intl.StringNumericLiteral);
}

const point = (locale: string) => new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? ".";
/** What a field starts with. */
export const editRate = (apr: string, locale: string): string => apr.replace(".", point(locale));
/** "19,9 %" as decimal text; null where it is no number. There are no thousands in a rate: either sign is the decimal one. */
export function parseRate(text: string): string | null {
  const plain = text.replace(/[\s\u00a0\u202f%]/g, "").replace(",", ".");
  return /^(\d+(\.\d*)?|\.\d+)$/.test(plain) ? plain.replace(/^\./, "0.").replace(/\.$/, "") : null;
}

/** The promotional rate's end, or that the lender may change it. */
export function rateNote({ debt }: ShownDebt, today: string): string {
  const { promo, variable, grace_until } = debt.terms;
  if (grace_until !== null && grace_until >= today) return t("debt-rate-till", { month: formatMonth(grace_until, words.locale) });
  if (promo && promo.until >= today) return t("debt-rate-till", { month: formatMonth(promo.until, words.locale) });
  return variable ? t("debt-rate-variable") : "";
}

/** "missed on 3 Nov", or how much was lacking. */
export function missedOf(missed: DuePayment): string {
  const amount = amountOf(missed.planned_minor - missed.paid_minor, missed.currency);
  return t(missed.state === "short" ? "debt-short-on" : "debt-missed-on", { day: dayOf(missed.on), amount });
}

/** Who lends, or what kind it is. */
export const lenderOf = ({ debt }: ShownDebt): string => (debt.lender === "" ? t(`debt-kind-${debt.kind}`) : `${debt.lender} · ${t(`debt-kind-${debt.kind}`)}`);
