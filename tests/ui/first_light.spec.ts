import { expect, goTo, test } from "../../ui/e2e";

test("the token leaves the address bar at once", async ({ page }) => {
  expect(page.url()).not.toContain("token");
});

test("ctrl and a digit go to each room, and each has one title", async ({ page }) => {
  for (const [digit, title] of [["2", "Ledger"], ["3", "Debts"], ["4", "Habits"], ["5", "Imports"], ["6", "Settings"], ["1", "Today"]] as const) {
    await page.keyboard.press(`Control+${digit}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
  }
});

test("the palette runs a command and finds an account", async ({ page }) => {
  await page.keyboard.press("Control+k");
  const ask = page.getByRole("combobox", { name: "Find or do anything" });
  await expect(ask).toBeFocused();
  await ask.fill("edit categories");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Categories", exact: true })).toHaveAttribute("aria-current", "page");

  await goTo(page, "#/ledger");
  const account = await page.getByRole("region", { name: "Accounts" }).getByRole("link").nth(1).locator("span").first().innerText();
  await page.keyboard.press("Control+k");
  await ask.fill(account);
  await page.getByRole("dialog").getByRole("option", { name: account }).first().click();
  await expect(page).toHaveURL(/account=/);
});

test("the question mark lists the keys and escape closes the list", async ({ page }) => {
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("theme and language stay after a reload", async ({ page }) => {
  await goTo(page, "#/settings");
  await page.getByRole("radio", { name: "dark" }).check();
  await page.getByRole("radio", { name: "Deutsch" }).check();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Einstellungen");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
});

test("at 800 by 600 nothing is wider than the window", async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 600 });
  for (const room of ["#/today", "#/ledger", "#/ledger/spending", "#/imports", "#/habits", "#/settings"]) {
    await goTo(page, room);
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(800);
    const main = page.getByRole("main");
    expect(await main.evaluate((node) => node.scrollWidth - node.clientWidth), room).toBeLessThanOrEqual(0);
  }
});
