// Quick add: a line typed, understood as it is typed, stored by Enter; by keyboard alone.
import { expect, faults, goTo, test, type Page } from "../../ui/e2e";

const letters = () => Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join("");
const line = (page: Page) => page.getByLabel("What was it?");
const chips = (page: Page) => page.getByRole("list", { name: "understood" }).getByRole("listitem");
const notices = (page: Page) => page.getByRole("region", { name: "notices" });

/** An account whose name nothing else begins like, so that it is meant by a few letters. */
async function account(page: Page): Promise<string> {
  const name = `Q${letters()}`;
  await goTo(page, "#/ledger?panel=add");
  await page.getByRole("complementary").getByLabel("Name", { exact: true }).fill(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: new RegExp(name) }).first()).toBeVisible();
  return name;
}

test("a line is understood as it is typed, and stored by Enter", async ({ page }) => {
  const name = await account(page);
  const payee = `Cafe ${letters()}`;
  await goTo(page, "#/quick");
  await expect(line(page)).toBeFocused();
  await page.keyboard.type(`12.50 ${payee} @${name.slice(0, 6)} yesterday`);
  await expect(chips(page)).toHaveCount(4);
  const said = await chips(page).allInnerTexts();
  expect(said[0]).toMatch(/−12\.50 EUR/);
  expect(said[1]).toContain(payee);
  expect(said[2]).toContain(name);
  // Stays for the next: the account used last is taken, and this payee's category would be.
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(`added ${payee}`, { exact: false })).toBeVisible();
  await expect(line(page)).toHaveValue("");
  await page.keyboard.type(`+3 ${payee}`);
  await expect(chips(page).filter({ hasText: "the one used last" })).toContainText(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Today");
  await goTo(page, `#/ledger?text=${encodeURIComponent(payee)}`);
  const grid = page.getByRole("grid");
  await expect(grid.getByRole("row").filter({ hasText: payee })).toHaveCount(2);
  await expect(grid.getByText("−12.50").first()).toBeVisible();
});

test("what is missing is said, and nothing is stored", async ({ page }) => {
  await page.keyboard.press("q");
  await expect(page.getByRole("dialog", { name: "Quick add" })).toBeVisible();
  await expect(line(page)).toBeFocused();
  await page.keyboard.type(`bakery @${letters()}`);
  await expect(page.getByText("Write an amount, as in 12.50.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Nothing begins with");
  await expect(line(page)).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("in the main window it goes where one looks, says so, and can be undone", async ({ page }) => {
  const name = await account(page);
  const payee = `Kiosk ${letters()}`;
  await page.getByRole("link", { name: new RegExp(name) }).first().click();
  await expect(page.getByRole("complementary")).toHaveCount(0);
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("q");
  await expect(line(page)).toBeFocused();
  await page.keyboard.type(`2 ${payee}`);
  await expect(chips(page).filter({ hasText: "the one in sight" })).toContainText(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(notices(page)).toContainText(payee);
  await expect(page.getByRole("grid").getByRole("row").filter({ hasText: payee })).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("grid").getByRole("row").filter({ hasText: payee })).toHaveCount(0);
});

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing in quick add, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await goTo(page, "#/quick");
    await expect(line(page)).toBeFocused();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.type("12.50 coffee @ fri");
    await expect(chips(page).first()).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toBeVisible();
    expect(await faults(page)).toEqual([]);
  });
}
