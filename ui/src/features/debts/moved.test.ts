import { describe, expect, it, vi } from "vitest";
import type { MovedDate, MovePart } from "../../api/ops.gen";

describe("why the debt-free date moved", async () => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal("navigator", { language: "en-GB" });
  const { words } = await import("../../app/words.svelte");
  const { causeOf, movedInWords } = await import("./moved");
  const part = (cause: MovePart["cause"], days: number, more: Partial<MovePart> = {}): MovePart => ({ cause, days, debt: null, count: 0, amount_minor: 0, words: "", ...more });
  const moved = (after_on: string, days: number, parts: MovePart[]): MovedDate => ({
    before_on: "2027-03-12", after_on, days, parts, debt_free_before: "2027-03-15", debt_free_after: "2027-04-15", words: "",
  });

  it("is a sentence whose days add up", () => {
    const told = moved("2027-04-02", 21, [
      part("missed", 18, { debt: "Card", count: 1, amount_minor: 8000 }),
      part("fee", 3, { debt: "Card", count: 1, amount_minor: 4000 }),
      part("rate", 0, { debt: "Car" }),
    ]);
    expect(movedInWords(told, "EUR", false)).toBe("12 March 2027 → 2 April 2027: one payment missed (+18 days), fee of 40.00 (+3 days)");
    expect(movedInWords(told, "EUR")).toContain("Card: one payment missed (+18 days)");
  });
  it("says so when nothing moved, or causes cancel", () => {
    expect(movedInWords(moved("2027-03-12", 0, []), "EUR")).toBe("12 March 2027, as agreed");
    const even = moved("2027-03-12", 0, [part("short", 1, { amount_minor: 500 }), part("over", -1, { amount_minor: 500 })]);
    expect(movedInWords(even, "EUR")).toBe("12 March 2027, as agreed: 5.00 paid too little (+1 day), 5.00 more paid (−1 day)");
  });
  it("has words for every cause in every language", () => {
    const causes = ["missed", "short", "over", "fee", "charge", "rate", "added", "removed", "strategy", "calendar", "interest", "terms", "money"] as const;
    for (const language of ["en", "de", "es"] as const) {
      words.choice = language;
      for (const cause of causes) for (const count of [1, 3]) expect(causeOf(part(cause, 1, { count, amount_minor: -1200 }), "EUR")).not.toMatch(/moved-|\{/);
    }
    words.choice = "de";
    expect(movedInWords(moved("2027-04-02", 21, [part("missed", 21, { count: 2 })]), "EUR")).toBe("12. März 2027 → 2. April 2027: 2 Zahlungen ausgefallen (+21 Tage)");
    expect(causeOf(part("money", -9, { amount_minor: 5000 }), "EUR")).toBe("+50,00 im Monat");
    expect(causeOf(part("money", -9), "EUR")).toBe("andere Sonderzahlungen oder ein anderes Budget");
    words.choice = "en";
  });
});
