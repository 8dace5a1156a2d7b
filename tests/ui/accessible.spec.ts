import { address, expect, faults, goTo, test, type Page } from "../../ui/e2e";

const PLACES = [
  "#/today", "#/ledger", "#/ledger?panel=add", "#/ledger/spending", "#/ledger/categories", "#/ledger/payees", "#/ledger/rates", "#/ledger/bills", "#/today/arrange",
  "#/imports", "#/imports/batches", "#/imports/folders", "#/imports/paste", "#/imports/rules", "#/imports/kinds", "#/imports/rules?rule=new", "#/debts", "#/debts?debt=new", "#/debts/plan", "#/habits", "#/habits?habit=new", "#/settings", "#/settings/household", "#/settings/file", "#/settings/configuration", "#/settings/history", "#/settings/about",
];

async function walk(page: Page, theme: "light" | "dark") {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  const found: Record<string, string[]> = {};
  for (const place of PLACES) {
    await goTo(page, place);
    await page.waitForTimeout(400);
    const wrong = await faults(page);
    if (wrong.length > 0) found[`${theme} ${place}`] = wrong;
  }
  expect(found).toEqual({});
}

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing in any room, ${theme}`, async ({ page }) => {
    test.setTimeout(120_000);
    await walk(page, theme);
  });

  test(`axe finds nothing in a row under edit, the palette and the keys, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await goTo(page, "#/ledger");
    await page.getByRole("grid").locator("[role=row]").nth(1).waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("c");
    await page.locator(".editing").waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    for (const key of ["Control+k", "?"]) {
      await page.keyboard.press(key);
      await page.getByRole("dialog").waitFor();
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });
}

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing in a preview, a panel, a selection and a notice, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await goTo(page, "#/imports/paste");
    await page.getByLabel("Paste rows").fill(["Datum;Text;Betrag", "14.03.2026;Bakery;-12,50", "15.03.2026;Books;-7,30", "16.03.2026;Broken;twelve"].join("\n"));
    await page.getByRole("button", { name: "Show the preview" }).click();
    await page.getByText("How it was read").click();
    await page.locator("summary", { hasText: "1 line rejected" }).click();
    expect(await faults(page)).toEqual([]);
    await page.getByRole("button", { name: "Put away" }).click();
    await goTo(page, "#/ledger/categories");
    await page.getByRole("button", { name: "Bakery", exact: true }).click();
    await page.getByRole("combobox", { name: "Merge into" }).click();
    expect(await faults(page)).toEqual([]);
    await goTo(page, "#/ledger");
    await page.getByRole("grid").locator("[role=row]").nth(1).waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("Delete");
    await page.getByRole("region", { name: "notices" }).getByRole("button", { name: "Undo" }).waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByRole("button", { name: "More filters" }).click();
    expect(await faults(page)).toEqual([]);
    await page.getByRole("region", { name: "notices" }).getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("region", { name: "notices" })).toContainText("undone: removed");
  });
}

test("axe finds nothing in an empty file", async ({ page }) => {
  const empty = process.env.POCKETSAGE_EMPTY_URL;
  test.skip(!empty, "POCKETSAGE_EMPTY_URL is not set");
  test.setTimeout(120_000);
  await page.goto(empty ?? address());
  await page.getByRole("heading", { level: 1 }).waitFor();
  await walk(page, "light");
  await walk(page, "dark");
});
