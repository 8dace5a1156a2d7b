// The plan under the hand: computed anew with each change, one question at a time, the latest winning.
import { call, OpError } from "../../../api/call";
import type { DebtComparison, DebtPlan, SimulateDebts } from "../../../api/ops.gen";
import { refusalOf } from "../refused";

export type Asked = { plan: SimulateDebts; step_minor: number; lump_minor: number };
/** The core's words, the person's, and the field to change. */
export type Refused = { message: string; told: string; field: string | null };
type Answer = { asked: Asked; plan: DebtPlan | null; refused: Refused | null; compared: DebtComparison | null };

const refusedBy = (reason: unknown): Refused => ({
  message: reason instanceof Error ? reason.message : String(reason),
  told: refusalOf(reason),
  field: reason instanceof OpError ? reason.field : null,
});

export class Trial {
  #answer = $state.raw<Answer | null>(null);
  #wanted: Asked | null = null;
  #busy = false;
  #gone = false;

  /** What was asked, and what came of it: a plan or its refusal. */
  get answer(): Answer | null {
    return this.#answer;
  }
  ask(asked: Asked): void {
    this.#wanted = asked;
    if (!this.#busy) void this.#run();
  }
  /** Nobody looks any more. */
  end(): void {
    this.#gone = true;
  }
  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#wanted !== null && !this.#gone) {
      const asked = this.#wanted;
      this.#wanted = null;
      const { plan: input, step_minor, lump_minor } = asked;
      const [plan, compared] = await Promise.allSettled([call("debts.simulate", input), call("debts.compare", { plan: input, step_minor, lump_minor })]);
      const answer: Answer = {
        asked,
        plan: plan.status === "fulfilled" ? plan.value : null,
        refused: plan.status === "rejected" ? refusedBy(plan.reason) : null,
        compared: compared.status === "fulfilled" ? compared.value : null,
      };
      requestAnimationFrame(() => {
        if (!this.#gone) this.#answer = answer;
      });
    }
    this.#busy = false;
  }
}
