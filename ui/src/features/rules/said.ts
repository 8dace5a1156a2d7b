// A rule in one sentence.
import type { Action, Condition, Rule } from "../../api/ops.gen";
import { session } from "../../app/session.svelte";
import { t, words } from "../../app/words.svelte";
import { formatDay } from "../../kit/day";
import { decimal, formatAmount } from "../../kit/money";
import type { Names } from "../ledger/names.svelte";
import { currencyOf } from "./draft";
import { own } from "./marks";

/** What a sentence must look up. */
export type Lookup = { category: (id: string) => string; account: (id: string) => string; currency: string };

const quoted = (text: string) => own(t("quoted", { text }));
const listed = (texts: string[], type: "conjunction" | "disjunction") => new Intl.ListFormat(words.locale, { type }).format(texts);
const either = (texts: string[]) => listed(texts, "disjunction");

/** 1 is Monday; the first of January 2024 was one. */
export const weekday = (day: number, width: "long" | "short" = "long"): string =>
  new Intl.DateTimeFormat(words.locale, { weekday: width, timeZone: "UTC" }).format(new Date(`2024-01-0${day}T12:00:00Z`));

const percent = (bp: number) =>
  new Intl.NumberFormat(words.locale, { style: "percent", maximumFractionDigits: 2 }).format(decimal(bp, 4) as Intl.StringNumericLiteral);

function condition(it: Condition, look: Lookup): string {
  const amount = (minor: number) => own(formatAmount(minor, look.currency, words.locale));
  const span = (key: string, from: string | null, to: string | null) => {
    const which = from === null ? "most" : to === null ? "least" : from === to ? "one" : "span";
    return t(`rule-${key}-${which}`, { from: from ?? "", to: to ?? "" });
  };
  switch (it.field) {
    case "payee":
    case "text":
      return t(`rule-${it.field}-${it.how}`, { values: either(it.any.map(quoted)) });
    case "amount":
      return span("amount", it.least_minor === null ? null : amount(it.least_minor), it.most_minor === null ? null : amount(it.most_minor));
    case "direction":
      return t(`rule-direction-${it.is}`);
    case "account":
      return t("rule-account-is", { values: either(it.any.map((id) => own(look.account(id)))) });
    case "month_day":
      return span("month_day", own(String(it.from)), own(String(it.to)));
    case "weekday":
      return t("rule-weekday-is", { values: either(it.any.map((day) => own(weekday(day)))) });
    case "day": {
      const day = (iso: string | null) => (iso === null ? null : own(formatDay(iso, words.locale)));
      return span("day", day(it.from), day(it.to));
    }
    case "currency":
      return t("rule-currency-is", { values: either(it.any.map(own)) });
  }
}

function action(it: Action, look: Lookup): string {
  switch (it.do) {
    case "set_category":
      return own(look.category(it.category_id));
    case "set_payee":
      return t("rule-said-payee", { value: quoted(it.name) });
    case "set_memo":
      return it.memo === "" ? t("rule-said-no-memo") : t("rule-said-memo", { value: quoted(it.memo) });
    case "skip":
      return t("rule-said-skip");
    case "transfer":
      return t("rule-said-transfer", { value: own(look.account(it.account_id)) });
    case "split": {
      const parts = it.parts.map(({ category_id, share_bp, amount_minor }) => {
        const category = own(look.category(category_id));
        if (share_bp !== null) return t("rule-said-part", { size: own(percent(share_bp)), category });
        if (amount_minor === null) return t("rule-said-rest", { category });
        return t("rule-said-part", { size: own(formatAmount(amount_minor, look.currency, words.locale)), category });
      });
      return t("rule-said-split", { parts: listed(parts, "conjunction") });
    }
  }
}

export const when = (rule: Rule, look: Lookup): string =>
  t("rule-said-when", { conditions: listed(rule.conditions.map((each) => condition(each, look)), "conjunction") });
export const then = (rule: Rule, look: Lookup): string => rule.actions.map((each) => action(each, look)).join(", ");

export const whole = (rule: Rule, look: Lookup): string => `${when(rule, look)} → ${then(rule, look)}`;

export const lookup = (rule: Rule, names: Names): Lookup => ({
  category: (id) => names.path(id) || t("rule-gone"),
  account: (id) => names.accountById.get(id)?.name ?? t("rule-gone"),
  currency: currencyOf(rule.conditions, (id) => names.accountById.get(id)?.currency, session.currency),
});
