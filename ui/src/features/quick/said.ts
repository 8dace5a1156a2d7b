// What was understood of a line, and what was not, in the person's words.
import type { QuickChip, QuickFault, QuickRead } from "../../api/ops.gen";
import { t } from "../../app/words.svelte";
import { formatAmount } from "../../kit/money";

/** The currency stands with its amount; by itself only where there is none. */
export const shownChips = (chips: QuickChip[]): QuickChip[] =>
  chips.filter(({ part }) => part !== "currency" || !chips.some((chip) => chip.part === "amount"));

/** A Friday as "Fri 20 Nov 2026". */
const dayOf = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(new Date(`${day}T12:00:00Z`));

export function chipOf(chip: QuickChip, read: QuickRead | null, locale: string): { name: string; text: string; why: string } {
  const name = t(`quick-part-${chip.part}`);
  // Said to be today, it needs no reason.
  const why = chip.guess === null ? "" : t(`quick-guess-${chip.guess}`);
  if (chip.part === "day") return { name, text: dayOf(chip.value, locale), why };
  if (chip.part === "amount" && read !== null && read.amount_minor !== null) {
    return { name, text: `${formatAmount(read.amount_minor, read.currency, locale, true)} ${read.currency}`, why };
  }
  return { name, text: chip.value, why };
}

export function faultOf({ trouble, about, candidates }: QuickFault): string {
  const [first = "", ...rest] = candidates.map((name) => (name.includes(" ") ? `"${name}"` : name));
  const list = candidates.join(", ");
  const chooses = trouble === "no_account" || trouble === "unknown";
  if (chooses && first === "" && rest.length === 0) return t(`quick-trouble-${trouble}-none`);
  return t(`quick-trouble-${trouble}`, { about, first, list });
}
