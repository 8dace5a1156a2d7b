// The register's filter lives in the address, so that every room and the palette can link to one.
import type { ListTransactions, RegisterSort, SummariseTransactions, TransactionStatus } from "../../api/ops.gen";
import { route } from "../../app/route.svelte";

export const STATUSES: readonly TransactionStatus[] = ["pending", "booked", "cleared", "reconciled"];
export const FILTER_KEYS = ["account", "from", "to", "category", "uncategorised", "min", "max", "status", "text", "batch"] as const;
const SORTS: readonly RegisterSort[] = ["day", "amount", "payee"];

const integer = (text: string | null): number | undefined =>
  text !== null && /^-?\d+$/.test(text) ? Number(text) : undefined;

/** Only what is set: the contract takes no unknown field and needs no empty one. */
export function filter(): SummariseTransactions {
  const { query } = route;
  const found: SummariseTransactions = {};
  const put = <K extends keyof SummariseTransactions>(key: K, value: SummariseTransactions[K] | null | undefined) => {
    if (value !== null && value !== undefined && value !== "") found[key] = value;
  };
  put("account_id", query.get("account"));
  put("from", query.get("from"));
  put("to", query.get("to"));
  put("category_id", query.get("category"));
  if (query.get("uncategorised")) found.uncategorised = true;
  put("min_minor", integer(query.get("min")));
  put("max_minor", integer(query.get("max")));
  put("status", STATUSES.find((status) => status === query.get("status")));
  put("text", query.get("text"));
  put("batch_id", query.get("batch"));
  return found;
}

export function sorting(): Required<Pick<ListTransactions, "sort" | "ascending">> {
  const sort = SORTS.find((name) => name === route.query.get("sort")) ?? "day";
  return { sort, ascending: route.query.get("up") === "1" };
}

export const filtered = (): boolean => FILTER_KEYS.some((key) => key !== "account" && route.query.has(key));
export const cleared = (): Record<string, null> =>
  Object.fromEntries(FILTER_KEYS.filter((key) => key !== "account").map((key) => [key, null]));
