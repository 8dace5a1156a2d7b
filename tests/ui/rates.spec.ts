// Exchange rates: typed, changed and removed by hand, and brought by the central bank's file.
import { readFileSync } from "node:fs";
import { expect, faults, goTo, test, type Page } from "../../ui/e2e";

const ECB = new URL("../data/eurofxref.csv", import.meta.url);
const grid = (page: Page) => page.getByRole("grid", { name: "Exchange rates" });
const row = (page: Page, quote: string) => grid(page).getByRole("row").filter({ hasText: quote });
const panel = (page: Page, name: string) => page.getByRole("complementary", { name });
const undo = (page: Page) => page.getByRole("region", { name: "notices" }).getByRole("button", { name: "Undo" }).last().click();

async function open(page: Page) {
  await goTo(page, "#/ledger/rates");
  await expect(page.getByRole("link", { name: "Exchange rates" })).toHaveAttribute("aria-current", "page");
}

test("by keyboard alone: typed, refused, changed, removed and undone", async ({ page }) => {
  await open(page);
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("n");
  const fresh = panel(page, "New rate");
  await expect(fresh.getByLabel("One of")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("nok");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("sek");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(fresh.getByLabel("What 1 NOK is worth in SEK")).toBeFocused();
  await page.keyboard.type("much");
  await page.keyboard.press("Enter");
  await expect(fresh).toContainText("write a rate such as 1.0842");
  await expect(fresh.getByLabel("What 1 NOK is worth in SEK")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("0.9712");
  await page.keyboard.press("Enter");
  const pair = panel(page, "1 NOK in SEK");
  await expect(pair.getByRole("listitem")).toContainText("0.9712");
  await expect(row(page, "NOK")).toContainText("typed");
  await pair.getByRole("button", { name: /^change the rate of/ }).press("Enter");
  await expect(pair.getByLabel("What 1 NOK is worth in SEK")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("0.98");
  await page.keyboard.press("Enter");
  await expect(row(page, "NOK")).toContainText("0.98");
  await expect(pair.getByRole("listitem")).toContainText("0.98");
  await pair.getByRole("button", { name: /^remove the rate of/ }).press("Enter");
  await expect(row(page, "NOK")).toHaveCount(0);
  await undo(page);
  await expect(row(page, "NOK")).toContainText("0.98");
  await row(page, "NOK").click();
  await panel(page, "1 NOK in SEK").getByRole("button", { name: /^remove the rate of/ }).click();
  await expect(row(page, "NOK")).toHaveCount(0);
});

test("the central bank's file is told by its content, added whole and taken out again", async ({ page }) => {
  await goTo(page, "#/imports");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).first().click();
  // Other days than a test before may have left.
  const text = readFileSync(ECB, "utf8").replaceAll("2026-11-", "2026-10-").replaceAll(/^20(25|07).*\n/gm, "");
  await (await chooser).setFiles({ name: "eurofxref-hist.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  const file = page.getByRole("region", { name: "eurofxref-hist.csv" });
  await expect(file).toContainText("12 exchange rates of 4 currencies, 18/10/2026 to 20/10/2026: 12 new, 0 already known");
  expect(await faults(page)).toEqual([]);
  await file.getByRole("button", { name: "Add 12 rates" }).click();
  await expect(file.getByRole("status")).toContainText("12 exchange rates: 12 added, 0 already known");
  expect(await faults(page)).toEqual([]);
  await file.getByRole("link", { name: "About this import" }).click();
  await expect(page.getByRole("article")).toContainText("12 added");
  await page.getByRole("article").getByRole("link", { name: "Show exchange rates" }).click();
  await expect(row(page, "CHF")).toContainText("from a file");
  await row(page, "CHF").click();
  await expect(panel(page, "1 EUR in CHF").getByRole("listitem").filter({ hasText: "20/10/2026" })).toContainText("0.9375");
  await goTo(page, "#/imports");
  await page.getByRole("region", { name: "eurofxref-hist.csv" }).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("region", { name: "eurofxref-hist.csv" })).toHaveCount(0);
  await open(page);
  await expect(page.getByRole("listitem").filter({ hasText: "20/10/2026" })).toHaveCount(0);
});

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing in the panel of a new rate, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await goTo(page, "#/ledger/rates?pair=new");
    await panel(page, "New rate").waitFor();
    expect(await faults(page)).toEqual([]);
  });
}

test("an empty file says what rates are for", async ({ page }) => {
  const empty = process.env.POCKETSAGE_EMPTY_URL;
  test.skip(!empty, "POCKETSAGE_EMPTY_URL names no server on an empty file");
  await page.goto(empty ?? "");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await open(page);
  await expect(page.getByText("No exchange rates yet.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
});
