// A watched folder as a person sees it: what comes in by itself, what asks, and how it is paused and removed.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, faults, goTo, test, type Page } from "../../ui/e2e";

const folder = process.env.POCKETSAGE_FOLDER ?? "";
test.skip(!folder, "POCKETSAGE_FOLDER is not set: a folder that the file at POCKETSAGE_URL watches");

/** Two looks of the watch, and the import. */
const SOON = { timeout: 20_000 };
const row = (page: Page) => page.getByRole("listitem", { name: folder });

function put(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

test("a file put into the folder comes in, and what leaves something open asks", async ({ page }) => {
  test.setTimeout(60_000);
  const mark = `w${Date.now()}`;
  await goTo(page, "#/imports/folders");
  await expect(row(page)).toContainText("watching · into the account each file suggests");
  put(`${mark}.csv`, `date,currency,payee,amount\n2026-03-14,EUR,Bakery ${mark},-12.50\n`);
  await expect(row(page)).toContainText(`Last: ${mark}.csv, imported`, SOON);
  put(`open-${mark}.csv`, `Date,Currency,Payee,${mark}\n03/04/2026,EUR,Books,-7.30\n`);
  await expect(row(page)).toContainText(`Last: open-${mark}.csv`, SOON);
  await row(page).getByText("Files seen").click();
  const files = page.getByRole("region", { name: `files seen in ${folder}` });
  await expect(files.getByRole("row").filter({ hasText: `open-${mark}.csv` })).toContainText("03/04/2026");
  await expect(row(page)).toContainText(/\d+ needs? a look/);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await faults(page)).toEqual([]);
  }
  await files.getByRole("link", { name: `${mark}.csv` }).click();
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByRole("button", { name: "Undo this import" })).toHaveCount(0);
  await goTo(page, "#/settings/history");
  await expect(page.getByRole("row").filter({ hasText: `imported 1 rows from ${mark}.csv` })).toContainText("a watched folder");
  for (const name of [`${mark}.csv`, `open-${mark}.csv`]) rmSync(join(folder, name));
});

test("by keyboard: pause, resume, change the account, remove and undo", async ({ page }) => {
  const press = (name: string) => row(page).getByRole("button", { name }).press("Enter");
  await goTo(page, "#/imports/folders");
  await press(`Pause ${folder}`);
  await expect(row(page)).toContainText("paused ·");
  await press(`Resume ${folder}`);
  await expect(row(page)).toContainText("watching ·");
  await press(`Change ${folder}`);
  const dialog = page.getByRole("dialog", { name: folder });
  const account = dialog.getByLabel("Rows go into");
  await expect(account).toBeFocused();
  expect(await faults(page)).toEqual([]);
  const name = (await account.getByRole("option").nth(1).textContent()) ?? "";
  await account.selectOption({ label: name });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(row(page)).toContainText(`into ${name}`);
  await expect(row(page).getByRole("button", { name: `Change ${folder}` })).toBeFocused();
  await press(`Stop watching ${folder}`);
  await expect(row(page)).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Watched folders" })).toBeFocused();
  await expect(page.getByText("each new one is imported by itself")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Control+z");
  await expect(row(page)).toContainText(`into ${name}`);
  await page.keyboard.press("Control+z");
  await expect(row(page)).toContainText("into the account each file suggests");
});

test("a browser may not name a folder of this machine, and is told how to", async ({ page }) => {
  await goTo(page, "#/imports/folders");
  await expect(page.getByText("pocketsage imports add-folder --path")).toBeVisible();
  await expect(page.getByRole("button", { name: "Watch a folder" })).toHaveCount(0);
});
