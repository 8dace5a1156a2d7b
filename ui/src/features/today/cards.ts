// The cards of Today in the order they have until somebody arranges them. A new card is one line here, and a component
// that shows nothing while it has nothing to say.
import type { Component } from "svelte";
import { href } from "../../app/route.svelte";
import DebtsCard from "../debts/DebtsCard.svelte";
import RiskCard from "../habits/RiskCard.svelte";
import TodayHabits from "../habits/TodayHabits.svelte";
import InboxSummary from "../imports/InboxSummary.svelte";
import RemindersCard from "../notifications/RemindersCard.svelte";
import AccountsCard from "./AccountsCard.svelte";
import BillsCard from "./BillsCard.svelte";
import ChartCard from "./ChartCard.svelte";
import ImportsCard from "./ImportsCard.svelte";
import MonthCard from "./MonthCard.svelte";
import SafeCard from "./SafeCard.svelte";

export type Card = {
  /** What the layout in the file calls it. */
  id: string;
  /** The message with its name. */
  name: string;
  /** The room, or the view, that it goes to. */
  to: () => string;
  body: Component;
  /** Takes the whole width. */
  wide?: boolean;
};

export const CARDS: readonly Card[] = [
  { id: "habits", name: "today-habits", to: () => href("habits"), body: TodayHabits },
  { id: "bills", name: "today-bills", to: () => href("ledger", "bills"), body: BillsCard },
  { id: "debts", name: "room-debts", to: () => href("debts"), body: DebtsCard },
  { id: "reminders", name: "today-reminders", to: () => href("settings", "reminders"), body: RemindersCard },
  { id: "inbox", name: "today-inbox", to: () => href("imports"), body: InboxSummary },
  { id: "safe", name: "today-safe", to: () => href("ledger", "bills", { safe: "1" }), body: SafeCard },
  { id: "risk", name: "today-risk", to: () => href("habits"), body: RiskCard },
  { id: "month", name: "today-month", to: () => href("ledger"), body: MonthCard },
  { id: "accounts", name: "accounts", to: () => href("ledger"), body: AccountsCard },
  { id: "chart", name: "today-chart", to: () => href("ledger", "spending"), body: ChartCard, wide: true },
  { id: "imports", name: "today-imports", to: () => href("imports", "batches"), body: ImportsCard, wide: true },
];
