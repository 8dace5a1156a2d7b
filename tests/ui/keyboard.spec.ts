// The whole way without a mouse, and what a locked file must not show.
import { expect, faults, goTo, test } from "../../ui/e2e";

test("by keyboard alone: paste, import, edit, undo, redo, palette, keys", async ({ page }) => {
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const title = page.getByRole("heading", { level: 1 });
  // In letters: a long number is no part of a payee's name.
  const mark = [...String(Date.now())].map((digit) => "abcdefghij"[Number(digit)]).join("");
  await expect(title).toBeFocused();
  await press("g", "5");
  await expect(title).toHaveText("Imports");
  await expect(title).toBeFocused();
  const paste = page.getByRole("button", { name: "Paste a table" });
  for (let tab = 0; tab < 6 && !(await paste.evaluate((node) => node === document.activeElement)); tab += 1) await press("Tab");
  await press("Enter");
  await expect(page.getByLabel("Paste rows")).toBeFocused();
  await page.keyboard.insertText(["Datum;Text;Betrag", `14.03.2026;Bakery ${mark};-12,50`, `15.03.2026;Books ${mark};-7,30`].join("\n"));
  await press("Tab", "Enter");
  const add = page.getByRole("button", { name: "Import 2 rows" });
  await expect(add).toBeEnabled();
  await expect(page.getByRole("heading", { name: "pasted table" })).toBeFocused();
  for (let tab = 0; tab < 20 && !(await add.evaluate((node) => node === document.activeElement)); tab += 1) await press("Tab");
  await press("Enter");
  await expect(page.getByRole("link", { name: "Show in the ledger" })).toBeFocused();
  await press("Enter");
  await expect(title).toHaveText("Ledger");
  await expect(title).toBeFocused();
  const grid = page.getByRole("grid");
  const memo = grid.locator("[data-column=memo]").first();
  await grid.locator("[role=row]").nth(2).waitFor();
  await press("ArrowDown");
  await expect(grid).toBeFocused();
  await press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Enter");
  await expect(page.locator(".editing").getByLabel("memo")).toBeFocused();
  await page.keyboard.type("by hand");
  await press("Enter");
  await expect(memo).toHaveText("by hand");
  await expect(grid).toBeFocused();
  await press("Control+z");
  await expect(memo).toHaveText("");
  const notices = page.getByRole("region", { name: "notices" });
  await expect(notices).toContainText(`undone: changed Books ${mark} of 15/03/2026`);
  // Its offer is gone with it, at once: not only when its time is over.
  expect(await notices.getByRole("button", { name: "Undo" }).count()).toBe(0);
  await press("Control+Shift+z");
  await expect(memo).toHaveText("by hand");
  await press("Control+k");
  await page.keyboard.type(mark);
  const found = page.getByRole("option", { name: `Books ${mark}` }).first();
  await expect(found).toBeVisible();
  await press("Escape");
  await expect(grid).toBeFocused();
  await press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toContainText("In the register");
  await press("Escape");
  await expect(grid).toBeFocused();
  await press("Control+z", "Control+z"); // the edit, and the import
  await expect(page.getByText("No transaction matches the filter.")).toBeVisible();
});

test("a side panel takes the focus and gives it back", async ({ page }) => {
  await goTo(page, "#/ledger/categories");
  const bakery = page.getByRole("button", { name: "Bakery", exact: true });
  await bakery.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Food: Bakery" }).getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(bakery).toBeFocused();
});

test("a branch of categories counts what is below it, as the register does", async ({ page }) => {
  await goTo(page, "#/ledger/categories");
  const link = page.getByRole("link", { name: /of Food$/ });
  const count = (await link.innerText()).replace(/\D/g, "");
  await link.click();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(Number(count) + 1));
});

test("the history says who in words", async ({ page }) => {
  await goTo(page, "#/settings/history");
  await expect(page.getByRole("row").nth(1)).toContainText(/you, /);
});

test("a locked file shows nothing of itself, and its key file opens it again", async ({ page }) => {
  await goTo(page, "#/ledger");
  const payee = `Secret ${Date.now()}`;
  await page.keyboard.press("Control+n");
  await page.locator(".editing").getByLabel("payee").fill(payee);
  await page.locator(".editing").getByLabel("amount").fill("-1");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("region", { name: "notices" })).toContainText(payee);
  await page.keyboard.press("Control+l");
  await expect(page.getByRole("heading", { name: "Your file is locked" })).toBeVisible();
  expect(await page.locator("body").innerText()).not.toContain(payee); // at once, not when a notice is over
  await page.getByRole("button", { name: "Unlock with the key file" }).click();
  await page.getByRole("grid").locator("[role=row]").nth(1).waitFor();
  await page.getByRole("grid").focus();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("region", { name: "notices" })).toContainText(`undone: added ${payee}`);
});

test("who looks around first finds a household there, and comes back", async ({ page }) => {
  const empty = process.env.POCKETSAGE_EMPTY_URL;
  test.skip(!empty, "POCKETSAGE_EMPTY_URL is not set");
  // Every other screen is met with a file; this one only without.
  await page.route("**/api/v1/file", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), state: "absent" } });
  });
  await page.goto(empty ?? "");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your file");
  await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.type("short");
  await page.keyboard.press("Enter");
  await expect(page.getByText("too short: eight characters are the least")).toBeVisible();
  await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
  await page.unroute("**/api/v1/file");
  await page.getByRole("button", { name: "Look around with demo data" }).click();
  await expect(page.getByText("demo data: nothing here is kept")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("region", { name: "Accounts" }).getByRole("listitem")).not.toHaveCount(0);
  await page.getByRole("button", { name: "Start your own file" }).click();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Unlock with the key file" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Today");
});
