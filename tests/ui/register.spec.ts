import { expect, goTo, test, type Page } from "../../ui/e2e";

const grid = (page: Page) => page.getByRole("grid", { name: "register" });
const rows = (page: Page) => grid(page).locator("[role=row][aria-rowindex]:not(.head)");

async function open(page: Page, query = "") {
  await goTo(page, `#/ledger${query}`);
  await rows(page).first().waitFor();
}

/** A row of our own on top: the tests leave the demo data as it was. */
async function add(page: Page, payee: string, amount: string) {
  await page.keyboard.press("Control+n");
  const row = page.locator(".editing");
  await row.getByLabel("payee").fill(payee);
  await row.getByLabel("amount").fill(amount);
  await page.keyboard.press("Control+Enter");
  await expect(row).toHaveCount(0);
}

test("only the rows in sight are in the page, and scrolling reads on", async ({ page }) => {
  await open(page);
  const all = Number(await grid(page).getAttribute("aria-rowcount")) - 1;
  expect(await rows(page).count()).toBeLessThan(80);
  await grid(page).focus();
  await page.keyboard.press("Control+End");
  await expect(grid(page)).toHaveAttribute("aria-activedescendant", /cell-\d+-/);
  expect(all).toBeGreaterThan(0);
});

test("sorting by amount puts the largest first, then the smallest", async ({ page }) => {
  await open(page);
  const first = () => rows(page).first().locator("[data-column=amount]").innerText();
  await page.getByRole("button", { name: "amount" }).click();
  await expect(page.getByRole("columnheader", { name: "amount" })).toHaveAttribute("aria-sort", "descending");
  const largest = await first();
  await page.getByRole("button", { name: "amount" }).click();
  await expect(page.getByRole("columnheader", { name: "amount" })).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(first).not.toBe(largest);
});

test("a text narrows rows and totals, and clearing brings them back", async ({ page }) => {
  await open(page);
  const before = await grid(page).getAttribute("aria-rowcount");
  await page.keyboard.press("/");
  await page.keyboard.type("nothing has this text");
  await expect(page.getByText("No transaction matches the filter.")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filter" }).first().click();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", before ?? "");
});

test("a row is added, edited by keyboard, undone and removed", async ({ page }) => {
  await open(page);
  const payee = `Corner shop ${Date.now()}`;
  await add(page, payee, "-1,234.56");
  await goTo(page, `#/ledger?text=${encodeURIComponent(payee)}`);
  const row = rows(page).filter({ hasText: payee });
  await expect(row).toHaveCount(1);
  await expect(row.locator("[data-column=amount]")).toHaveText("\u22121,234.56");

  await grid(page).focus();
  await page.keyboard.press("Enter");
  const editor = page.locator(".editing");
  await editor.getByLabel("memo").fill("bread and milk");
  await editor.getByLabel("amount").fill("abc");
  await page.keyboard.press("Enter");
  await expect(editor.getByText("this is not an amount")).toBeVisible();
  await editor.getByLabel("amount").fill("-5");
  await page.keyboard.press("Enter");
  await expect(row.locator("[data-column=amount]")).toHaveText("\u22125.00");
  await expect(row.locator("[data-column=memo]")).toHaveText("bread and milk");

  await grid(page).focus();
  await page.keyboard.press("Control+z");
  await expect(row.locator("[data-column=amount]")).toHaveText("\u22121,234.56");

  await grid(page).focus();
  await page.keyboard.press("Delete");
  await expect(row).toHaveCount(0);
  await page.getByRole("region", { name: "notices" }).getByRole("button", { name: "Undo" }).last().click();
  await expect(row).toHaveCount(1);
  await grid(page).focus();
  await page.keyboard.press("Delete");
  await expect(row).toHaveCount(0);
});

test("escape leaves a row as it was", async ({ page }) => {
  await open(page);
  const before = await rows(page).first().innerText();
  await grid(page).focus();
  await page.keyboard.press("Enter");
  await page.locator(".editing").getByLabel("memo").fill("never kept");
  await page.keyboard.press("Escape");
  await expect(rows(page).first()).toHaveText(before, { useInnerText: true });
});

test("several rows get a category at once, and one undo takes it back", async ({ page }) => {
  await open(page);
  const text = () => rows(page).nth(1).locator("[data-column=category]").innerText();
  const before = await text();
  await grid(page).focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  const bar = page.getByRole("region", { name: "selection" });
  await expect(bar).toContainText("3 selected");
  const category = bar.getByRole("combobox");
  await category.click();
  await category.press("ArrowDown");
  await category.press("Enter");
  await bar.getByRole("button", { name: "Set the category of 3 rows" }).click();
  await expect(bar).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect.poll(text).toBe(before);
});

test("a row changed elsewhere is shown in both versions", async ({ page, context }) => {
  await open(page);
  const payee = `Two windows ${Date.now()}`;
  await add(page, payee, "-1");
  const query = `?text=${encodeURIComponent(payee)}`;
  await goTo(page, `#/ledger${query}`);
  await rows(page).filter({ hasText: payee }).waitFor();
  await grid(page).focus();
  await page.keyboard.press("Enter");
  await page.locator(".editing").getByLabel("memo").fill("mine");

  const token = await page.evaluate(() => sessionStorage.getItem("pocketsage.token"));
  const other = await context.newPage();
  await other.goto(`/#token=${token}`.replace(/^/, new URL(page.url()).origin));
  await open(other, query);
  await grid(other).focus();
  await other.keyboard.press("Enter");
  await other.locator(".editing").getByLabel("memo").fill("theirs");
  await other.keyboard.press("Enter");
  await expect(other.locator(".editing")).toHaveCount(0);
  await other.close();

  await page.locator(".editing").getByLabel("memo").press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "Someone was faster" });
  await expect(dialog).toContainText("theirs");
  await expect(dialog).toContainText("mine");
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await expect(rows(page).first().locator("[data-column=memo]")).toHaveText("mine");
  await grid(page).focus();
  await page.keyboard.press("Delete");
});
