// When the next file of a kind is due, in words.
import type { Profile } from "../../api/ops.gen";
import { t } from "../../app/words.svelte";
import { formatDay } from "../../kit/day";

type Told = Pick<Profile, "due_every_days" | "expected_on" | "usual_days">;

export function dueOf({ due_every_days, expected_on, usual_days }: Told, now: string, locale: string): { text: string; late: boolean } {
  if (due_every_days === 0) return { text: t("profile-due-never"), late: false };
  if (expected_on === null) return { text: t("profile-due-unknown"), late: false };
  const late = expected_on < now;
  const days = due_every_days ?? usual_days ?? 0;
  return { text: t(late ? "profile-due-since" : "profile-due-on", { day: formatDay(expected_on, locale), days }), late };
}
