// A row while it is typed: texts as they stand in the fields, and what they mean.
import type { Account, AddTransaction, RegisterRow, TransactionStatus, UpdateTransaction } from "../../api/ops.gen";
import { formatDay, parseDay, today } from "../../kit/day";
import { editAmount, parseAmount } from "../../kit/money";

export type Draft = {
  id: string | null; // null: a new row
  version: number;
  account: string;
  day: string;
  payee: string;
  category: string;
  memo: string;
  amount: string;
  status: TransactionStatus;
};
export type DraftErrors = Partial<Record<keyof Draft, string>>;

export function draftOf(row: RegisterRow, locale: string): Draft {
  const { transaction: it } = row;
  return {
    id: it.id,
    version: it.version,
    account: it.account_id,
    day: formatDay(it.day, locale),
    payee: it.payee ?? "",
    category: it.category_id ?? "",
    memo: it.memo,
    amount: editAmount(it.amount_minor, row.currency, locale),
    status: it.status,
  };
}

export const emptyDraft = (account: string, locale: string): Draft => ({
  id: null,
  version: 0,
  account,
  day: formatDay(today(), locale),
  payee: "",
  category: "",
  memo: "",
  amount: "",
  status: "booked",
});

type Meant = Required<Omit<AddTransaction, "external_id">>;

/** What the draft says, or the message key of what is wrong per field. */
export function meaning(draft: Draft, account: Account | undefined, locale: string): { meant: Meant } | { errors: DraftErrors } {
  const errors: DraftErrors = {};
  const day = parseDay(draft.day, locale);
  if (day === null) errors.day = "error-day";
  if (!account) errors.account = "error-account";
  const amount = parseAmount(draft.amount, account?.currency ?? "EUR", locale);
  if ("error" in amount) errors.amount = `error-amount-${amount.error}`;
  if (day === null || !account || "error" in amount) return { errors };
  return {
    meant: {
      account_id: account.id,
      day,
      amount_minor: amount.minor,
      payee: draft.payee.trim() === "" ? null : draft.payee.trim(),
      category_id: draft.category === "" ? null : draft.category,
      memo: draft.memo,
      status: draft.status,
    },
  };
}

/** Only the fields that differ from the row; null when nothing does. */
export function changes(row: RegisterRow, meant: Meant): UpdateTransaction | null {
  const before = row.transaction as unknown as Record<string, unknown>;
  const differing = Object.entries(meant).filter(([key, value]) => before[key] !== value);
  if (differing.length === 0) return null;
  return { id: row.transaction.id, version: row.transaction.version, ...Object.fromEntries(differing) };
}
