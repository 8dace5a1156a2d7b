// What the screens know of a habit: how a tick is said of each kind, and its words.
import type { GridDay, Habit, HabitTemplate, Kind, LedgerSays, State, Value } from "../../api/ops.gen";
import { t, words } from "../../app/words.svelte";
import { weekStart } from "../../kit/day";

export const KINDS: readonly Kind[] = ["build", "measured", "limit", "avoid"];
export const WEEK = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
export type Weekday = (typeof WEEK)[number];

/** The weekdays in the order in which they are written here. */
export function weekHere(): Weekday[] {
  const first = weekStart(words.locale);
  return [...WEEK.slice(first), ...WEEK.slice(0, first)];
}

export const measured = (kind: Kind): boolean => kind === "measured" || kind === "limit";

/** A tick is a day that was kept; of a habit to avoid that is a day without a slip. */
export const kept = (kind: Kind): State => (kind === "avoid" ? "no" : "yes");
export const missed = (kind: Kind): State => (kind === "avoid" ? "yes" : "no");

/** What a tick makes of a day: kept, or nothing said if it was; against the ledger a hand says the other thing. */
export const ticked = (kind: Kind, value: Value | null, told = false): State | null => (value !== "yes" ? kept(kind) : told ? missed(kind) : null);

/** How often it is due, as one of the usual ways. */
export const PRESETS = {
  daily: [1, 1],
  other: [1, 2],
  "three-week": [3, 7],
  weekly: [1, 7],
  monthly: [1, 30],
} as const;
export type Often = keyof typeof PRESETS | "own";
export const oftenOf = ({ numerator, denominator }: Pick<Habit, "numerator" | "denominator">): Often => {
  const found = Object.entries(PRESETS).find(([, [times, days]]) => times === numerator && days === denominator);
  return (found?.[0] as Often | undefined) ?? "own";
};

export const units = (amount: number): string => amount.toLocaleString(words.locale, { maximumFractionDigits: 3 });

/** `2,5` where that is how people write it; null when it is no number from 0 on. */
export function parseUnits(text: string): number | null {
  const plain = text.trim().replace(",", ".");
  return /^\d{1,9}(\.\d{0,3})?$/.test(plain) ? Number(plain) : null;
}

/** What it asks for: "3 times in 7 days", "at least 8 glasses a day". */
export function asks(habit: Pick<Habit, "kind" | "numerator" | "denominator" | "target" | "unit">): string {
  const often = oftenOf(habit);
  const { numerator: times, denominator: days, kind } = habit;
  if (kind === "avoid") return t("habit-asks-avoid");
  const when = often === "own" ? t("habit-often-times", { times, days }) : t(`habit-often-${often}`);
  if (!measured(kind)) return when;
  const amount = `${units(habit.target)} ${habit.unit}`.trim();
  return t(kind === "limit" ? "habit-at-most" : "habit-at-least", { amount, when });
}

/** How much of what was due was kept; nothing of nothing. */
export const shareOf = (bp: number | null): string => (bp === null ? "" : percent(bp / 10_000));

/** What a share gained or lost against the one before. */
export function changeOf(bp: number | null): string {
  if (bp === null) return "";
  const points = Math.round(bp / 100);
  return points === 0 ? t("habit-as-before") : t(points > 0 ? "habit-more-than-before" : "habit-less-than-before", { points: Math.abs(points) });
}

/** A day in words: what it was, how much, what the ledger says of it, whether something is noted. */
export function dayInWords(day: string, cell: Pick<GridDay, "value" | "amount"> & Partial<GridDay>, unit: string): string {
  const much = cell.amount === null ? "" : `, ${units(cell.amount)} ${unit}`.trimEnd();
  const word = cell.awaits_ledger ? t("habit-awaits") : wordOf(cell.value);
  const told = cell.from_ledger ? `, ${t("habit-told")}` : cell.ledger_says ? `, ${t("habit-told-else", { what: saysOf(cell.ledger_says, unit) })}` : "";
  return `${longDay(day)}: ${word}${much}${told}${cell.noted ? `, ${t("habit-noted")}` : ""}`;
}

/** What a day is, in a word. */
export const wordOf = (value: Value | null): string => t(`habit-day-${value ?? "none"}`);

/** What it asks of a day, as it is asked here. */
export const templateQuestion = (template: HabitTemplate): string => t(`habit-asked-${template.key}`);
/** What the ledger would have said of a day, in words. */
export const saysOf = ({ value, amount }: LedgerSays, unit: string): string =>
  amount === null ? wordOf(value) : `${wordOf(value)}, ${units(amount)} ${unit}`.trimEnd();

export const templateName = (template: HabitTemplate): string => t(`habit-template-${template.key}`);

/** What to say when it is done: the template's own words are English. */
export const cheers = (template: HabitTemplate): string[] =>
  words.language === "en" ? template.encouragements : [1, 2, 3, 4].map((n) => t(`habit-cheer-${n}`));

export const percent = (share: number): string => new Intl.NumberFormat(words.locale, { style: "percent" }).format(share);

/** A weekday and day of the month as they stand above a column. */
export function columnOf(day: string): { letter: string; number: string; weekend: boolean } {
  const date = new Date(`${day}T12:00:00Z`);
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(words.locale, { timeZone: "UTC", ...options }).format(date);
  return { letter: format({ weekday: "narrow" }), number: String(date.getUTCDate()), weekend: date.getUTCDay() % 6 === 0 };
}

export const longDay = (day: string): string =>
  new Intl.DateTimeFormat(words.locale, { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" }).format(new Date(`${day}T12:00:00Z`));

export const weekdayName = (weekday: Weekday, style: "short" | "long" = "short"): string => {
  const monday = Date.UTC(2024, 0, 1, 12) + WEEK.indexOf(weekday) * 86_400_000;
  return new Intl.DateTimeFormat(words.locale, { timeZone: "UTC", weekday: style }).format(new Date(monday));
};
