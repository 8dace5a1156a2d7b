// The desktop around the window, as fake_desktop.py plays it: the tray and the notifications.
// It must be up before the program starts, or there is no tray for it.
import { spawn } from "node:child_process";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";
import { until } from "./desk.mjs";

const script = path.join(path.dirname(fileURLToPath(import.meta.url)), "fake_desktop.py");

/** All it told so far, oldest first. */
export const seen = [];
let desktop;

export async function start() {
  desktop = spawn("/usr/bin/python3", ["-u", script], { stdio: ["pipe", "pipe", "inherit"] });
  readline.createInterface({ input: desktop.stdout }).on("line", (line) => seen.push(JSON.parse(line)));
  await next("ready", 0);
}

export const stop = () => desktop?.kill();

/** The first of its kind told after `since` things, for which `fits` holds. */
export function next(saw, since, fits = () => true, ms = undefined) {
  const found = () => seen.slice(since).find((each) => each.saw === saw && fits(each));
  return until(`the desktop sees "${saw}"`, async () => found(), ms);
}

/** Does what a person does there; answers with what is told of it. */
async function wish(what, answer) {
  const since = seen.length;
  desktop.stdin.write(`${JSON.stringify(what)}\n`);
  const told = await until(`the desktop does ${what.do}`, async () =>
    seen.slice(since).find(({ saw }) => saw === answer || saw === "failed"),
  );
  if (told.saw === "failed") throw new Error(`${JSON.stringify(what)}: ${told.why}`);
  return told;
}

/** The menu of the tray: { label, enabled, ticked (null where there is no tick), inside }. */
export const menu = async () => (await wish({ do: "menu" }, "menu")).items;
export const icon = () => wish({ do: "icon" }, "icon");
export const choose = (label) => wish({ do: "choose", label }, "chosen");

/** The notification of that title, shown after the first `since` things. */
export const notification = (title, since) => next("notification", since, ({ summary }) => summary === title, 20_000);

/** Waits until an item of the menu is there and as wanted. */
export const item = (label, fits = () => true) =>
  until(`the tray's menu has "${label}"`, async () => {
    const items = await menu().catch(() => []);
    return items.find((each) => each.label === label && fits(each));
  });

/** Presses a notification's button, by the name that the program gave its action. */
export const pressAction = (id, action) => desktop.stdin.write(`${JSON.stringify({ do: "press", id, action })}\n`);
export const dismiss = (id) => desktop.stdin.write(`${JSON.stringify({ do: "dismiss", id })}\n`);
