// Bills: found, confirmed, dismissed and typed, by keyboard alone; what is safe to spend adds up.
import { expect, faults, goTo, test, type Page } from "../../ui/e2e";

const grid = (page: Page) => page.getByRole("grid", { name: "Bills" });
const row = (page: Page, name: string) => grid(page).getByRole("row").filter({ hasText: name });
const panel = (page: Page, name: string) => page.getByRole("complementary", { name });
const undo = (page: Page) => page.getByRole("region", { name: "notices" }).getByRole("button", { name: "Undo" }).last().click();

async function open(page: Page) {
  await goTo(page, "#/ledger/bills");
  await expect(page.getByRole("link", { name: "Bills", exact: true })).toHaveAttribute("aria-current", "page");
  await expect(row(page, "Wohnbau Lindenhof")).toBeVisible();
}

/** The keys, till the row of this name is in hand. */
async function hold(page: Page, name: string) {
  const id = await row(page, name).getAttribute("id");
  await page.keyboard.press("Home");
  for (let step = 0; step < 60 && (await grid(page).getAttribute("aria-activedescendant")) !== id; step += 1) await page.keyboard.press("ArrowDown");
  await expect(grid(page)).toHaveAttribute("aria-activedescendant", id ?? "");
}

test("by keyboard alone: what was found is confirmed, dismissed and brought back", async ({ page }) => {
  await open(page);
  await expect(row(page, "Kinokiste")).toContainText(/−15\.99.*rose from 13\.99 on/);
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(grid(page)).toBeFocused();
  await hold(page, "Funknetz Nord");
  await page.keyboard.press("c");
  await expect(row(page, "Funknetz Nord")).toContainText("confirmed");
  await undo(page);
  await expect(row(page, "Funknetz Nord")).toContainText("found");
  await grid(page).focus();
  await hold(page, "Morgenblatt digital");
  await page.keyboard.press("d");
  await expect(row(page, "Morgenblatt digital")).toHaveCount(0);
  await page.getByText(/that is no bill/).click();
  await page.getByRole("button", { name: "Morgenblatt digital is a bill after all" }).click();
  await expect(row(page, "Morgenblatt digital")).toBeVisible();
});

test("by keyboard alone: what was found is corrected in its panel", async ({ page }) => {
  await open(page);
  await grid(page).focus();
  await hold(page, "Kita Sonnenhügel");
  await page.keyboard.press("Enter");
  const found = panel(page, "Kita Sonnenhügel");
  await expect(found).toContainText(/payments since .*, the last −185\.00 EUR on/);
  await expect(found.getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Day care");
  await page.keyboard.press("Tab");
  await expect(found.getByLabel("Amount in EUR")).toBeFocused();
  await page.keyboard.type("much");
  await page.keyboard.press("Enter");
  await expect(found.getByLabel("Amount in EUR")).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("190");
  await page.keyboard.press("Enter");
  await expect(row(page, "Day care")).toContainText("−190.00");
  await undo(page);
  await expect(row(page, "Kita Sonnenhügel")).toContainText("−185.00");
});

test("by keyboard alone: a bill is typed and removed", async ({ page }) => {
  await open(page);
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("n");
  const fresh = panel(page, "New bill");
  await expect(fresh.getByLabel("Name")).toBeFocused();
  await page.keyboard.type("Rowing club");
  await fresh.getByLabel("Amount in EUR").fill("42");
  await page.keyboard.press("Enter");
  await expect(row(page, "Rowing club")).toContainText("−42.00");
  await expect(row(page, "Rowing club")).toContainText("confirmed");
  await expect(fresh).toHaveCount(0);
  await row(page, "Rowing club").click();
  await panel(page, "Rowing club").getByRole("button", { name: "Remove" }).click();
  await expect(row(page, "Rowing club")).toHaveCount(0);
});

test("what is safe to spend says what it rests on", async ({ page }) => {
  await open(page);
  await page.getByText(/safe to spend|too little/).first().click();
  const parts = page.getByRole("region", { name: "What makes up safe to spend, EUR" });
  await expect(parts).toContainText("Joint account");
  await expect(parts).not.toContainText("Rainy days");
  const minor = (text: string) => Number(text.replace("−", "-").replace(/[^\d-]/g, ""));
  const figures = (await parts.locator("td.num").allTextContents()).map(minor);
  expect(figures.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBe(figures.at(-1));
  expect(await faults(page)).toEqual([]);
});

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing in a bill's panel, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await open(page);
    await row(page, "Kinokiste").click();
    await panel(page, "Kinokiste").waitFor();
    expect(await faults(page)).toEqual([]);
  });
}

test("an empty file says how bills come to be", async ({ page }) => {
  const empty = process.env.POCKETSAGE_EMPTY_URL;
  test.skip(!empty, "POCKETSAGE_EMPTY_URL names no server on an empty file");
  await page.goto(empty ?? "");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await goTo(page, "#/ledger/bills");
  await expect(page.getByText("No bills yet.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
});
