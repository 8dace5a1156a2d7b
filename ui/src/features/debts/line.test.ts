import { describe, expect, it } from "vitest";
import { rulesOf } from "./line";

describe("the rules behind a debt's line", () => {
  it("are few, round and reach the most", () => {
    for (const most of [0, 1, 99, 100, 4_321, 1_200_000, 98_765_432_100]) {
      const rules = rulesOf(most, 2);
      expect(rules[0]).toBe(0);
      expect(rules.at(-1)).toBeGreaterThanOrEqual(most);
      expect(rules.length).toBeLessThanOrEqual(6);
      expect(rules.every((rule) => rule % 100 === 0)).toBe(true);
    }
    expect(rulesOf(1_200_000, 2)).toEqual([0, 500_000, 1_000_000, 1_500_000]);
  });
});
