// Short notices at the foot of the window; they wait while one points at them.
export type Toast = { id: number; text: string; wrong: boolean; action: { name: string; run: () => void } | null };

let next = 1;
let list = $state<Toast[]>([]);

export const toasts = {
  get list() {
    return list;
  },
  show(text: string, options: { wrong?: boolean; action?: Toast["action"]; ms?: number } = {}) {
    const id = next++;
    list = [...list.slice(-2), { id, text, wrong: options.wrong ?? false, action: options.action ?? null }];
    setTimeout(() => toasts.drop(id), options.ms ?? (options.wrong ? 12_000 : 8_000));
  },
  drop(id: number) {
    list = list.filter((toast) => toast.id !== id);
  },
};
