// A yearly rate as people type it, and as the core takes it: a decimal as text, never a float.

/** "5,9" and "5.9 %" are "5.9". Null when it is no rate. */
export function parsePercent(text: string): string | null {
  const rest = text.replace(/[\s\u00a0\u202f%]/g, "").replace(",", ".");
  return /^\d{1,4}(\.\d{1,6})?$/.test(rest) ? rest : null;
}
