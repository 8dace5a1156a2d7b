import { describe, expect, it } from "vitest";
import { editRate, formatRate, parseRate } from "./rate";

describe("a rate", () => {
  it("is read as people write it", () => {
    expect(parseRate("1.0842", "en")).toBe("1.0842");
    expect(parseRate("1,0842", "de")).toBe("1.0842");
    expect(parseRate("1,08", "en")).toBe("1.08");
    expect(parseRate("17,352.5", "en")).toBe("17352.5");
    expect(parseRate("17.352,5", "de")).toBe("17352.5");
    expect(parseRate(" 161 ", "es")).toBe("161");
  });
  it("is no rate when it is nothing, or could be two", () => {
    expect(["", "0", "0.000", "-1", "abc", "1.2.3", "1,084"].map((text) => parseRate(text, "en"))).toEqual(Array(7).fill(null));
  });
  it("is shown with all its digits", () => {
    expect(formatRate("17352.123456", "en")).toBe("17,352.123456");
    expect(editRate("17352.5", "de")).toBe("17352,5");
  });
});
