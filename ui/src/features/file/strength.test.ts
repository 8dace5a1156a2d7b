import { expect, it } from "vitest";
import { strength } from "./strength";

it("says short, weak, fair and strong", () => {
  expect(strength("abc")).toBe("short");
  expect(strength("aaaaaaaaaa")).toBe("weak");
  expect(strength("kitchen table")).toBe("fair");
  expect(strength("correct horse battery staple 7")).toBe("strong");
});
