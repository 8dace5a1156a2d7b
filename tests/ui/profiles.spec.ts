// What is remembered of each kind of file: seen, changed, forgotten and brought back.
import { expect, faults, goTo, test, type Page } from "../../ui/e2e";

const grid = (page: Page) => page.getByRole("grid", { name: "Kinds of files" });
const row = (page: Page, name: string) => grid(page).getByRole("row").filter({ hasText: name });
const panel = (page: Page, name: string) => page.getByRole("complementary", { name });
const letters = () => [...String(Date.now())].map((digit) => "abcdefghij"[Number(digit)]).join("");

async function open(page: Page) {
  await goTo(page, "#/imports/kinds");
  await expect(page.getByRole("link", { name: "Kinds of files" })).toHaveAttribute("aria-current", "page");
}

/** A file of a kind of its own, by its header, as a person chooses it. */
async function bring(page: Page, name: string, word: string) {
  await goTo(page, "#/imports");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).first().click();
  const text = `Tag;Wert;${word}\n13.11.2026;-1,50;Zoo ${word}\n14.11.2026;-2,50;Pool ${word}\n`;
  await (await chooser).setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  const file = page.getByRole("region", { name });
  await file.getByRole("button", { name: "Import 2 rows" }).click();
  await file.getByRole("link", { name: "Show in the ledger" }).waitFor();
}

test("by keyboard alone: seen, changed, forgotten, and back again", async ({ page }) => {
  const word = letters();
  const name = `${word}.csv`;
  await bring(page, name, word);
  await open(page);
  await expect(row(page, name)).toContainText("1 file");
  await expect(row(page, name)).toContainText("no rhythm yet");
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press("Home"); // the latest stands first
  await page.keyboard.press("Enter");
  const editor = panel(page, name);
  await expect(editor.getByLabel("Rows go into")).toBeFocused();
  await expect(editor).toContainText("How it is read was found in the file.");
  await expect(editor.getByLabel("Days", { exact: true })).toHaveValue("day_first");
  await expect(editor).toContainText("Tag");
  await page.keyboard.press("Tab");
  await page.keyboard.press("m"); // month first
  await expect(editor.getByLabel("Days", { exact: true })).toHaveValue("month_first");
  await editor.getByLabel("every so many days").focus();
  await page.keyboard.press("Space");
  await editor.getByLabel("Days between two files").fill("3");
  await page.keyboard.press("Enter");
  await expect(editor).toHaveCount(0);
  await expect(grid(page)).toBeFocused();
  await expect(row(page, name)).toContainText("due since 17/11/2026, every 3 days");
  await page.keyboard.press("Enter");
  await expect(panel(page, name)).toContainText("You settled how it is read.");
  await page.keyboard.press("Escape");
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(row(page, name)).toHaveCount(0);
  await page.getByRole("region", { name: "notices" }).getByRole("button", { name: "Undo" }).last().click();
  await expect(row(page, name)).toHaveCount(1);
});

test("what is no number of days is said at its field", async ({ page }) => {
  const word = letters();
  await bring(page, `${word}.csv`, word);
  await open(page);
  await row(page, word).click();
  const editor = panel(page, `${word}.csv`);
  await editor.getByLabel("every so many days").check();
  await editor.getByLabel("Days between two files").fill("often");
  await editor.getByRole("button", { name: "Save" }).click();
  await expect(editor).toContainText("write a number of days, such as 30");
  await expect(editor.getByLabel("Days between two files")).toHaveAttribute("aria-invalid", "true");
  await editor.getByLabel("never").check();
  await editor.getByRole("button", { name: "Save" }).click();
  await expect(row(page, word)).toContainText("none expected");
});

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing in the list and its panel, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const word = letters();
    await bring(page, `${word}.csv`, word);
    await open(page);
    await row(page, word).click();
    await panel(page, `${word}.csv`).waitFor();
    expect(await faults(page)).toEqual([]);
  });
}

test("an empty file says what will stand here", async ({ page }) => {
  const empty = process.env.POCKETSAGE_EMPTY_URL;
  test.skip(!empty, "POCKETSAGE_EMPTY_URL names no server on an empty file");
  await page.goto(empty ?? "");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await open(page);
  const nothing = page.getByText("No file has come in yet.");
  await expect(grid(page).or(nothing)).toBeVisible();
  // What tests before this one brought in and took out again is remembered still.
  for (let left = await grid(page).getByRole("row").count(); left > 0; left -= 1) {
    await grid(page).press("Delete");
    await expect(grid(page).getByRole("row")).toHaveCount(left - 1);
  }
  await expect(nothing).toBeVisible();
  expect(await faults(page)).toEqual([]);
});
