// The views of the room, for its title.
import { href, route } from "../../app/route.svelte";
import { t } from "../../app/words.svelte";

export const views = () => [
  { name: t("debts-view-list"), href: href("debts"), here: route.view !== "plan" },
  { name: t("debts-view-plan"), href: href("debts", "plan"), here: route.view === "plan" },
];
