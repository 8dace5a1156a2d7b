// A rule while it is written: texts as they stand in the fields, and what they mean.
import type { Action, Condition, Direction, How, Part, Rule } from "../../api/ops.gen";
import { formatDay, parseDay } from "../../kit/day";
import { editAmount, parseAmount } from "../../kit/money";

export const FIELDS = ["payee", "text", "amount", "direction", "account", "month_day", "weekday", "day", "currency"] as const satisfies readonly Condition["field"][];
export const DOINGS = ["set_category", "set_payee", "set_memo", "transfer", "split", "skip"] as const satisfies readonly Action["do"][];
export const HOWS: readonly How[] = ["contains", "starts", "ends", "is"];

/** Several values, and the one that is being typed: it counts already. */
type Typed = { any: string[]; typed: string };
export type ConditionDraft =
  | ({ field: "payee" | "text"; how: How } & Typed)
  | { field: "amount"; least: string; most: string }
  | { field: "direction"; is: Direction }
  | { field: "account"; any: string[] }
  | { field: "month_day"; from: string; to: string }
  | { field: "weekday"; any: number[] }
  | { field: "day"; from: string; to: string }
  | ({ field: "currency" } & Typed);
export type PartDraft = { key: number; category: string; size: string; unit: "share" | "amount" };
export type ActionDraft =
  | { do: "set_payee"; name: string }
  | { do: "set_category"; category: string }
  | { do: "set_memo"; memo: string }
  | { do: "skip" }
  | { do: "transfer"; account: string }
  | { do: "split"; parts: PartDraft[] };
export type RuleDraft = {
  name: string;
  conditions: { key: number; it: ConditionDraft }[];
  actions: { key: number; it: ActionDraft }[];
};
/** Messages by the name the core gives a field, as in `rule.conditions[0].any`. */
export type Faults = Record<string, string>;

let next = 1;
export const fresh = (): number => next++;
/** A share in hundredths of a percent is written as an amount with two decimals is: 33.33 is 3333. */
const PERCENT = "EUR";

export function blankCondition(field: Condition["field"]): ConditionDraft {
  switch (field) {
    case "payee":
    case "text":
      return { field, how: "contains", any: [], typed: "" };
    case "amount":
      return { field, least: "", most: "" };
    case "direction":
      return { field, is: "out" };
    case "month_day":
    case "day":
      return { field, from: "", to: "" };
    case "weekday":
    case "account":
      return { field, any: [] };
    case "currency":
      return { field, any: [], typed: "" };
  }
}

export const blankPart = (): PartDraft => ({ key: fresh(), category: "", size: "", unit: "share" });

export function blankAction(doing: Action["do"]): ActionDraft {
  switch (doing) {
    case "set_payee":
      return { do: doing, name: "" };
    case "set_category":
      return { do: doing, category: "" };
    case "set_memo":
      return { do: doing, memo: "" };
    case "transfer":
      return { do: doing, account: "" };
    case "split":
      return { do: doing, parts: [blankPart(), blankPart()] };
    case "skip":
      return { do: doing };
  }
}

export const keyed = <T>(it: T): { key: number; it: T } => ({ key: fresh(), it });

/** What a new rule starts with: payees that it is about, and where they go. */
export function newDraft(payees: string[], category: string): RuleDraft {
  const words: ConditionDraft = { field: "payee", how: payees.length > 0 ? "is" : "contains", any: payees, typed: "" };
  return { name: "", conditions: [keyed(words)], actions: [keyed<ActionDraft>({ do: "set_category", category })] };
}

export function draftOf(name: string, rule: Rule, currency: string, locale: string): RuleDraft {
  const amount = (minor: number | null) => (minor === null ? "" : editAmount(minor, currency, locale));
  const day = (iso: string | null) => (iso === null ? "" : formatDay(iso, locale));
  const condition = (from: Condition): ConditionDraft => {
    switch (from.field) {
      case "payee":
      case "text":
      case "currency":
        return { ...from, any: [...from.any], typed: "" };
      case "amount":
        return { field: "amount", least: amount(from.least_minor), most: amount(from.most_minor) };
      case "month_day":
        return { field: "month_day", from: String(from.from), to: String(from.to) };
      case "day":
        return { field: "day", from: day(from.from), to: day(from.to) };
      default:
        return structuredClone(from);
    }
  };
  const part = (from: Part): PartDraft => ({
    key: fresh(),
    category: from.category_id,
    size: from.share_bp === null ? amount(from.amount_minor) : editAmount(from.share_bp, PERCENT, locale),
    unit: from.amount_minor === null ? "share" : "amount",
  });
  const action = (from: Action): ActionDraft => {
    switch (from.do) {
      case "set_category":
        return { do: from.do, category: from.category_id };
      case "transfer":
        return { do: from.do, account: from.account_id };
      case "split":
        return { do: from.do, parts: from.parts.map(part) };
      default:
        return { ...from };
    }
  };
  return {
    name,
    conditions: rule.conditions.map((each) => keyed(condition(each))),
    actions: rule.actions.map((each) => keyed(action(each))),
  };
}

/** One condition or action: what it means, what the fields do not say, and whether it says anything yet. */
type Meant<T> = { it: T; faults: Faults; blank: boolean };

export const values = ({ any, typed }: Typed): string[] => (typed.trim() === "" ? [...any] : [...any, typed.trim()]);
/** 0 is no day of the month: the core says so at its field. */
const whole = (text: string): number => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : 0);

function meantCondition(from: ConditionDraft, currency: string, locale: string): Meant<Condition> {
  const faults: Faults = {};
  const amount = (field: string, text: string): number | null => {
    if (text.trim() === "") return null;
    const read = parseAmount(text, currency, locale);
    if ("minor" in read) return read.minor;
    faults[field] = `error-amount-${read.error}`;
    return null;
  };
  const day = (field: string, text: string): string | null => {
    const read = text.trim() === "" ? null : parseDay(text, locale);
    if (text.trim() !== "" && read === null) faults[field] = "error-day";
    return read;
  };
  switch (from.field) {
    case "payee":
    case "text": {
      const any = values(from);
      return { it: { field: from.field, how: from.how, any }, faults, blank: any.length === 0 };
    }
    case "currency": {
      const any = values(from).map((code) => code.toUpperCase());
      return { it: { field: from.field, any }, faults, blank: any.length === 0 };
    }
    case "amount": {
      const it = { field: from.field, least_minor: amount("least_minor", from.least), most_minor: amount("most_minor", from.most) };
      return { it, faults, blank: (from.least + from.most).trim() === "" };
    }
    case "month_day":
      return { it: { field: from.field, from: whole(from.from), to: whole(from.to) }, faults, blank: (from.from + from.to).trim() === "" };
    case "day": {
      const it = { field: from.field, from: day("from", from.from), to: day("to", from.to) };
      return { it, faults, blank: (from.from + from.to).trim() === "" };
    }
    case "account":
      return { it: { field: from.field, any: [...from.any] }, faults, blank: from.any.length === 0 };
    case "weekday":
      return { it: { field: from.field, any: [...from.any].sort() }, faults, blank: from.any.length === 0 };
    case "direction":
      return { it: { field: from.field, is: from.is }, faults, blank: false };
  }
}

function meantPart(from: PartDraft, last: boolean, currency: string, locale: string, faults: Faults): Part {
  const rest = { category_id: from.category, share_bp: null, amount_minor: null };
  if (from.category === "") faults.parts = "rule-choose-categories";
  if (last || from.size.trim() === "") return rest;
  const read = parseAmount(from.size, from.unit === "share" ? PERCENT : currency, locale);
  if ("error" in read) {
    faults.parts = `error-amount-${read.error}`;
    return rest;
  }
  if (from.unit === "amount") return { ...rest, amount_minor: read.minor };
  // A share below nothing cannot be said; as 0 the core refuses it in words.
  return { ...rest, share_bp: Math.max(0, read.minor) };
}

function meantAction(from: ActionDraft, currency: string, locale: string): Meant<Action> {
  const faults: Faults = {};
  switch (from.do) {
    case "set_payee":
      return { it: { do: from.do, name: from.name.trim() }, faults, blank: from.name.trim() === "" };
    case "set_memo":
      return { it: { do: from.do, memo: from.memo.trim() }, faults, blank: false };
    case "set_category":
      if (from.category === "") faults.category_id = "rule-choose-category";
      return { it: { do: from.do, category_id: from.category }, faults, blank: from.category === "" };
    case "transfer":
      if (from.account === "") faults.account_id = "error-account";
      return { it: { do: from.do, account_id: from.account }, faults, blank: from.account === "" };
    case "split": {
      const parts = from.parts.map((part, at) => meantPart(part, at === from.parts.length - 1, currency, locale, faults));
      return { it: { do: from.do, parts }, faults, blank: false };
    }
    case "skip":
      return { it: { do: from.do }, faults, blank: false };
  }
}

const named = (all: Meant<unknown>[], list: string): Faults =>
  Object.fromEntries(all.flatMap(({ faults }, at) => Object.entries(faults).map(([field, message]) => [`rule.${list}[${at}].${field}`, message])));

/**
 * The rule as it is written, what of it cannot be read, and what of it can be tried already: null while nothing
 * says when. Without anything to do yet, rows are counted that it fits: leaving out changes nothing that is there.
 */
export function meaning(draft: RuleDraft, currency: string, locale: string): { rule: Rule; faults: Faults; trial: Rule | null } {
  const conditions = draft.conditions.map(({ it }) => meantCondition(it, currency, locale));
  const actions = draft.actions.map(({ it }) => meantAction(it, currency, locale));
  const sound = <T>(all: Meant<T>[]): T[] => all.filter(({ blank, faults }) => !blank && Object.keys(faults).length === 0).map(({ it }) => it);
  const [when, then] = [sound(conditions), sound(actions)];
  const trial: Rule = { conditions: when, actions: then.length > 0 ? then : [{ do: "skip" }] };
  return {
    rule: { conditions: conditions.map(({ it }) => it), actions: actions.map(({ it }) => it) },
    faults: { ...named(conditions, "conditions"), ...named(actions, "actions") },
    trial: when.length > 0 ? trial : null,
  };
}

/** A rule without a name is called by its first words. */
export function nameOf(draft: RuleDraft): string {
  if (draft.name.trim() !== "") return draft.name.trim();
  const words = draft.conditions.flatMap(({ it }) => (it.field === "payee" || it.field === "text" ? values(it) : []));
  return words[0] ?? "";
}

/** Amounts of a rule are in the currency that its conditions leave, else in the household's. */
export function currencyOf(conditions: readonly (Condition | ConditionDraft)[], account: (id: string) => string | undefined, home: string): string {
  const named = conditions.flatMap((it) => (it.field === "currency" ? it.any : it.field === "account" ? it.any.map((id) => account(id) ?? home) : []));
  const distinct = new Set(named);
  const [only] = distinct;
  return distinct.size === 1 && only && /^[A-Z]{3}$/.test(only) ? only : home;
}

const kind = (doing: Action["do"]): string => (["set_category", "transfer", "split"].includes(doing) ? "goes" : doing);

/** What may still be done beside the others: one of a kind, and leaving a row out only alone. */
export function doingsBeside(others: Action["do"][]): Action["do"][] {
  if (others.includes("skip")) return [];
  const taken = others.map(kind);
  return DOINGS.filter((doing) => !taken.includes(kind(doing)) && (doing !== "skip" || others.length === 0));
}
