// What a person wrote stands in a sentence between isolates: a screen sets it apart, and its direction stays its own.
export type Piece = { text: string; value: boolean };

const [OPEN, SHUT] = ["\u2068", "\u2069"];
export const own = (text: string): string => OPEN + text + SHUT;

/** The sentence without marks, for where only text can stand. */
export const plain = (text: string): string => text.replaceAll(OPEN, "").replaceAll(SHUT, "");

export const pieces = (text: string): Piece[] =>
  text
    .split(OPEN)
    .flatMap((part, at) => {
      const [value = "", rest] = at === 0 ? ["", part] : part.split(SHUT);
      return [{ text: value, value: true }, { text: rest ?? "", value: false }];
    })
    .filter((piece) => piece.text !== "");
