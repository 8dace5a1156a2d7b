// Every word on the screen, from the catalogues in src/locales.
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import de from "../locales/de.ftl?raw";
import en from "../locales/en.ftl?raw";
import es from "../locales/es.ftl?raw";
import { formatDay } from "../kit/day";

export type Language = "en" | "de" | "es";
export const LANGUAGES: readonly Language[] = ["en", "de", "es"];

const SOURCES: Record<Language, string> = { en, de, es };
const KEPT = "pocketsage.language";
const bundles = new Map<string, FluentBundle>();

const keptChoice = () => LANGUAGES.find((language) => language === localStorage.getItem(KEPT)) ?? "system";
let choice = $state<Language | "system">(keptChoice());

const systemLanguage = (): Language =>
  LANGUAGES.find((language) => navigator.language.toLowerCase().startsWith(language)) ?? "en";

/** What the person chose, the language that gives, and the locale for numbers and days. */
export const words = {
  get choice() {
    return choice;
  },
  set choice(value: Language | "system") {
    choice = value;
    localStorage.setItem(KEPT, value);
  },
  /** Another window of ours may have chosen. */
  readAgain() {
    choice = keptChoice();
  },
  get language(): Language {
    return choice === "system" ? systemLanguage() : choice;
  },
  get locale(): string {
    const language = this.language;
    return navigator.language.toLowerCase().startsWith(language) ? navigator.language : language;
  },
};

function bundle(language: Language, locale: string): FluentBundle {
  const key = `${language} ${locale}`;
  let found = bundles.get(key);
  if (!found) {
    found = new FluentBundle([locale, language], { useIsolating: false });
    found.addResource(new FluentResource(SOURCES[language]));
    bundles.set(key, found);
  }
  return found;
}

export function t(key: string, args?: Record<string, FluentVariable>): string {
  const { language, locale } = words;
  for (const [tried, where] of [[language, locale], ["en", "en"]] as const) {
    const source = bundle(tried, where);
    const pattern = source.getMessage(key)?.value;
    if (pattern) return source.formatPattern(pattern, args);
  }
  return key;
}

/** A label of the history, with its days as people write them here. */
export const told = (label: string): string =>
  label.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => formatDay(day, words.locale));
