// The views of the room, for the heads of each.
import { href, route } from "../../app/route.svelte";
import { t } from "../../app/words.svelte";

export const views = () => [
  { name: t("view-imports"), href: href("imports"), here: route.view !== "rules" },
  { name: t("rules"), href: href("imports", "rules"), here: route.view === "rules" },
];
