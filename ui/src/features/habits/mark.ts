// Saying how a day went, wherever it is said from: painted at once, told with what it deserves.
import { call } from "../../api/call";
import type { MarkHabit } from "../../api/ops.gen";
import { act, announce, complain } from "../../app/act.svelte";

/** True when it was stored. */
export async function markDay(input: MarkHabit): Promise<boolean> {
  try {
    const { encouragement } = await act("habits.mark_habit", input, { quiet: true });
    await announce(encouragement ?? undefined);
    return true;
  } catch (reason) {
    complain(reason);
    return false;
  }
}

export async function markDays(id: string, days: string[], state: MarkHabit["state"]): Promise<boolean> {
  try {
    await act("habits.mark_many", { days: days.map((day) => ({ id, day })), state });
    return true;
  } catch (reason) {
    complain(reason);
    return false;
  }
}

export const readHabits = (archived: boolean) => call("habits.list_habits", { include_archived: archived });
