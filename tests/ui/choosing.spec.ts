// Fields with options: what the keys take, what typing keeps, and what Escape leaves.
import { expect, faults, goTo, test, type Page } from "../../ui/e2e";

async function editFirst(page: Page, key: string) {
  await goTo(page, "#/ledger");
  await page.getByRole("grid").locator("[role=row]").nth(1).waitFor();
  await page.getByRole("grid").focus();
  await page.keyboard.press(key);
  return page.locator(".editing");
}

test("typing finds a category, tab takes the first one found, escape gives back what was there", async ({ page }) => {
  const row = await editFirst(page, "c");
  const category = row.getByRole("combobox", { name: "category" });
  const before = await category.inputValue();
  await expect(category).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.type("groc");
  const option = page.getByRole("option", { name: "Food: Groceries" });
  await expect(option).toBeVisible();
  await expect(category).toHaveAttribute("aria-activedescendant", (await option.getAttribute("id")) ?? "none");
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await expect(category).toHaveValue(before);
  await category.fill("groc");
  await expect(option).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(category).toHaveValue("Food: Groceries");
  await expect(row.getByLabel("memo")).toBeFocused();
  await category.fill("no such thing");
  await expect(page.getByText("nothing matches")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(category).toHaveValue("Food: Groceries");
  await page.keyboard.press("Escape");
  await expect(row).toHaveCount(0);
});

test("arrows go through the options without leaving the row, enter takes one without saving it", async ({ page }) => {
  const row = await editFirst(page, "c");
  const category = row.getByRole("combobox", { name: "category" });
  await category.fill("a");
  const options = page.getByRole("listbox", { name: "category" }).getByRole("option");
  const [first, second] = [await options.nth(0).innerText(), await options.nth(1).innerText()];
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(category).toHaveValue(second);
  await category.fill("a");
  await options.nth(0).click();
  await expect(category).toHaveValue(first);
  await expect(category).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(row).toHaveCount(0);
});

test("a payee is what was typed, unless an arrow chose one that is known", async ({ page }) => {
  const stamp = Date.now();
  const row = await editFirst(page, "Control+n");
  await row.getByLabel("payee").fill(`Known shop ${stamp}`);
  await row.getByLabel("amount").fill("-1");
  await page.keyboard.press("Control+Enter");
  await expect(row).toHaveCount(0);
  const payee = row.getByRole("combobox", { name: "payee" });
  const option = page.getByRole("option", { name: `Known shop ${stamp}` });

  await page.keyboard.press("Control+n");
  await payee.fill(`shop ${stamp}`);
  await expect(option).toBeVisible();
  await expect(payee).not.toHaveAttribute("aria-activedescendant");
  await page.keyboard.press("Tab");
  await expect(payee).toHaveValue(`shop ${stamp}`);
  await payee.fill(`nown shop ${stamp}`);
  await expect(option).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(payee).toHaveAttribute("aria-activedescendant");
  await page.keyboard.press("Tab");
  await expect(payee).toHaveValue(`Known shop ${stamp}`);
  await page.keyboard.press("Escape");
  await page.getByRole("grid").focus();
  await page.keyboard.press("Control+z");
});

test("the palette goes around, and takes a record by enter", async ({ page }) => {
  await page.keyboard.press("Control+k");
  const ask = page.getByRole("combobox", { name: "Find or do anything" });
  const marked = page.getByRole("dialog").locator("[role=option][aria-selected=true]");
  await expect(marked).toHaveText(/Go to Today/);
  await page.keyboard.press("ArrowUp");
  await expect(marked).toHaveText(/Language: Español/);
  await expect(marked).toBeInViewport();
  await page.keyboard.press("ArrowDown");
  await expect(marked).toHaveText(/Go to Today/);
  await expect(ask).toHaveAttribute("aria-activedescendant", (await marked.getAttribute("id")) ?? "none");
  await ask.fill("Food: Bakery");
  await expect(page.getByRole("group", { name: "categories" }).getByRole("option")).toHaveCount(1);
  await expect(marked).toHaveText("Food: Bakery");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/category=/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
