import { expect, goTo, test } from "../../ui/e2e";

test("the table beside the chart adds up in both directions", async ({ page }) => {
  await goTo(page, "#/ledger/spending");
  const table = page.getByRole("region", { name: "the numbers behind the chart" });
  await table.waitFor();
  const numbers = await table.locator("tr").evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll("[data-minor]")].map((cell) => Number(cell.getAttribute("data-minor")))).filter((row) => row.length > 0),
  );
  const totals = numbers.at(-1) ?? [];
  const series = numbers.slice(0, -1);
  expect(series.length).toBeGreaterThan(0);
  for (const row of series) expect(row.slice(0, -1).reduce((sum, value) => sum + value, 0)).toBe(row.at(-1));
  totals.forEach((total, column) => expect(series.reduce((sum, row) => sum + (row[column] ?? 0), 0)).toBe(total));
});

test("the picture is drawn, and is saved as SVG and PNG", async ({ page }) => {
  await goTo(page, "#/ledger/spending");
  const picture = page.getByRole("img", { name: /spending per month/ });
  await expect.poll(() => picture.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBeGreaterThan(0);
  for (const format of ["SVG", "PNG"]) {
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: `Save ${format}` }).click();
    expect((await saved).suggestedFilename()).toMatch(new RegExp(`\\.${format.toLowerCase()}$`));
  }
});

test("the chart follows the range and the theme", async ({ page }) => {
  await goTo(page, "#/ledger/spending");
  const headers = page.getByRole("region", { name: "the numbers behind the chart" }).locator("thead th");
  await expect(headers).toHaveCount(14);
  await page.getByLabel("Range").selectOption("3");
  await expect(headers).toHaveCount(5);
});

test("in a narrow window the chart is drawn narrower, not made smaller", async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 400 });
  for (const place of ["#/ledger/spending", "#/today"]) {
    await goTo(page, place);
    const picture = page.getByRole("main").locator("img");
    await expect.poll(() => picture.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBeGreaterThan(0);
    const { natural, shown } = await picture.evaluate((node: HTMLImageElement) => ({ natural: node.naturalWidth, shown: node.clientWidth }));
    expect(natural, place).toBe(shown);
  }
});
