import { describe, expect, it } from "vitest";
import { moved, ordered } from "./order";

const CARDS = ["a", "b", "c", "d"].map((id) => ({ id }));
const ids = (order: string[]) => ordered(CARDS, order).map(({ id }) => id).join("");

describe("the order of cards", () => {
  it("is their own until one is chosen, and then the chosen", () => {
    expect(ids([])).toBe("abcd");
    expect(ids(["d", "a", "c", "b"])).toBe("dacb");
  });

  it("takes in a card that is new where it would stand by itself, and passes over one that is gone", () => {
    expect(ids(["d", "b", "a"])).toBe("dbca");
    expect(ids(["b", "gone", "c", "d", "b"])).toBe("abcd");
  });

  it("moves one card to a place, not beyond the ends", () => {
    expect(moved(["a", "b", "c"], "c", 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b", "c"], "a", 9)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
  });
});
