// A habit's check and reminder as the panel edits them.
import type { Habit, HabitReminder, HabitTemplate, LedgerCheck, LedgerStanding, Measure } from "../../api/ops.gen";
import { measured, WEEK, type Weekday } from "./habit";

export type CheckDraft = {
  on: boolean;
  categories: string[];
  payees: { value: string; label: string }[];
  measure: Measure;
  /** Empty is the household's. */
  currency: string;
  /** The first day that is judged; empty is today. */
  since: string;
};
export type ReminderDraft = { on: boolean; time: string; weekdays: Weekday[] };

export function checkDraft(habit: Habit | null, standing: LedgerStanding | null): CheckDraft {
  const check = habit?.check ?? null;
  const named = new Map(standing?.payees.map(({ id, name }) => [id, name]) ?? []);
  return {
    on: check !== null,
    categories: [...(check?.category_ids ?? [])],
    payees: (check?.payee_ids ?? []).map((value) => ({ value, label: named.get(value) ?? "" })),
    measure: check?.measure ?? "count",
    currency: check?.currency ?? "",
    since: habit?.since ?? "",
  };
}

/** What is gone from the ledger is left out: it can no longer be told. */
export function checkOf(draft: CheckDraft, kind: Habit["kind"], known: (category: string) => boolean): LedgerCheck | null {
  if (!draft.on) return null;
  return {
    category_ids: draft.categories.filter(known),
    payee_ids: draft.payees.filter(({ label }) => label !== "").map(({ value }) => value),
    measure: measured(kind) ? draft.measure : "count",
    currency: draft.currency === "" ? null : draft.currency,
  };
}

export const reminderDraft = (from: Pick<Habit | HabitTemplate, "reminder"> | null): ReminderDraft => ({
  on: Boolean(from?.reminder),
  time: from?.reminder?.time ?? "19:00",
  weekdays: [...(from?.reminder?.weekdays ?? WEEK)],
});

export const reminderOf = (draft: ReminderDraft): HabitReminder | null => (draft.on ? { time: draft.time, weekdays: draft.weekdays } : null);
