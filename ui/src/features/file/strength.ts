// A rough guess from length, kinds of characters and repeats; four words, no promise.
export type Strength = "short" | "weak" | "fair" | "strong";

export function strength(passphrase: string): Strength {
  if (passphrase.length < 8) return "short";
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(passphrase)).length;
  const bits = new Set(passphrase).size * (kinds === 1 ? 2.5 : 3.3) + (passphrase.length - 8) * 1.5;
  if (bits < 35) return "weak";
  return bits < 55 ? "fair" : "strong";
}
