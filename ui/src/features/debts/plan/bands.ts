// The balances of a plan as bands that stand on each other: pure, in pixels only at the very end.
import type { DebtPlan, SimulateDebts } from "../../../api/ops.gen";
import { addMonths, daysBetween, lastDay } from "../../../kit/day";
import { idOf, openDebts } from "./draft";

/** Tol's muted scheme, and a grey for the rest; what is written on each. */
const COLOURS = ["#332288", "#88CCEE", "#44AA99", "#117733", "#999933", "#DDCC77", "#CC6677", "#882255", "#AA4499"] as const;
export const REST = "#8A8A8A";
const DARK: readonly string[] = ["#332288", "#117733", "#882255", "#AA4499"];
export const onColour = (colour: string): string => (DARK.includes(colour) ? "#FFFFFF" : "#1B1F23");

export type Band = { id: string; name: string; colour: string; /** At the start, then at the end of each month. */ values: number[] };
export type Stack = { days: string[]; bands: Band[]; totals: number[] };

/** Whole months after a day; short months end earlier. */
export function monthsLater(day: string, count: number): string {
  const month = addMonths(day.slice(0, 7), count);
  const last = lastDay(month);
  const same = `${month}-${day.slice(8)}`;
  return same > last ? last : same;
}

/** The largest debts have the colours, whatever the plan. */
export function coloursOf(input: SimulateDebts): Map<string, string> {
  const debts = openDebts(input).toSorted((one, other) => other.balance_minor - one.balance_minor || one.name.localeCompare(other.name));
  return new Map(debts.map((debt, place) => [idOf(debt), COLOURS[place] ?? REST]));
}

/** From the bottom up: the last one that is paid off stands at the bottom. */
export function stackOf(plan: DebtPlan, input: SimulateDebts): Stack {
  const colours = coloursOf(input);
  const ends = new Map(plan.payoffs.map((payoff, place) => [idOf(payoff), place]));
  const debts = openDebts(input).toSorted((one, other) => (ends.get(idOf(other)) ?? 0) - (ends.get(idOf(one)) ?? 0));
  const bands = debts.map((debt) => {
    const values: number[] = Array.from({ length: plan.months + 1 }, () => 0);
    values[0] = debt.balance_minor;
    return { id: idOf(debt), name: debt.name, colour: colours.get(idOf(debt)) ?? REST, values };
  });
  const by = new Map(bands.map((band) => [band.id, band]));
  for (const row of plan.schedule) {
    const band = by.get(idOf(row));
    if (band) band.values[row.month] = row.balance_minor;
  }
  const days = Array.from({ length: plan.months + 1 }, (_, month) => (month === plan.months && month > 0 ? plan.debt_free_on : monthsLater(input.start, month)));
  const totals = days.map((_, month) => bands.reduce((sum, band) => sum + (band.values[month] ?? 0), 0));
  return { days, bands, totals };
}

/** Months to draw: all of them, or every so many of a long plan, and always the last. */
export function sampled(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil((count - 1) / most));
  const picked = Array.from({ length: Math.floor((count - 1) / step) + 1 }, (_, index) => index * step);
  return picked.at(-1) === count - 1 ? picked : [...picked, count - 1];
}

/** A few round heights from nothing to the top, which is not below the most. */
export function ticksOf(most_minor: number, unit: number): number[] {
  const rough = Math.max(1, Math.ceil(most_minor / 5 / unit));
  const base = 10 ** Math.max(0, String(rough).length - 1);
  const step = ([1, 2, 2.5, 5, 10].map((each) => each * base).find((each) => Number.isInteger(each) && each >= rough) ?? rough) * unit;
  return Array.from({ length: Math.ceil(Math.max(1, most_minor) / step) + 1 }, (_, index) => index * step);
}

/** First days of months or years to write under the axis, so that each has room. */
export function marksOf(from: string, to: string, room: number): { day: string; yearly: boolean }[] {
  const months = Math.max(1, Math.round(daysBetween(from, to) / 30.4));
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240].find((each) => months / each <= Math.max(1, room)) ?? 480;
  const first = from.endsWith("-01") ? from.slice(0, 7) : addMonths(from.slice(0, 7), 1);
  const marks: { day: string; yearly: boolean }[] = [];
  for (let month = first; `${month}-01` <= to; month = addMonths(month, 1)) {
    const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
    if (number % step === 0) marks.push({ day: `${month}-01`, yearly: step >= 12 });
  }
  return marks;
}
