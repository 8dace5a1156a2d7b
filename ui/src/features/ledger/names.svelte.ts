// Accounts and categories by id, read once for all views of the room.
import { call } from "../../api/call";
import type { AccountBalance, AccountKind, CategoryCount } from "../../api/ops.gen";
import { reading } from "../../app/live.svelte";
import { t } from "../../app/words.svelte";
import type { Option } from "../../kit/Combobox.svelte";

/** What is used daily comes first; lists and the first choice for a new row follow this order. */
export const KINDS: readonly AccountKind[] = ["checking", "cash", "savings", "card", "loan", "investment", "asset"];
export const byKind = (accounts: AccountBalance[]): AccountBalance[] =>
  accounts.toSorted((a, b) => KINDS.indexOf(a.account.kind) - KINDS.indexOf(b.account.kind));

/** The last part of a category's path: what a narrow column shows. */
export const leaf = (path: string): string => path.split(/ › |: | \/ |\//).at(-1) ?? path;

export class Names {
  #accounts = reading(() => null, () => call("ledger.list_accounts", { include_closed: true }).then(byKind), [] as AccountBalance[]);
  #categories = reading(() => null, () => call("ledger.list_categories", { include_archived: true }), [] as CategoryCount[]);

  get ready() {
    return this.#accounts.ready && this.#categories.ready;
  }
  get error() {
    return this.#accounts.error ?? this.#categories.error;
  }
  get accounts() {
    return this.#accounts.value;
  }
  get categories() {
    return this.#categories.value;
  }
  /** Whether one currency is said once, or each amount needs its own. */
  readonly mixed = $derived(new Set(this.accounts.map(({ account }) => account.currency)).size > 1);
  readonly open = $derived(this.accounts.filter(({ account }) => account.closed_on === null));
  readonly accountById = $derived(new Map(this.accounts.map((balance) => [balance.account.id, balance.account])));
  readonly pathById = $derived(new Map(this.categories.map(({ category, path }) => [category.id, path])));
  readonly categoryOptions: Option[] = $derived(
    this.categories
      .filter(({ category }) => !category.archived)
      .map(({ category, path }) => ({ value: category.id, label: path }))
      .sort((a, b) => a.label.localeCompare(b.label)),
  );
  /** With a first option that clears. */
  readonly choices: Option[] = $derived([{ value: "", label: t("uncategorised") }, ...this.categoryOptions]);

  path(id: string | null): string {
    return id === null ? "" : (this.pathById.get(id) ?? "");
  }
}
