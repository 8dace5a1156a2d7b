// How often a file is due, as a person says it and as it is kept.
export type Due = "usual" | "said" | "never";
export const dueChoice = (days: number | null): Due => (days === null ? "usual" : days === 0 ? "never" : "said");

/** What the choice stands for; undefined where the number is none. */
export function dueDays(choice: Due, typed: string): number | null | undefined {
  if (choice === "usual") return null;
  if (choice === "never") return 0;
  const days = /^\d{1,4}$/.test(typed.trim()) ? Number.parseInt(typed, 10) : 0;
  return days > 0 ? days : undefined;
}
