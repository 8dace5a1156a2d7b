// Rates as people type and read them: decimal text, never a number of ours.
const formats = new Map<string, Intl.NumberFormat>();

/** "1.0842" as 1,0842 where that is how one writes. */
export function formatRate(rate: string, locale: string): string {
  let format = formats.get(locale);
  if (!format) formats.set(locale, (format = new Intl.NumberFormat(locale, { maximumFractionDigits: 12 })));
  return format.format(rate as Intl.StringNumericLiteral);
}

/** As above without grouping: what a field starts with. */
export const editRate = (rate: string, locale: string): string => rate.replace(".", pointOf(locale));

const pointOf = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? ".";

/** Decimal text with a point; null where it is no rate, or could be meant in two ways, as "1,084" in English. */
export function parseRate(text: string, locale: string): string | null {
  const plain = text.replace(/[\s\u00a0\u202f'\u2019]/g, "");
  if (!/^\d[\d.,]*$/.test(plain)) return null;
  const point = pointOf(locale);
  const signs = plain.replace(/\d/g, "");
  let read = plain;
  if (signs.length === 1 && signs !== point) {
    if (/[.,]\d{3}$/.test(plain)) return null;
    read = plain.replace(signs, ".");
  } else if (signs.length > 0) {
    const other = point === "," ? "." : ",";
    const [whole = "", fraction = "", ...more] = plain.split(point);
    const groups = whole.split(other);
    if (more.length > 0 || fraction.includes(other) || groups.slice(1).some((group) => group.length !== 3)) return null;
    read = `${groups.join("")}.${fraction}`;
  }
  read = read.replace(/\.$/, "");
  return /[1-9]/.test(read) ? read : null;
}
