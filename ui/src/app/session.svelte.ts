// Which file is open, and the household's own currency.
import { call, OpError } from "../api/call";
import type { FileStatus, Household } from "../api/ops.gen";
import { toasts } from "../kit/toasts.svelte";

let status = $state.raw<FileStatus | null>(null);
let household = $state.raw<Household | null>(null);
let failed = $state<string | null>(null);
let denied = $state(false);

export const session = {
  get status() {
    return status;
  },
  get household() {
    return household;
  },
  get currency() {
    return household?.currency ?? "EUR";
  },
  get failed() {
    return failed;
  },
  get denied() {
    return denied;
  },
  async set(next: FileStatus) {
    if (next.state === "open") household = await call("ledger.get_household", {});
    else {
      household = null;
      toasts.clear(); // they name payees
    }
    status = next;
  },
  async refresh() {
    try {
      await session.set(await call("file.status", {}));
      failed = null;
    } catch (reason) {
      denied = reason instanceof OpError && reason.code === "denied";
      failed = reason instanceof Error ? reason.message : String(reason);
    }
  },
  async readHousehold() {
    if (status?.state === "open") household = await call("ledger.get_household", {});
  },
};
