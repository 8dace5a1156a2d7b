// Amounts as people type and read them; between the two only integer minor units and strings, never a float.

const exponents = new Map<string, number>();
const formats = new Map<string, Intl.NumberFormat>();

/** Digits after the decimal sign of a currency: EUR 2, JPY 0, BHD 3. */
export function exponent(currency: string): number {
  let found = exponents.get(currency);
  if (found === undefined) {
    try {
      found =
        new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
          .maximumFractionDigits ?? 2;
    } catch {
      found = 2;
    }
    exponents.set(currency, found);
  }
  return found;
}

/** 123456 and 2 give "1234.56". */
export function decimal(minor: number, digits: number): string {
  const sign = minor < 0 ? "-" : "";
  const all = String(Math.abs(minor)).padStart(digits + 1, "0");
  const cut = all.length - digits;
  return digits === 0 ? sign + all : `${sign}${all.slice(0, cut)}.${all.slice(cut)}`;
}

/** An amount without its currency, with a true minus. `signed` also shows the plus. */
export function formatAmount(minor: number, currency: string, locale: string, signed = false): string {
  const digits = exponent(currency);
  const key = `${locale} ${digits} ${signed}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: true,
      signDisplay: signed ? "exceptZero" : "negative",
    });
    formats.set(key, format);
  }
  return format.format(decimal(minor, digits) as Intl.StringNumericLiteral).replace("-", "\u2212");
}

/** As above without grouping: what a field starts with. */
export function editAmount(minor: number, currency: string, locale: string): string {
  return decimal(minor, exponent(currency)).replace(".", separators(locale).point);
}

function separators(locale: string): { point: string; group: string } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.5);
  const find = (type: string, otherwise: string) =>
    parts.find((part) => part.type === type)?.value ?? otherwise;
  return { point: find("decimal", "."), group: find("group", ",") };
}

export type ParsedAmount = { minor: number } | { error: "empty" | "form" | "digits" | "size" };

/** "1.234,56" in German, "1,234.56" in English; a minus may stand on either side. */
export function parseAmount(text: string, currency: string, locale: string): ParsedAmount {
  let rest = text.replace(/[\s\u00a0\u202f'\u2019\p{Sc}]/gu, "").replace(/\u2212/g, "-");
  if (rest === "") return { error: "empty" };
  let negative = false;
  if (rest.startsWith("-") || rest.endsWith("-")) {
    negative = true;
    rest = rest.startsWith("-") ? rest.slice(1) : rest.slice(0, -1);
  } else if (rest.startsWith("+")) rest = rest.slice(1);
  if (!/^[\d.,]+$/.test(rest)) return { error: "form" };
  const digits = exponent(currency);
  const { point } = separators(locale);
  const other = point === "," ? "." : ",";
  const halves = split(rest, point, other, digits);
  if (!halves) return { error: "form" };
  const [whole, fraction] = halves;
  if (fraction.length > digits) return { error: "digits" };
  const minor = Number(whole + fraction.padEnd(digits, "0"));
  if (!Number.isSafeInteger(minor)) return { error: "size" };
  return { minor: negative && minor !== 0 ? -minor : minor };
}

/** The whole and the fraction. A lone foreign sign before fewer than three digits can only be a decimal sign. */
function split(text: string, point: string, other: string, digits: number): [string, string] | null {
  const signs = text.replace(/\d/g, "");
  if (signs === other && digits > 0) {
    const [whole = "", fraction = ""] = text.split(other);
    if (fraction.length > 0 && fraction.length < 3) return [whole || "0", fraction];
  }
  const parts = text.split(point);
  if (parts.length > 2) return null;
  const [grouped = "", fraction = ""] = parts;
  if (fraction.includes(other)) return null;
  const groups = grouped.split(other);
  const whole = groups.join("");
  if (groups.length > 1 && !groups.slice(1).every((group) => group.length === 3)) return null;
  if (groups.length > 1 && (groups[0]?.length ?? 0) > 3) return null;
  if (whole === "" && fraction === "") return null;
  return [whole || "0", fraction];
}
