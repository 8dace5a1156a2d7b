// Habits that the ledger checks: told by charges, contradicted by hand, and what is saved sent to a debt.
import { expect, faults, goTo, test, type Page } from "../../ui/e2e";

const letters = () => Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join("");
const panel = (page: Page, name = "New habit") => page.getByRole("complementary", { name });
const row = (page: Page, name: string) => page.getByRole("grid", { name: "Habits" }).getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
const notices = (page: Page) => page.getByRole("region", { name: "notices" });

const ago = (days: number) => {
  const date = new Date();
  date.setDate(date.getDate() - days);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
};

/** By the same door as the screens. */
async function call(page: Page, path: string, body?: unknown): Promise<Record<string, never>> {
  const token = new URLSearchParams(new URL(process.env.POCKETSAGE_URL ?? "").hash.slice(1)).get("token") ?? new URL(process.env.POCKETSAGE_URL ?? "").hash.slice(1);
  const answer = await page.request.fetch(new URL(`/api/v1${path}`, process.env.POCKETSAGE_URL).href, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { data: body }),
  });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as Record<string, never>;
}

/** An account and a category of their own, with charges in it so many days ago. */
async function charged(page: Page, days: number[]) {
  const [account, category] = [`Giro ${letters()}`, `Takeaway ${letters()}`];
  const { id: account_id } = await call(page, "/accounts", { name: account, currency: "EUR", opening_minor: 500_000 });
  const { id: category_id } = await call(page, "/categories", { name: category });
  for (const day of days) await call(page, "/transactions", { account_id, category_id, day: ago(day), amount_minor: -3000, payee: "Noodles" });
  return { account, category, account_id, category_id };
}

async function begin(page: Page, name: string, category: string, since: string) {
  await goTo(page, "#/habits");
  await page.getByRole("button", { name: "New habit" }).click();
  await page.getByText("Browse templates").click();
  await panel(page).getByRole("button", { name: "No takeaway" }).click();
  await expect(panel(page).getByRole("checkbox", { name: "Checked by the ledger" })).toBeChecked();
  await panel(page).getByLabel("Name").fill(name);
  const box = panel(page).getByRole("combobox", { name: "Charged in any of these categories" });
  await box.fill(category);
  await box.press("Enter");
  await expect(panel(page).getByRole("button", { name: `remove ${category}` })).toBeVisible();
  await panel(page).getByLabel("Judged from").fill(since);
}

async function remove(page: Page, name: string) {
  await goTo(page, "#/habits");
  await expect(row(page, name)).toHaveCount(1);
  const id = (await row(page, name).getByRole("link").getAttribute("href"))?.split("/").at(-1) ?? "";
  await goTo(page, `#/habits?habit=${id}`);
  await panel(page, name).getByRole("button", { name: "Remove with all its days" }).click();
  await expect(row(page, name)).toHaveCount(0);
}

for (const theme of ["light", "dark"] as const) {
  test(`charges tell the days, a hand says otherwise, ${theme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const { category, account } = await charged(page, [2, 4]);
    const name = `Checked ${letters()}`;
    await begin(page, name, category, ago(6));
    expect(await faults(page)).toEqual([]);
    await panel(page).getByRole("button", { name: "Begin" }).click();
    await expect(panel(page)).toHaveCount(0);
    const cell = (days: number) => row(page, name).locator(".cell").nth(-1 - days);
    await expect(cell(4)).toHaveAccessibleName(/: not kept, told by the ledger$/);
    await expect(cell(3)).toHaveAccessibleName(/: kept, told by the ledger$/);
    await expect(cell(1)).toHaveAccessibleName(/: not known yet$/);
    await cell(4).click();
    await expect(cell(4)).toHaveAccessibleName(/: kept, by hand; the ledger says: not kept$/);
    await cell(3).click();
    await expect(cell(3)).toHaveAccessibleName(/: not kept, by hand; the ledger says: kept$/);
    await cell(3).click();
    await expect(cell(3)).toHaveAccessibleName(/: kept, by hand|: kept$/);
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("o");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(page.getByText(`Checked by the ledger: ${category}`)).toBeVisible();
    await expect(page.getByText(`the last day of ${account}`)).toBeVisible();
    await expect(page.getByText("by hand; the ledger says: not kept")).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await remove(page, name);
  });
}

test("what was saved is reckoned and goes to a debt, and one undo brings it back", async ({ page }) => {
  const { account, account_id, category } = await charged(page, [100, 90, 40, 1]);
  const debt = `Card ${letters()}`;
  await call(page, "/accounts", { name: debt, currency: "EUR", kind: "card", opening_minor: -90_000 });
  await call(page, "/transactions", { account_id, day: ago(200), amount_minor: -100 });
  const name = `Saving ${letters()}`;
  await begin(page, name, category, ago(30));
  await panel(page).getByRole("button", { name: "Begin" }).click();
  await row(page, name).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  // Three charges of 30.00 in 90 days, 30 days since, one charge in these: nothing saved.
  await expect(page.getByText("0.00 EUR saved")).toBeVisible();
  await call(page, "/transactions", { account_id, day: ago(1), amount_minor: 2500, category_id: (await categoryOf(page, category)) });
  await expect(page.getByText("25.00 EUR saved", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Send 25.00 EUR to a debt" }).click();
  await page.getByLabel("From", { exact: true }).selectOption(account);
  await page.getByLabel("To", { exact: true }).selectOption({ label: `${debt} (owed: 900.00)` });
  await page.getByLabel("Amount in EUR").fill("26");
  await page.getByRole("button", { name: "Record the transfer" }).click();
  await expect(page.getByText("25.00 EUR is saved and not sent yet; send at most that")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("Amount in EUR").fill("20");
  await page.getByRole("button", { name: "Record the transfer" }).click();
  await expect(page.getByRole("rowheader", { name: new RegExp(`to ${debt}$`) })).toBeVisible();
  await notices(page).getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByRole("rowheader", { name: new RegExp(`to ${debt}$`) })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Send 25.00 EUR to a debt" })).toBeVisible();
  await remove(page, name);
});

const categoryOf = async (page: Page, name: string) => {
  const all = (await call(page, "/categories")) as unknown as { category: { id: string; name: string } }[];
  return all.find(({ category }) => category.name === name)?.category.id;
};

test("a reminder is kept with its time and weekdays", async ({ page }) => {
  const name = `Remind ${letters()}`;
  await goTo(page, "#/habits");
  await page.getByRole("button", { name: "New habit" }).click();
  await panel(page).getByLabel("Name").fill(name);
  await panel(page).getByRole("checkbox", { name: "Remind me" }).check();
  await panel(page).getByLabel("At", { exact: true }).fill("07:15");
  const days = panel(page).getByRole("group", { name: "On these weekdays" });
  await days.getByRole("checkbox", { name: "Sunday" }).uncheck();
  await panel(page).getByLabel("Encouragements").fill("One\nTwo");
  await panel(page).getByRole("button", { name: "Begin" }).click();
  await expect(row(page, name)).toHaveCount(1);
  const id = (await row(page, name).getByRole("link").getAttribute("href"))?.split("/").at(-1) ?? "";
  await goTo(page, `#/habits?habit=${id}`);
  await expect(panel(page, name).getByLabel("At", { exact: true })).toHaveValue("07:15");
  await expect(panel(page, name).getByRole("group", { name: "On these weekdays" }).getByRole("checkbox", { name: "Sunday" })).not.toBeChecked();
  await expect(panel(page, name).getByLabel("Encouragements")).toHaveValue("One\nTwo");
  expect(await faults(page)).toEqual([]);
  await panel(page, name).getByRole("checkbox", { name: "Remind me" }).uncheck();
  await panel(page, name).getByRole("button", { name: "Save", exact: true }).click();
  await expect(panel(page, name)).toHaveCount(0);
  await remove(page, name);
});
