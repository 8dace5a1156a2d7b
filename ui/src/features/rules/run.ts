// Rules run over the past: the counts are said, and one undo takes it back.
import { OpError } from "../../api/call";
import { act, announce, complain } from "../../app/act.svelte";
import { t } from "../../app/words.svelte";
import { toasts } from "../../kit/toasts.svelte";

/** Without ids all that are not paused. True when it ran; false when it was cancelled or refused. */
export async function runOver(ids: string[], call: string): Promise<boolean> {
  try {
    const { looked_at, changed } = await act("imports.run_rules", { ids }, { call, quiet: true });
    // Where nothing changed, nothing was kept that could be undone.
    if (changed === 0) toasts.show(t("rules-ran-none", { total: looked_at }));
    else void announce(t("rules-ran", { count: changed, total: looked_at }));
    return true;
  } catch (reason) {
    if (!(reason instanceof OpError) || reason.code !== "cancelled") complain(reason);
    return false;
  }
}
