import { expect, it } from "vitest";
import type { Layout } from "../../api/ops.gen";
import { columnsOf, meaningOf, setMeaning } from "./mapping";

const layout = {
  encoding: "UTF-8", delimiter: ";", quote: '"', header_row: 1, first_row: 2,
  mapping: { day: 0, day_format: "dmy", amount: { kind: "signed", column: 2 }, inverted: false, decimal: ",", description: [1] },
} as unknown as Layout;

it("says what each column means", () => {
  expect([0, 1, 2, 3].map((column) => meaningOf(columnsOf(layout), column))).toEqual(["day", "description", "amount", "none"]);
});
it("never leaves a file without a day or an amount", () => {
  expect(setMeaning(layout, 0, "none")).toBeNull();
  expect(setMeaning(layout, 2, "memo")).toBeNull();
});
it("moves a meaning to another column", () => {
  const moved = setMeaning(layout, 3, "day");
  expect(moved && meaningOf(columnsOf(moved), 0)).toBe("none");
  const two = setMeaning(layout, 3, "credit");
  expect(two && columnsOf(two).amount).toEqual({ kind: "debit_credit", debit: 2, credit: 3, debit_signed: false });
  const payee = setMeaning(layout, 1, "payee");
  expect(payee && columnsOf(payee)).toMatchObject({ payee: 1, description: [] });
});
