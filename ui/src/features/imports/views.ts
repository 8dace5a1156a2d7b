// The views of the room, for the heads of each. Any other view is a batch's page.
import { href, route } from "../../app/route.svelte";
import { t } from "../../app/words.svelte";

const OTHERS = ["", "paste", "folders", "rules", "kinds"];

export const views = () => [
  { name: t("inbox"), href: href("imports"), here: route.view === "" },
  { name: t("batches"), href: href("imports", "batches"), here: !OTHERS.includes(route.view) },
  { name: t("rules"), href: href("imports", "rules"), here: route.view === "rules" },
  { name: t("folders"), href: href("imports", "folders"), here: route.view === "folders" },
  { name: t("profiles"), href: href("imports", "kinds"), here: route.view === "kinds" },
];
