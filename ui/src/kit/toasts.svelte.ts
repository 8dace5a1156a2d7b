// Short notices at the foot of the window; they wait while one points at them.
export type Toast = { id: number; text: string; wrong: boolean; action: { name: string; run: () => void } | null };

let next = 1;
let list = $state<Toast[]>([]);
let held = false;

export const toasts = {
  get list() {
    return list;
  },
  show(text: string, options: { wrong?: boolean; action?: Toast["action"]; ms?: number } = {}) {
    const id = next++;
    list = [...list.slice(-2), { id, text, wrong: options.wrong ?? false, action: options.action ?? null }];
    const end = () => (held ? setTimeout(end, 2_000) : toasts.drop(id));
    setTimeout(end, options.ms ?? (options.wrong ? 12_000 : 8_000));
  },
  /** While one points at them, or the focus is among them. */
  hold(yes: boolean) {
    held = yes;
  },
  /** An offer stands only until something else is undone or done again. */
  withdraw() {
    list = list.filter((toast) => toast.action === null);
  },
  clear() {
    list = [];
  },
  drop(id: number) {
    list = list.filter((toast) => toast.id !== id);
  },
};
