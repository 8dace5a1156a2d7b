// How a file's format is called on the screen.
import { t } from "../../app/words.svelte";

/** `CAMT.053` for `camt.053`; the names of formats are the same in every language. */
export const formatName = (format: string): string => (format === "rates" ? t("format-rates") : format.toUpperCase());
