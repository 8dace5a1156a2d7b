// Debts: added and paid by keyboard alone, reconciled with a statement, their payments confirmed, put aside when paid off.
import { address, expect, faults, goTo, test, type Page } from "../../ui/e2e";

const grid = (page: Page) => page.getByRole("grid", { name: "Debts" });
const row = (page: Page, name: string) => grid(page).getByRole("row").filter({ has: page.getByText(name, { exact: true }) });
const panel = (page: Page, name: string) => page.getByRole("complementary", { name });
const notices = (page: Page) => page.getByRole("region", { name: "notices" });
const facts = (page: Page) => page.getByRole("region", { name: "What happened" });
const title = (page: Page) => page.getByRole("heading", { level: 1 });
const undo = (page: Page) => notices(page).getByRole("button", { name: "Undo" }).last().click();
/** In letters: a long number is no part of a payee's name. */
const letters = () => Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join("");

/** The day so many days ago, as the core and as people write it. */
function ago(days: number): { iso: string; typed: string } {
  const now = new Date();
  const at = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() - days));
  const iso = at.toISOString().slice(0, 10);
  return { iso, typed: iso.split("-").reverse().join("/") };
}

type Debt = { debt: { id: string; version: number; name: string }; balance_minor: number };
async function call<T>(page: Page, method: string, path: string, data?: unknown): Promise<T> {
  const token = new URLSearchParams(new URL(address()).hash.slice(1)).get("token") ?? "";
  const answer = await page.request.fetch(new URL(`/api/v1${path}`, address()).href, { method, headers: { authorization: `Bearer ${token}` }, ...(data === undefined ? {} : { data }) });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}
const add = (page: Page, name: string, more: object = {}) =>
  call<Debt>(page, "POST", "/debts", {
    name, kind: "private", currency: "EUR", on: ago(70).iso, balance_minor: 60_000,
    terms: { apr: "0", minimum: { rule: "fixed", amount_minor: 7_700 }, due_day: 12 }, ...more,
  });
async function remove(page: Page, { debt: { id } }: Debt) {
  const all = await call<Debt[]>(page, "GET", "/debts?archived=true");
  const found = all.find(({ debt }) => debt.id === id);
  if (found) await call(page, "DELETE", `/debts/${id}?version=${found.debt.version}`);
}
async function open(page: Page) {
  await goTo(page, "#/debts");
  await expect(title(page)).toHaveText("Debts");
  await expect(title(page)).toBeFocused();
}
async function toPage(page: Page, { debt }: Debt) {
  await goTo(page, `#/debts/debt/${debt.id}`);
  await expect(title(page)).toHaveText(debt.name);
}
/** The keys, till the row of this name is in hand. */
async function hold(page: Page, name: string) {
  const id = await row(page, name).getAttribute("id");
  await page.keyboard.press("Home");
  for (let step = 0; step < 60 && (await grid(page).getAttribute("aria-activedescendant")) !== id; step += 1) await page.keyboard.press("ArrowDown");
  await expect(grid(page)).toHaveAttribute("aria-activedescendant", id ?? "");
}

test("by keyboard alone: two debts are added, one is paid and the payment undone", async ({ page }) => {
  const [card, friend] = [`Card ${letters()}`, `Friend ${letters()}`];
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await open(page);
  await press("n");
  const fresh = panel(page, "New debt");
  await expect(fresh.getByLabel("Name")).toBeFocused();
  await page.keyboard.type(card);
  await press("Tab", "Tab");
  await page.keyboard.type("3,240.00");
  await press("Tab", "Control+a");
  await page.keyboard.type(ago(70).typed);
  await press("Tab");
  await page.keyboard.type("a lot");
  await press("Tab");
  await page.keyboard.type("3");
  await press("Enter");
  await expect(fresh.getByLabel("Yearly rate")).toBeFocused();
  await expect(fresh.getByLabel("Yearly rate")).toHaveAttribute("aria-invalid", "true");
  await press("Control+a");
  await page.keyboard.type("19.9");
  await expect(fresh.getByText(/^Comes to \d+\.\d\d EUR on .*paid off on .* and costs/)).toBeVisible();
  await press("Enter");
  await expect(fresh).toHaveCount(0);
  await expect(row(page, card)).toContainText("19.9%");

  await press("n");
  await expect(fresh.getByLabel("Name")).toBeFocused();
  await page.keyboard.type(friend);
  await press("Tab");
  await page.keyboard.type("priv");
  await expect(fresh.getByLabel("Least to pay each month")).toHaveValue("fixed");
  await press("Tab");
  await page.keyboard.type("500");
  await press("Tab", "Control+a");
  await page.keyboard.type(ago(70).typed);
  await press("Tab");
  await page.keyboard.type("0");
  await press("Tab");
  await page.keyboard.type("28");
  await press("Tab", "Tab");
  await page.keyboard.type("50");
  await expect(fresh.getByText(/^Comes to 50\.00 EUR/)).toBeVisible();
  await press("Enter");
  await expect(fresh).toHaveCount(0);
  await expect(row(page, friend)).toContainText("50.00");

  await grid(page).focus();
  await hold(page, friend);
  await press("Enter");
  await expect(title(page)).toHaveText(friend);
  await press("p");
  const record = panel(page, `${friend}: what happened`);
  await expect(record.getByLabel("Amount")).toBeFocused();
  await press("Control+a");
  await page.keyboard.type("120");
  await press("Enter");
  await expect(record).toHaveCount(0);
  await expect(facts(page).getByRole("row").filter({ hasText: "120.00" })).toContainText("payment");
  await undo(page);
  await expect(facts(page).getByRole("row").filter({ hasText: "120.00" })).toHaveCount(0);

  await press("Escape");
  await expect(title(page)).toHaveText("Debts");
  await expect(row(page, friend)).toBeVisible();
  for (const one of await call<Debt[]>(page, "GET", "/debts")) if ([card, friend].includes(one.debt.name)) await remove(page, one);
});

test("a payment that leaves an account is in the ledger too", async ({ page }) => {
  const [name, account] = [`Aunt ${letters()}`, `Giro ${letters()}`];
  await call(page, "POST", "/accounts", { name: account, currency: "EUR", opening_minor: 90_000 });
  const debt = await add(page, name);
  await toPage(page, debt);
  await page.getByRole("button", { name: "Record a payment" }).click();
  const record = panel(page, `${name}: what happened`);
  await record.getByLabel("Amount").fill("77");
  await record.getByLabel("Paid from").selectOption({ label: account });
  await record.getByRole("button", { name: "Record the payment" }).click();
  await expect(facts(page).getByRole("link", { name })).toBeVisible();
  await facts(page).getByRole("link", { name }).click();
  await expect(title(page)).toHaveText("Ledger");
  await expect(page.getByRole("grid").getByRole("row").filter({ hasText: name })).toContainText("−77.00");
  await remove(page, debt);
});

test("a lender's statement is held against what was reckoned, and taken as true", async ({ page }) => {
  const debt = await add(page, `Loan ${letters()}`);
  await toPage(page, debt);
  const owed = page.locator("dl > div").filter({ hasText: "Owed today" });
  await expect(owed).toContainText(/\d EUR/);
  await page.keyboard.press("s");
  const statement = panel(page, `${debt.debt.name}: a statement`);
  await expect(statement.getByLabel("Owed by the statement")).toBeFocused();
  await page.keyboard.type("601.50");
  await expect(statement.getByRole("row").filter({ hasText: "difference" })).toContainText(/\+\d/);
  await expect(statement.getByRole("listitem").first()).toBeVisible();
  await statement.getByLabel("at the end of").fill(ago(80).typed);
  await expect(statement.getByLabel("at the end of")).toHaveAttribute("aria-invalid", "true");
  await statement.getByLabel("at the end of").fill(ago(0).typed);
  await expect(statement.getByRole("button", { name: /^Take 601\.50 as owed/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(statement).toHaveCount(0);
  await expect(owed).toContainText("601.50 EUR");
  await expect(facts(page).getByRole("row").filter({ hasText: "statement" })).toContainText("601.50");
  await undo(page);
  await expect(facts(page).getByRole("row").filter({ hasText: "statement" })).toHaveCount(0);
  await remove(page, debt);
});

test("what may be a payment is asked about, and settled by a word", async ({ page }) => {
  const [lender, account] = [`Lender ${letters()}`, `Giro ${letters()}`];
  const { id: account_id } = await call<{ id: string }>(page, "POST", "/accounts", { name: account, currency: "EUR", opening_minor: 90_000 });
  for (const days of [33, 3]) await call(page, "POST", "/transactions", { account_id, day: ago(days).iso, amount_minor: -7_700, payee: lender });
  const debt = await add(page, `Bike ${letters()}`, { lender });
  await open(page);
  await expect(row(page, debt.debt.name)).toContainText("2 payments to confirm");
  await toPage(page, debt);
  const asked = page.getByRole("region", { name: "Are these payments?" });
  const older = asked.getByRole("listitem", { name: new RegExp(`77\\.00 on ${ago(33).typed} to ${lender}`) });
  await older.getByRole("button", { name: "No" }).click();
  const last = page.getByRole("region", { name: "Is this a payment?" });
  await expect(last.getByRole("listitem")).toHaveCount(1);
  await last.getByRole("button", { name: "Yes, always this payee" }).click();
  await expect(last).toHaveCount(0);
  await expect(page.getByText(`paid to ${lender}`)).toBeVisible();
  await expect(facts(page).getByRole("row").filter({ hasText: lender })).toHaveCount(1);
  await undo(page);
  await expect(last.getByRole("listitem")).toHaveCount(1);
  await remove(page, debt);
});

test("a debt that is paid off is said so, put aside, and brought back", async ({ page }) => {
  const name = `Sofa ${letters()}`;
  const debt = await add(page, name, { balance_minor: 7_700, on: ago(20).iso });
  await call(page, "POST", `/debts/${debt.debt.id}/entries`, { kind: "payment", amount_minor: 7_700 });
  await open(page);
  await expect(page.getByText(`${name} is paid off. Its 77.00 a month`)).toBeVisible();
  await page.getByRole("button", { name: `Archive ${name}` }).click();
  await expect(notices(page)).toContainText(`${name} is paid off and put away`);
  await expect(page.getByText(`${name} is paid off. Its`)).toHaveCount(0);
  await expect(row(page, name)).toHaveCount(0);
  await undo(page);
  await expect(row(page, name)).toContainText("100 % paid");
  await page.getByRole("button", { name: `Archive ${name}` }).click();
  await expect(row(page, name)).toHaveCount(0);
  await page.getByLabel(/^archived/).check();
  await expect(row(page, name)).toContainText("archived on");
  await remove(page, debt);
});

test("a plan that cannot work is refused in words, with the way to change it", async ({ page }) => {
  const name = `Trap ${letters()}`;
  const debt = await add(page, name, { currency: "CHF", balance_minor: 1_000_000, terms: { apr: "24", minimum: { rule: "fixed", amount_minor: 5_000 }, due_day: 1 } });
  await open(page);
  await expect(page.getByText(new RegExp(`${name}: the minimum of 50.00 does not cover the interest of .*at least`))).toBeVisible();
  await page.getByRole("link", { name: `change ${name}` }).click();
  const edit = panel(page, name);
  await edit.getByLabel("Each month, CHF").fill("400");
  await page.keyboard.press("Enter");
  await expect(edit).toHaveCount(0);
  await expect(page.getByText(/CHF owed on 1 debt/)).toBeVisible();
  await expect(page.getByText(new RegExp(`${name}: 50.00 a month`))).toHaveCount(0);
  await remove(page, debt);
});

test("a long loan's schedule is drawn where it is in sight", async ({ page }) => {
  const debt = await add(page, `Home ${letters()}`, { kind: "mortgage", balance_minor: 20_000_000, terms: { apr: "4", minimum: { rule: "fixed", amount_minor: 95_500 }, due_day: 1 } });
  await toPage(page, debt);
  const table = page.getByRole("table", { name: /What is to come/ });
  await expect(table).toHaveAttribute("aria-rowcount", /^[1-9]\d\d$/);
  expect(await table.getByRole("row").count()).toBeLessThan(60);
  await page.getByRole("region", { name: /What is to come/ }).focus();
  await page.keyboard.press("End");
  await expect(table.getByRole("row").last()).toContainText(/0\.00$/);
  for (const format of ["csv", "xlsx"]) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: `Save as ${format.toUpperCase()}` }).click()]);
    expect(file.suggestedFilename()).toBe(`${debt.debt.name} What is to come.${format}`);
  }
  await page.getByRole("slider", { name: "Owed over time, EUR" }).focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("slider", { name: "Owed over time, EUR" })).toHaveAttribute("aria-valuetext", /0\.00 by the plan/);
  await remove(page, debt);
});

test("Today says what is owed and what is to be paid next", async ({ page }) => {
  const soon = Number(ago(-5).iso.slice(8));
  const debt = await add(page, `Desk ${letters()}`, { terms: { apr: "0", minimum: { rule: "fixed", amount_minor: 7_700 }, due_day: soon } });
  await goTo(page, "#/today");
  const card = page.getByRole("region", { name: "Debts" });
  await expect(card).toContainText(/EUR owed/);
  await expect(card.getByRole("listitem").filter({ hasText: debt.debt.name })).toContainText(/in 5 days.*77\.00/);
  await remove(page, debt);
});

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing in the room, ${theme}`, async ({ page }) => {
    test.setTimeout(90_000);
    await page.emulateMedia({ colorScheme: theme });
    const debt = await add(page, `Axe ${letters()}`, { lender: "Axe Bank" });
    const done = await add(page, `Gone ${letters()}`, { balance_minor: 7_700, on: ago(20).iso });
    await call(page, "POST", `/debts/${done.debt.id}/entries`, { kind: "payment", amount_minor: 7_700 });
    await open(page);
    await expect(row(page, debt.debt.name)).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("n");
    await panel(page, "New debt").getByText(/^More/).click();
    await panel(page, "New debt").getByRole("button", { name: "Add a change" }).click();
    expect(await faults(page)).toEqual([]);
    await toPage(page, debt);
    await expect(page.getByRole("table", { name: /What is to come/ })).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("p");
    await expect(panel(page, `${debt.debt.name}: what happened`)).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("s");
    await panel(page, `${debt.debt.name}: a statement`).getByLabel("Owed by").fill("1");
    await expect(panel(page, `${debt.debt.name}: a statement`).getByText("difference", { exact: true })).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await remove(page, debt);
    await remove(page, done);
  });
}

test("an empty file offers to begin", async ({ page }) => {
  const empty = process.env.POCKETSAGE_EMPTY_URL;
  test.skip(!empty, "POCKETSAGE_EMPTY_URL is not set");
  await page.goto(empty ?? "");
  await title(page).waitFor();
  await open(page);
  await expect(page.getByText("No debts here.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "New debt" }).click();
  await expect(panel(page, "New debt").getByLabel("Name")).toBeFocused();
  expect(await faults(page)).toEqual([]);
});
