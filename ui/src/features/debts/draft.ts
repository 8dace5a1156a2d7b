// A debt as its form holds it: text as typed, and what that comes to for the core.
import type { Convention, Debt, DebtKind, DebtTerms, Minimum, SimulateDebts, UsualTerms } from "../../api/ops.gen";
import { decimal, editAmount, exponent, parseAmount } from "../../kit/money";
import { formatDay, parseDay } from "../../kit/day";
import { editRate, parseRate } from "./debt";

export type Draft = {
  name: string;
  kind: DebtKind;
  balance: string;
  on: string;
  apr: string;
  rule: Minimum["rule"];
  /** Of a fixed minimum. */
  amount: string;
  floor: string;
  percent: string;
  due: string;
  lender: string;
  currency: string;
  account: string;
  payee: string;
  fee: string;
  limit: string;
  variable: boolean;
  changes: { from: string; apr: string }[];
  promoApr: string;
  promoUntil: string;
  grace: string;
  convention: Convention;
  notes: string;
};
/** By the core's names of fields; a message's key and what it is about. */
export type Faults = Record<string, [message: string, args?: Record<string, string>]>;

/** What is usual for a kind, as the core says: nothing known yet is an amount that is the same each month. */
export function usual(terms: UsualTerms | undefined, currency: string, locale: string): Pick<Draft, "rule" | "floor" | "percent" | "convention"> {
  const minimum = terms?.minimum ?? null;
  const share = minimum !== null && minimum.rule !== "fixed" ? minimum : null;
  return {
    rule: minimum?.rule ?? "fixed",
    floor: share && share.floor_minor > 0 ? editAmount(share.floor_minor, currency, locale) : "",
    percent: share ? editRate(share.percent, locale) : "",
    convention: terms?.convention ?? "monthly_nominal",
  };
}

export function draftOf(debt: Debt | null, payee: string, currency: string, today: string, locale: string): Draft {
  const day = (text: string | null | undefined) => (text ? formatDay(text, locale) : "");
  if (!debt) {
    return {
      name: "", kind: "card", balance: "", on: day(today), apr: "", amount: "", due: "", lender: "", currency, account: "", payee: "", fee: "", limit: "",
      variable: false, changes: [], promoApr: "", promoUntil: "", grace: "", notes: "", ...usual(undefined, currency, locale),
    };
  }
  const amount = (minor: number | null | undefined) => (minor === null || minor === undefined || minor === 0 ? "" : editAmount(minor, debt.currency, locale));
  const { terms } = debt;
  const minimum = terms.minimum;
  return {
    name: debt.name,
    kind: debt.kind,
    balance: editAmount(debt.opening_minor, debt.currency, locale),
    on: day(debt.opened_on),
    apr: editRate(terms.apr, locale),
    rule: minimum.rule,
    amount: minimum.rule === "fixed" ? editAmount(minimum.amount_minor, debt.currency, locale) : "",
    floor: minimum.rule === "fixed" ? "" : editAmount(minimum.floor_minor, debt.currency, locale),
    percent: minimum.rule === "fixed" ? "" : editRate(minimum.percent, locale),
    due: String(terms.due_day),
    lender: debt.lender,
    currency: debt.currency,
    account: debt.account_id ?? "",
    payee,
    fee: amount(terms.fee_minor),
    limit: amount(terms.limit_minor),
    variable: terms.variable,
    changes: terms.rate_changes.map((change) => ({ from: day(change.from), apr: editRate(change.apr, locale) })),
    promoApr: terms.promo ? editRate(terms.promo.apr, locale) : "",
    promoUntil: day(terms.promo?.until),
    grace: day(terms.grace_until),
    convention: terms.convention,
    notes: debt.notes,
  };
}

/** What the fields say; where one says nothing that can be meant, its fault stands under it. */
export class Reading {
  faults: Faults = {};
  constructor(
    readonly draft: Draft,
    readonly locale: string,
    readonly today: string,
  ) {}

  amount(field: string, text: string, empty: number | null): number | null {
    if (text.trim() === "" && empty !== null) return empty;
    const parsed = parseAmount(text, this.draft.currency, this.locale);
    if ("minor" in parsed) return parsed.minor;
    this.faults[field] = [`error-amount-${parsed.error}`];
    return null;
  }
  rate(field: string, text: string): string {
    const read = parseRate(text);
    if (read === null) this.faults[field] = ["debt-error-rate", { example: editRate("19.9", this.locale) }];
    return read ?? "0";
  }
  day(field: string, text: string): string {
    const read = parseDay(text, this.locale);
    if (read === null) this.faults[field] = ["error-day", { example: formatDay(this.today, this.locale) }];
    return read ?? this.today;
  }
  minimum(): Minimum {
    const { rule, amount, floor, percent } = this.draft;
    if (rule === "fixed") return { rule, amount_minor: this.amount("terms.minimum.amount_minor", amount, null) ?? 0 };
    return { rule, floor_minor: this.amount("terms.minimum.floor_minor", floor, 0) ?? 0, percent: this.rate("terms.minimum.percent", percent) };
  }
  terms(): DebtTerms {
    const { draft } = this;
    const due = Number(draft.due);
    if (!/^\d+$/.test(draft.due.trim()) || due < 1 || due > 31) this.faults["terms.due_day"] = ["debt-error-due"];
    const promo = draft.promoApr.trim() !== "" || draft.promoUntil.trim() !== "";
    return {
      apr: this.rate("terms.apr", draft.apr),
      variable: draft.variable,
      rate_changes: draft.changes.map(({ from, apr }, index) => ({
        from: this.day(`terms.rate_changes[${index}].from`, from),
        apr: this.rate(`terms.rate_changes[${index}].apr`, apr),
      })),
      promo: promo ? { apr: this.rate("terms.promo.apr", draft.promoApr), until: this.day("terms.promo.until", draft.promoUntil) } : null,
      grace_until: draft.grace.trim() === "" ? null : this.day("terms.grace_until", draft.grace),
      convention: draft.convention,
      minimum: this.minimum(),
      due_day: due,
      fee_minor: this.amount("terms.fee_minor", draft.fee, 0) ?? 0,
      limit_minor: draft.limit.trim() === "" ? null : this.amount("terms.limit_minor", draft.limit, 0),
    };
  }
}

/** The debt alone and by its minimums, to see what these come to; nothing while a field is missing or wrong. */
export function alone(draft: Draft, locale: string, today: string): SimulateDebts | null {
  const read = new Reading(draft, locale, today);
  const [terms, balance, start] = [read.terms(), read.amount("balance_minor", draft.balance, null), read.day("on", draft.on)];
  if (Object.keys(read.faults).length > 0 || balance === null) return null;
  const { variable: _, ...plain } = terms;
  const debt = { ...plain, name: draft.name.trim() || "–", currency: draft.currency, balance_minor: balance, kind: draft.kind };
  return { start, strategy: "minimums_only", extra_minor: 0, rollover: true, smallest_first: 1, debts: [debt] };
}

/** What an account owes, as a field starts with. */
export const owedText = (balanceMinor: number, currency: string, locale: string): string =>
  balanceMinor < 0 ? editAmount(-balanceMinor, currency, locale) : decimal(0, exponent(currency));
