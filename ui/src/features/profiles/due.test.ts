import { describe, expect, it } from "vitest";
import { dueChoice, dueDays } from "./due";

describe("how often a file is due", () => {
  it("is as usual, as said, or never", () => {
    expect([null, 30, 0].map(dueChoice)).toEqual(["usual", "said", "never"]);
    expect(dueDays("usual", "30")).toBeNull();
    expect(dueDays("never", "30")).toBe(0);
    expect(dueDays("said", " 30 ")).toBe(30);
  });
  it("is no number that says nothing", () => {
    expect(["", "0", "-3", "3.5", "often", "12345"].map((text) => dueDays("said", text))).toEqual(Array(6).fill(undefined));
  });
});
