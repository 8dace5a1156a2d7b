// Putting a debt aside, which mostly is paid off: said in a word, and taken back from there.
import type { ShownDebt } from "../../api/ops.gen";
import { act, announce, complain } from "../../app/act.svelte";
import { t } from "../../app/words.svelte";

/** True when it worked. */
export async function archive({ debt, settled }: ShownDebt): Promise<boolean> {
  try {
    await act("debts.archive_debt", { id: debt.id, version: debt.version }, { quiet: true });
    await announce(t(settled ? "debt-archived" : "debt-put-away", { name: debt.name }));
    return true;
  } catch (reason) {
    complain(reason);
    return false;
  }
}
