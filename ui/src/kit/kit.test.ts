import { describe, expect, it } from "vitest";
import { addMonths, formatDay, lastDay, parseDay } from "./day";
import { editAmount, formatAmount, parseAmount } from "./money";
import { scaleOf } from "./rows.svelte";

describe("amounts", () => {
  it("are read in the locale's own writing", () => {
    expect(parseAmount("1.234,56", "EUR", "de")).toEqual({ minor: 123456 });
    expect(parseAmount("1,234.56", "USD", "en")).toEqual({ minor: 123456 });
    expect(parseAmount("-0,1", "EUR", "de")).toEqual({ minor: -10 });
    expect(parseAmount("12,50-", "EUR", "es")).toEqual({ minor: -1250 });
    expect(parseAmount("€ \u221212.50", "EUR", "en")).toEqual({ minor: -1250 });
    expect(parseAmount("1.234", "EUR", "de")).toEqual({ minor: 123400 });
    expect(parseAmount("12.5", "EUR", "de")).toEqual({ minor: 1250 });
    expect(parseAmount("1500", "JPY", "en")).toEqual({ minor: 1500 });
    expect(parseAmount("1.234", "BHD", "en")).toEqual({ minor: 1234 });
  });
  it("are refused when they could mean two things, or nothing", () => {
    expect(parseAmount("", "EUR", "en")).toEqual({ error: "empty" });
    expect(parseAmount("12a", "EUR", "en")).toEqual({ error: "form" });
    expect(parseAmount("1.2.3,4", "EUR", "de")).toEqual({ error: "form" });
    expect(parseAmount("1.234", "EUR", "en")).toEqual({ error: "digits" });
    expect(parseAmount("99999999999999999", "EUR", "en")).toEqual({ error: "size" });
  });
  it("lose nothing in writing", () => {
    expect(formatAmount(-123456, "EUR", "de")).toBe("\u22121.234,56");
    expect(formatAmount(9007199254740991, "EUR", "en")).toBe("90,071,992,547,409.91");
    expect(formatAmount(5, "EUR", "en")).toBe("0.05");
    for (const minor of [0, 1, -1, 99, -100, 1234567, -9007199254740991]) {
      for (const locale of ["en", "de", "es"]) {
        expect(parseAmount(editAmount(minor, "EUR", locale), "EUR", locale)).toEqual({ minor });
        expect(parseAmount(formatAmount(minor, "EUR", locale), "EUR", locale)).toEqual({ minor });
      }
    }
  });
});

describe("days", () => {
  it("are read in the locale's order", () => {
    expect(parseDay("31.1.2026", "de")).toBe("2026-01-31");
    expect(parseDay("1/31/26", "en-US")).toBe("2026-01-31");
    expect(parseDay("2026-01-31", "es")).toBe("2026-01-31");
    expect(parseDay("31.2.2026", "de")).toBeNull();
    expect(parseDay("soon", "de")).toBeNull();
    expect(parseDay(formatDay("2026-03-04", "de"), "de")).toBe("2026-03-04");
  });
  it("count months across years", () => {
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(addMonths("2025-12", 13)).toBe("2027-01");
    expect(lastDay("2024-02")).toBe("2024-02-29");
  });
});

describe("rows", () => {
  it("scroll one to one until no browser could draw them, then to the very end", () => {
    expect(scaleOf(500_000 * 30, 600)).toBe(1);
    const [all, view, box] = [1_000_000 * 36, 600, 16_000_000];
    const scale = scaleOf(all, view);
    expect((box - view) * scale).toBeCloseTo(all - view, 3);
  });
});
