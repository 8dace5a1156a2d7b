// Which column means what, turned around: what does column 3 mean? The shape is the core's layout.
import type { AmountColumns as Amount, DayFormat, Layout, Mapping as Columns } from "../../api/ops.gen";

export type { Columns };
const SINGLE = ["day_fallback", "fee", "payee", "memo", "external_id", "currency", "currency_fallback", "balance", "account", "category", "status"] as const;
type Single = (typeof SINGLE)[number];

export type Meaning = "none" | "day" | "amount" | "debit" | "credit" | "direction" | "description" | Single;
export const MEANINGS: readonly Meaning[] = ["none", "day", "amount", "debit", "credit", "direction", "description", ...SINGLE];
export const DAY_FORMATS: readonly DayFormat[] = ["ymd", "dmy", "mdy", "month_name", "month_day", "day_month"];

export const columnsOf = (layout: Layout): Columns => layout.mapping;
export const withColumns = (layout: Layout, changes: Partial<Columns>): Layout => ({
  ...layout,
  mapping: { ...layout.mapping, ...changes },
});

export function meaningOf(columns: Columns, column: number): Meaning {
  const { amount } = columns;
  if (columns.day === column) return "day";
  if (amount.kind === "debit_credit") {
    if (amount.debit === column) return "debit";
    if (amount.credit === column) return "credit";
  } else {
    if (amount.column === column) return "amount";
    if (amount.kind === "direction" && amount.direction === column) return "direction";
  }
  const single = SINGLE.find((name) => columns[name] === column);
  if (single) return single;
  return columns.description.includes(column) ? "description" : "none";
}

/** The layout with one column meaning something else; null when the file would be left without a day or an amount. */
export function setMeaning(layout: Layout, column: number, meaning: Meaning): Layout | null {
  const before = columnsOf(layout);
  const after: Columns = { ...before, description: before.description.filter((each) => each !== column) };
  for (const name of SINGLE) if (after[name] === column) after[name] = null;
  if (before.day === column && meaning !== "day") return null;
  const amount = amountWith(before.amount, column, meaning);
  if (amount === null) return null;
  after.amount = amount;
  if (meaning === "day") after.day = column;
  else if (meaning === "description") after.description = [...after.description, column].sort((a, b) => a - b);
  else if (SINGLE.includes(meaning as Single)) after[meaning as Single] = column;
  return withColumns(layout, after);
}

function amountWith(amount: Amount, column: number, meaning: Meaning): Amount | null {
  if (meaning === "amount") {
    if (amount.kind === "direction" && amount.direction !== column) return { ...amount, column };
    return { kind: "signed", column };
  }
  if (meaning === "debit" || meaning === "credit") {
    const two = amount.kind === "debit_credit" ? amount : { kind: "debit_credit" as const, debit: -1, credit: -1, debit_signed: false };
    const other = amount.kind === "debit_credit" ? null : amount.column;
    const next = { ...two, [meaning]: column };
    if (next.debit < 0) next.debit = other ?? column;
    if (next.credit < 0) next.credit = other ?? column;
    return next.debit === next.credit ? null : next;
  }
  if (meaning === "direction") {
    if (amount.kind === "debit_credit" || amount.column === column) return null;
    return { kind: "direction", column: amount.column, direction: column, out_words: ["d", "debit", "s", "soll"], in_words: ["c", "credit", "h", "haben"] };
  }
  if (amount.kind === "direction" && amount.direction === column) return { kind: "signed", column: amount.column };
  const uses = amount.kind === "debit_credit" ? [amount.debit, amount.credit] : [amount.column];
  if (!uses.includes(column)) return amount;
  if (amount.kind !== "debit_credit") return null;
  return { kind: "signed", column: amount.debit === column ? amount.credit : amount.debit };
}
