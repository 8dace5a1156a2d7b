// Light or dark, dense or comfortable: kept on this machine, not in the file.
type Theme = "system" | "light" | "dark";
type Density = "dense" | "comfortable";

const keep = <T extends string>(key: string, allowed: readonly T[], first: T): T =>
  allowed.find((value) => value === localStorage.getItem(key)) ?? first;

export const THEMES: readonly Theme[] = ["system", "light", "dark"];
export const DENSITIES: readonly Density[] = ["dense", "comfortable"];

let theme = $state(keep("pocketsage.theme", THEMES, "system"));
let density = $state(keep("pocketsage.density", DENSITIES, "dense"));
const darkSystem = matchMedia("(prefers-color-scheme: dark)");
let systemDark = $state(darkSystem.matches);
darkSystem.addEventListener("change", (event) => (systemDark = event.matches));

export const look = {
  /** Another window of ours may have chosen. */
  readAgain() {
    theme = keep("pocketsage.theme", THEMES, "system");
    density = keep("pocketsage.density", DENSITIES, "dense");
  },
  get theme() {
    return theme;
  },
  set theme(value: Theme) {
    theme = value;
    localStorage.setItem("pocketsage.theme", value);
  },
  get density() {
    return density;
  },
  set density(value: Density) {
    density = value;
    localStorage.setItem("pocketsage.density", value);
  },
  get shown(): "light" | "dark" {
    return theme === "system" ? (systemDark ? "dark" : "light") : theme;
  },
  get rowHeight() {
    return density === "dense" ? 30 : 36;
  },
};
