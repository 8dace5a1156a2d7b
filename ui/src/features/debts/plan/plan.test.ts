import { describe, expect, it } from "vitest";
import type { DebtPlan, DuePayment, PayoffNow, SimulateDebts } from "../../../api/ops.gen";
import { marksOf, monthsLater, sampled, stackOf, ticksOf } from "./bands";
import { fieldsOf, inputOf, isChanged, movedTo, niceAbove, orderOf, rangeOf, updateOf } from "./draft";
import { freedOf, paymentsOf, sumOf } from "./payments";
import { parsePercent } from "./percent";

const debt = (name: string, balance_minor: number, minimum_minor: number) =>
  ({ name, id: name, balance_minor, currency: "EUR", apr: "0", convention: "monthly_nominal", fee_minor: 0, minimum: { rule: "fixed", amount_minor: minimum_minor } }) as const;
const row = (month: number, name: string, payment_minor: number, balance_minor: number) =>
  ({ month, debt: name, id: name, on: `2026-0${month + 1}-05`, interest_minor: 0, fee_minor: 0, payment_minor, balance_minor });
const input: SimulateDebts = { start: "2026-01-31", strategy: "snowball", extra_minor: 0, rollover: true, smallest_first: 1, debts: [{ ...debt("Car", 30000, 5000), apr: "9.5" }, { ...debt("Store", 10000, 5000), apr: "12" }] };
const plan: DebtPlan = {
  currency: "EUR", months: 4, debt_free_on: "2026-05-05", cleared_on: "2026-05-01", total_interest_minor: 0, total_fees_minor: 0, total_paid_minor: 40000, committed_minor: 10000,
  payoffs: [{ name: "Store", id: "Store", month: 2, on: "2026-03-05" }, { name: "Car", id: "Car", month: 4, on: "2026-05-05" }],
  schedule: [row(1, "Car", 5000, 25000), row(1, "Store", 5000, 5000), row(2, "Car", 5000, 20000), row(2, "Store", 5000, 0), row(3, "Car", 10000, 10000), row(4, "Car", 10000, 0)],
};
const now = {
  currency: "EUR", owed_minor: 40000, input, plan, due: [], against: [], moved: null, refusal: null, refusal_field: null, agreed_free_on: null,
  choice: { id: "", currency: "EUR", strategy: "avalanche", extra_minor: 0, rollover: true, smallest_first: 1, custom_order: [], lump_sums: [], budgets: [], agreed: null, agreed_on: null, version: 0 },
} as PayoffNow;

describe("a draft", () => {
  it("is changed only by what differs from the choice", () => {
    expect(isChanged(now, {})).toBe(false);
    expect(isChanged(now, { extra_minor: 0, lump_sums: [] })).toBe(false);
    expect(isChanged(now, { extra_minor: 100 })).toBe(true);
  });
  it("has the highest rate first until there is an order by hand", () => {
    expect(orderOf(now, fieldsOf(now, {}))).toEqual(["Store", "Car"]);
    expect(orderOf(now, fieldsOf(now, { custom_order: ["Car", "gone"] }))).toEqual(["Car", "Store"]);
    expect(updateOf(now, { strategy: "custom" })).toMatchObject({ custom_order: ["Store", "Car"], version: 0, agree: true });
    expect(updateOf(now, { extra_minor: 5 })).not.toHaveProperty("custom_order");
  });
  it("leaves lump sums out whose day is over", () => {
    const sums = [{ on: "2026-01-30", amount_minor: 1 }, { on: "2026-01-31", amount_minor: 2 }];
    expect(inputOf(now, fieldsOf(now, { lump_sums: sums })).lump_sums).toEqual([sums[1]]);
  });
  it("has a slider in round steps", () => {
    expect([1, 3, 7, 10, 11, 130].map(niceAbove)).toEqual([1, 5, 10, 10, 20, 200]);
    expect(rangeOf({ ...now, owed_minor: 900000 }, 0)).toEqual({ max: 40000, step: 1000 });
    expect(rangeOf(now, 0)).toEqual({ max: 10000, step: 1000 });
    expect(rangeOf(now, 25000).max).toBe(25000);
    expect(movedTo(["a", "b", "c"], "c", 0)).toEqual(["c", "a", "b"]);
  });
});

describe("the bands", () => {
  it("stand on the debt that is paid off last, and end on the debt-free day", () => {
    const stack = stackOf(plan, input);
    expect(stack.bands.map(({ name, values }) => [name, values])).toEqual([["Car", [30000, 25000, 20000, 10000, 0]], ["Store", [10000, 5000, 0, 0, 0]]]);
    expect(stack.totals).toEqual([40000, 30000, 20000, 10000, 0]);
    expect(stack.days).toEqual(["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-05"]);
    expect(monthsLater("2028-01-31", 1)).toBe("2028-02-29");
  });
  it("are drawn by every so many months when there are many", () => {
    expect(sampled(5, 240)).toEqual([0, 1, 2, 3, 4]);
    expect(sampled(8, 3)).toEqual([0, 3, 6, 7]);
  });
  it("have round heights and dates beneath", () => {
    expect(ticksOf(900000, 100)).toEqual([0, 200000, 400000, 600000, 800000, 1000000]);
    expect(ticksOf(90, 100)).toEqual([0, 100]);
    expect(marksOf("2026-01-31", "2026-05-05", 10).map(({ day }) => day)).toEqual(["2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01"]);
    expect(marksOf("2026-01-31", "2030-05-05", 6).map(({ day }) => day)).toEqual(["2027-01-01", "2028-01-01", "2029-01-01", "2030-01-01"]);
  });
});

describe("the payments", () => {
  it("are this month's as they stand and then the plan's", () => {
    const due: DuePayment[] = [{ debt_id: "Car", name: "Car", currency: "EUR", on: "2026-01-05", planned_minor: 5000, minimum_minor: 5000, paid_minor: 0, state: "missed" }];
    const days = paymentsOf(due, plan, input.start);
    expect([...days.keys()]).toEqual(["2026-01-05", "2026-02-05", "2026-03-05", "2026-04-05", "2026-05-05"]);
    expect(sumOf(days.get("2026-03-05") ?? [])).toBe(10000);
    expect(days.get("2026-03-05")?.map(({ name, last }) => [name, last])).toEqual([["Car", false], ["Store", true]]);
  });
  it("tell where the minimum of a debt that is gone goes", () => {
    expect(freedOf(plan, input)).toEqual([
      { on: "2026-03-05", name: "Store", minimum_minor: 5000, to: "Car", kind: "goes" },
      { on: "2026-05-05", name: "Car", minimum_minor: 5000, to: null, kind: "done" },
    ]);
    expect(freedOf(plan, { ...input, rollover: false })[0]).toMatchObject({ to: null, kind: "stays" });
  });
});

it("a rate is read in either writing", () => {
  expect(["5,9", "5.9 %", " 12", "0", "", "x", "1.2.3"].map(parsePercent)).toEqual(["5.9", "5.9", "12", "0", null, null, null]);
});
