// What the palette can do: every command by its words, and the records it finds.
import { call } from "../api/call";
import { formatAmount } from "../kit/money";
import { formatDay } from "../kit/day";
import { pickFiles } from "../features/imports/incoming.svelte";
import { complain, redo, undo } from "./act.svelte";
import { lock, MOD, NEW_KEY, newBill, newDebt, newHabit, newRate, newRule, newTransaction, overlays, REDO_KEY, ROOM_KEYS } from "./keys.svelte";
import { DENSITIES, look, THEMES } from "./look.svelte";
import { go, ROOMS } from "./route.svelte";
import { session } from "./session.svelte";
import { LANGUAGES, t, words } from "./words.svelte";

export type Command = { id: string; name: string; group: string; hint?: string; run: () => void };

/** What the view in sight can do besides. */
type Offer = () => Pick<Command, "id" | "name" | "run">[];
const offers = new Set<Offer>();
/** Returns how to take it back. */
export function offer(made: Offer): () => void {
  offers.add(made);
  return () => offers.delete(made);
}

export function commands(): Command[] {
  const group = t("palette-commands");
  const make = (id: string, name: string, run: () => void, hint?: string): Command => ({ id, name, group, hint, run });
  const list = [
    ...ROOMS.map((room, index) => make(room, t("command-go", { room: t(`room-${room}`) }), () => go(room), ROOM_KEYS[index])),
    make("new", t("command-new-transaction"), newTransaction, NEW_KEY),
    make("quick", t("quick-title"), () => (overlays.quick = true), "Q"),
    ...[...offers].flatMap((made) => made()).map(({ id, name, run }) => make(id, name, run)),
    make("account", t("command-add-account"), () => go("ledger", "", { panel: "add" })),
    make("files", t("command-choose-files"), () => void pickFiles()),
    make("paste", t("command-paste-box"), () => go("imports", "paste")),
    make("inbox", t("command-inbox"), () => go("imports")),
    make("spending", t("command-spending"), () => go("ledger", "spending")),
    make("categories", t("command-categories"), () => go("ledger", "categories")),
    make("payees", t("command-payees"), () => go("ledger", "payees")),
    make("uncategorised", t("command-uncategorised"), () => go("ledger", "", { uncategorised: "1" })),
    make("rules", t("command-rules"), () => go("imports", "rules")),
    make("rule-new", t("rule-new"), newRule),
    make("habit-new", t("habit-new"), newHabit),
    make("habits-review", t("command-habits-review"), () => go("habits", "review")),
    make("debt-new", t("debt-new"), newDebt),
    make("debts-plan", t("command-debts-plan"), () => go("debts", "plan")),
    make("profiles", t("command-profiles"), () => go("imports", "kinds")),
    make("bills", t("command-bills"), () => go("ledger", "bills")),
    make("bill-new", t("bill-new"), newBill),
    make("arrange", t("command-arrange"), () => go("today", "arrange")),
    make("rates", t("command-rates"), () => go("ledger", "rates")),
    make("rate-new", t("rate-new"), newRate),
    make("reminders", t("command-reminders"), () => go("settings", "reminders")),
    make("undo", t("undo"), () => void undo(), `${MOD}Z`),
    make("redo", t("redo"), () => void redo(), REDO_KEY),
    make("history", t("command-history"), () => go("settings", "history")),
    ...(session.status?.keychain || session.status?.demo ? [] : [make("passphrase", t("command-passphrase"), () => go("settings", "file"))]),
    make("file-check", t("file-check"), () => go("settings", "file")),
    make("household", t("command-household"), () => go("settings", "household")),
    make("lock", t("command-lock"), () => void lock(), `${MOD}L`),
    make("keys", t("key-help"), () => (overlays.help = true), "?"),
    ...THEMES.map((theme) => make(`theme-${theme}`, t("command-theme", { name: t(`theme-${theme}`) }), () => (look.theme = theme))),
    ...DENSITIES.map((density) => make(density, t("command-density", { name: t(`density-${density}`) }), () => (look.density = density))),
    ...LANGUAGES.map((language) => make(language, t("command-language", { name: t(`language-${language}`) }), () => (words.choice = language))),
  ];
  if (session.status?.demo) {
    list.push(make("own", t("demo-leave"), () => void call("file.close_demo", {}).then(session.set, complain)));
  }
  return list;
}

/** Accounts, categories, payees and transactions that answer to the text. */
export async function records(text: string): Promise<Command[]> {
  const asked = text.trim().toLocaleLowerCase();
  if (asked === "") return [];
  const [accounts, categories, payees, page, habits, debts] = await Promise.all([
    call("ledger.list_accounts", { include_closed: true }),
    call("ledger.list_categories", {}),
    call("ledger.list_payees", { text: asked, limit: 6 }),
    call("ledger.list_transactions", { text: asked, limit: 8 }),
    call("habits.list_habits", {}),
    call("debts.list_debts", { archived: true }),
  ]);
  const has = (name: string) => name.toLocaleLowerCase().includes(asked);
  const { locale } = words;
  return [
    ...accounts.filter(({ account }) => has(account.name)).slice(0, 6).map(({ account, balance_minor }) => ({
      id: account.id,
      name: account.name,
      group: t("palette-accounts"),
      hint: `${formatAmount(balance_minor, account.currency, locale)} ${account.currency}`,
      run: () => go("ledger", "", { account: account.id }),
    })),
    ...categories.filter(({ path }) => has(path)).slice(0, 6).map(({ category, path }) => ({
      id: category.id,
      name: path,
      group: t("palette-categories"),
      run: () => go("ledger", "", { category: category.id }),
    })),
    ...payees.map((payee) => ({
      id: payee.id,
      name: payee.name,
      group: t("palette-payees"),
      run: () => go("ledger", "", { text: payee.name }),
    })),
    ...habits.filter(({ habit }) => has(habit.name)).slice(0, 6).map(({ habit }) => ({
      id: habit.id,
      name: habit.name,
      group: t("room-habits"),
      run: () => go("habits", habit.id),
    })),
    ...debts.filter(({ debt }) => has(debt.name) || has(debt.lender)).slice(0, 6).map(({ debt, balance_minor }) => ({
      id: debt.id,
      name: debt.name,
      group: t("room-debts"),
      hint: `${formatAmount(balance_minor, debt.currency, locale)} ${debt.currency}`,
      run: () => go("debts", `debt/${debt.id}`),
    })),
    ...page.rows.map(({ transaction, currency }) => ({
      id: transaction.id,
      name: transaction.payee ?? transaction.description,
      group: t("palette-transactions"),
      hint: `${formatDay(transaction.day, locale)}  ${formatAmount(transaction.amount_minor, currency, locale)} ${currency}`,
      run: () => go("ledger", "", { text: transaction.payee ?? transaction.description, from: transaction.day, to: transaction.day }),
    })),
  ];
}
