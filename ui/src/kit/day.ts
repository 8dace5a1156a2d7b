// Calendar days as "2026-01-31" strings; a Date appears only to be formatted, at noon UTC.

const at = (day: string) => new Date(`${day}T12:00:00Z`);
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(locale, options)));
  return found;
}

const NUMERIC = { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" } as const;

/** 31.01.2026, 01/31/2026: what a column holds. */
export const formatDay = (day: string, locale: string): string => format(locale, NUMERIC).format(at(day));

/** "2026-01" as Jan 2026. */
export const formatMonth = (month: string, locale: string): string =>
  format(locale, { month: "short", year: "2-digit", timeZone: "UTC" }).format(at(`${month.slice(0, 7)}-01`));

export const formatMonthLong = (month: string, locale: string): string =>
  format(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(at(`${month}-01`));

/** An instant in the person's zone. */
export const formatInstant = (instant: string, locale: string): string =>
  format(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));

export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

/** Whole months before or after a "2026-01". */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

export function lastDay(month: string): string {
  const end = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0));
  return `${month}-${String(end.getUTCDate()).padStart(2, "0")}`;
}

/** ISO, or the locale's own order; a missing year is this one, two digits mean 20xx. Null when it is no day. */
export function parseDay(text: string, locale: string): string | null {
  const trimmed = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed);
  if (iso) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = trimmed.split(/[^\d]+/).filter((part) => part !== "");
  if (!/^[\d\s./-]+$/.test(trimmed) || numbers.length < 2 || numbers.length > 3) return null;
  const order = format(locale, NUMERIC)
    .formatToParts(at("2026-01-31"))
    .map((part) => part.type as string)
    .filter((type) => ["day", "month", "year"].includes(type) && (numbers.length === 3 || type !== "year"));
  const read = (type: string) => numbers[order.indexOf(type)] ?? "";
  const year = read("year") || String(new Date().getFullYear());
  if (year.length !== 2 && year.length !== 4) return null;
  return valid(Number(year.length === 2 ? `20${year}` : year), Number(read("month")), Number(read("day")));
}

function valid(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.toISOString().slice(0, 10) : null;
}

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number => Math.round((at(to).getTime() - at(from).getTime()) / 86_400_000);

export function addDays(day: string, count: number): string {
  return new Date(at(day).getTime() + count * 86_400_000).toISOString().slice(0, 10);
}

/** "yesterday", "in 3 days" within a week of `now`, else the day as a column holds it. */
export function nearDay(day: string, now: string, locale: string): string {
  const off = daysBetween(now, day);
  return Math.abs(off) <= 7 ? new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(off, "day") : formatDay(day, locale);
}

/** Every day from one to another. */
export function daysFromTo(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, ahead) => addDays(from, ahead));
}

/** "Tuesday, 10 November 2026": a day as it is said. */
export const formatDayLong = (day: string, locale: string): string =>
  format(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(at(day));

/** "12 March 2027": a day in running text. */
export const formatDate = (day: string, locale: string): string =>
  format(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(at(day));

/** "Tue 10": a day within a month that is known. */
export const formatDayShort = (day: string, locale: string): string =>
  format(locale, { weekday: "short", day: "numeric", timeZone: "UTC" }).format(at(day));

type WeekInfo = { firstDay: number };
/** What a week begins with where the locale is spoken: 0 is Monday, 6 Sunday. */
export function weekStart(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };
  const first = known.getWeekInfo?.().firstDay ?? known.weekInfo?.firstDay ?? (/^en-US|^es-(MX|CO|PE)/.test(locale) ? 7 : 1);
  return (first - 1) % 7;
}
