import { describe, expect, it, vi } from "vitest";
import type { Debt } from "../../api/ops.gen";

describe("a debt's form", async () => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal("navigator", { language: "de-DE" });
  const { alone, draftOf, Reading } = await import("./draft");
  const { parseRate, rateOf } = await import("./debt");
  const [locale, today] = ["de-DE", "2026-11-22"];
  const debt: Debt = {
    id: "d", name: "Karte", kind: "card", currency: "EUR", lender: "Bank", opened_on: "2026-10-01", opening_minor: 123456, account_id: null, payee_id: null, notes: "",
    archived_on: null, version: 3,
    terms: {
      apr: "19.9", variable: true, rate_changes: [{ from: "2027-01-01", apr: "21.25" }], promo: { apr: "0", until: "2026-12-31" }, grace_until: null, convention: "average_daily",
      minimum: { rule: "percent_plus_interest", floor_minor: 2500, percent: "1" }, due_day: 31, fee_minor: 150, limit_minor: 500000,
    },
  };

  it("gives back the terms it was filled with", () => {
    const read = new Reading(draftOf(debt, "", "EUR", today, locale), locale, today);
    expect(read.terms()).toEqual(debt.terms);
    expect(read.faults).toEqual({});
  });
  it("says at each field what cannot be meant", () => {
    const draft = { ...draftOf(debt, "", "EUR", today, locale), apr: "viel", due: "32", promoUntil: "bald", floor: "1,2,3", changes: [{ from: "", apr: "1" }] };
    const read = new Reading(draft, locale, today);
    read.terms();
    expect(Object.keys(read.faults).sort()).toEqual(["terms.apr", "terms.due_day", "terms.minimum.floor_minor", "terms.promo.until", "terms.rate_changes[0].from"]);
    expect(alone(draft, locale, today)).toBeNull();
  });
  it("is computed alone only when it is whole", () => {
    expect(alone(draftOf(null, "", "EUR", today, locale), locale, today)).toBeNull();
    expect(alone(draftOf(debt, "", "EUR", today, locale), locale, today)?.debts[0]).toMatchObject({ balance_minor: 123456, apr: "19.9", due_day: 31 });
  });
  it("reads rates as people write them, never as a float", () => {
    expect(["19,9 %", "0.000001", "7", ",5", "19.", "1.234,5", "-3", ""].map(parseRate)).toEqual(["19.9", "0.000001", "7", "0.5", "19", null, null, null]);
    expect(rateOf("19.9")).toBe("19,9\u00a0%");
  });
});
