// The points of a debt's line, and the rules behind it.
import type { DebtPage } from "../../api/ops.gen";

export type Point = { on: string; minor: number; planned: boolean; today: boolean };

/** What was owed at the end of each month, what is today, and what the plan leaves after each payment. */
export function pointsOf({ shown, months, schedule }: DebtPage, today: string): Point[] {
  const begin = months[0];
  const start = begin ? { on: begin.from, minor: begin.opening_minor } : { on: shown.debt.opened_on, minor: shown.debt.opening_minor };
  const was = [start, ...months.map(({ on, closing_minor }) => ({ on, minor: closing_minor }))].filter(({ on }) => on < today);
  const will = schedule.filter(({ on }) => on > today).map(({ on, balance_minor }) => ({ on, minor: balance_minor }));
  const end = shown.debt.archived_on === null ? today : shown.debt.archived_on;
  return [
    ...was.map((point) => ({ ...point, planned: false, today: false })),
    { on: end, minor: shown.balance_minor, planned: false, today: true },
    ...will.map((point) => ({ ...point, planned: true, today: false })),
  ];
}

/** From nothing to the first round amount above the most, in two to five steps of 1, 2 or 5 of whole units. */
export function rulesOf(most: number, digits: number): number[] {
  const unit = 10 ** digits;
  let step = unit;
  for (let power = unit; step * 4 < most; power *= 10) {
    step = [1, 2, 5].map((part) => part * power).find((each) => each * 4 >= most) ?? power * 10;
  }
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
