// Today: cards under the keys, arranged by keys and by pointer; the file keeps how.
import { expect, faults, goTo, test, type Page } from "../../ui/e2e";

const card = (page: Page, name: string) => page.getByRole("group", { name, exact: true });
const names = (page: Page) => page.locator("[data-card]:visible").evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")));
const list = (page: Page) => page.getByRole("list", { name: "Cards" });
const listed = (page: Page) => list(page).getByRole("listitem").allInnerTexts();

async function arrange(page: Page) {
  await goTo(page, "#/today/arrange");
  await expect(list(page)).toBeVisible();
}

test.afterEach(async ({ page }) => {
  await arrange(page);
  await page.getByRole("button", { name: "As at the beginning" }).click();
  await expect(list(page).getByRole("listitem").first()).toContainText("Habits");
  await goTo(page, "#/today");
  await expect(card(page, "Habits")).toBeVisible();
});

test("by keyboard alone: from card to card, and into its room", async ({ page }) => {
  await goTo(page, "#/today");
  await expect(card(page, "Due within 14 days").getByRole("listitem").first()).toBeVisible();
  await expect(card(page, "Safe to spend")).toContainText(/ EUR/);
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("j");
  await expect(card(page, "Habits")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(card(page, "Due within 14 days")).toBeFocused();
  await page.keyboard.press("k");
  await expect(card(page, "Habits")).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("grid", { name: "Bills" })).toBeVisible();
});

test("by keyboard alone: cards are moved and hidden, and the file keeps it", async ({ page }) => {
  await goTo(page, "#/today");
  await expect(card(page, "Habits")).toBeVisible();
  await page.getByRole("button", { name: "Arrange" }).press("Enter");
  await expect(list(page)).toBeVisible();
  await page.getByRole("button", { name: "Move Safe to spend up" }).focus();
  for (let above = (await listed(page)).findIndex((name) => name.trim() === "Safe to spend"); above > 0; above -= 1) {
    await page.keyboard.press("Enter");
  }
  await expect.poll(() => listed(page).then((all) => all[0]?.trim())).toBe("Safe to spend");
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => listed(page).then((all) => all[1]?.trim())).toBe("Safe to spend");
  await expect(page.getByRole("status").filter({ hasText: "Safe to spend: place 2 of" })).toBeAttached();
  await list(page).getByRole("checkbox", { name: "Last imports" }).focus();
  await page.keyboard.press("Space");
  await expect(list(page).getByRole("checkbox", { name: "Last imports" })).not.toBeChecked();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(card(page, "Safe to spend")).toBeVisible();
  expect((await names(page)).slice(0, 2)).toEqual(["Habits", "Safe to spend"]);
  await expect.poll(async () => {
    await page.reload();
    await expect(card(page, "Safe to spend")).toBeVisible();
    return (await names(page)).slice(0, 2);
  }).toEqual(["Habits", "Safe to spend"]);
  await expect(card(page, "Last imports")).toHaveCount(0);
});

test("a card is dragged to another's place", async ({ page }) => {
  await arrange(page);
  await list(page).getByRole("listitem").filter({ hasText: "Accounts" }).dragTo(list(page).getByRole("listitem").first());
  await expect(list(page).getByRole("listitem").first()).toContainText("Accounts");
});

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing in Today, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await goTo(page, "#/today");
    await expect(card(page, "Due within 14 days").getByRole("listitem").first()).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await arrange(page);
    expect(await faults(page)).toEqual([]);
  });
}
