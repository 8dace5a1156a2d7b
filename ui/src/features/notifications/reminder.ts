// What the screens know of a reminder: how it stands, in words, and what may be answered.
import type { Answer, Notification, NotificationKind } from "../../api/ops.gen";
import { attempt } from "../../app/act.svelte";
import { t, words } from "../../app/words.svelte";
import { formatInstant } from "../../kit/day";

export const KINDS: readonly NotificationKind[] = ["habit", "bill", "debt", "statement", "charge"];

/** When it was or will be told: the time alone if that is today, with the weekday within a week. */
export function whenOf(instant: string): string {
  const [at, now] = [new Date(instant), new Date()];
  const days = Math.abs(at.getTime() - now.getTime()) / 86_400_000;
  if (days > 6) return formatInstant(instant, words.locale);
  const isToday = at.toDateString() === now.toDateString();
  const weekday = isToday ? undefined : ("short" as const);
  return new Intl.DateTimeFormat(words.locale, { weekday, hour: "numeric", minute: "2-digit" }).format(at);
}

export const stateOf = ({ state, error }: Notification): string => {
  const said = t(`reminder-state-${state}`);
  return error === null ? said : `${said}: ${error}`;
};

export const answerName = (answer: Answer): string => t(`reminder-answer-${answer.replace("_", "-")}`);

export const answer = ({ id }: Notification, given: Answer): Promise<boolean> =>
  attempt("notifications.answer_notification", { id, answer: given });
