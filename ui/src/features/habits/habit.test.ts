import { describe, expect, it, vi } from "vitest";

describe("a habit on the screen", async () => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  const { oftenOf, parseUnits, ticked } = await import("./habit");
  const { addDays } = await import("../../kit/day");

  it("is ticked by what its kind calls kept, and cleared by a second tick", () => {
    expect(ticked("build", null)).toBe("yes");
    expect(ticked("build", "auto")).toBe("yes");
    expect(ticked("build", "no")).toBe("yes");
    expect(ticked("build", "yes")).toBe(null);
    expect(ticked("avoid", "unknown")).toBe("no");
    expect(ticked("avoid", "yes")).toBe(null);
    expect(ticked("avoid", "yes", true)).toBe("yes");
    expect(ticked("build", "yes", true)).toBe("no");
    expect(ticked("build", "no", true)).toBe("yes");
  });

  it("takes amounts as people write them", () => {
    expect(parseUnits(" 2,5 ")).toBe(2.5);
    expect(parseUnits("0")).toBe(0);
    for (const wrong of ["", "two", "-1", "1.2345", "1e5"]) expect(parseUnits(wrong)).toBe(null);
  });

  it("counts days over months and years", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  });

  it("knows how often by name", () => {
    expect(oftenOf({ numerator: 3, denominator: 7 })).toBe("three-week");
    expect(oftenOf({ numerator: 4, denominator: 7 })).toBe("own");
  });
});
