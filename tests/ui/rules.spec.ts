// Rules: written by keyboard, tried while they are written, run over the past and undone.
import { expect, faults, goTo, test, type Page } from "../../ui/e2e";

const grid = (page: Page) => page.getByRole("grid", { name: "Rules" });
const panel = (page: Page, name = "New rule") => page.getByRole("complementary", { name });
const notices = (page: Page) => page.getByRole("region", { name: "notices" });
const row = (page: Page, name: string) => grid(page).getByRole("row").filter({ hasText: name });

async function open(page: Page) {
  await goTo(page, "#/imports/rules");
  await expect(page.getByRole("link", { name: "Rules" })).toHaveAttribute("aria-current", "page");
}

/** Words of our own that nothing has, so that a kept rule does nothing to the others' rows. */
async function write(page: Page, name: string, word: string) {
  await open(page);
  await page.getByRole("button", { name: "New rule" }).first().click();
  await panel(page).getByLabel("Name").fill(name);
  await panel(page).getByLabel("words to look for").fill(word);
  await panel(page).getByLabel("what is done").selectOption("memo");
  await panel(page).getByLabel("memo").fill("weekly");
}
async function remove(page: Page, name: string) {
  await row(page, name).click();
  await panel(page, name).getByRole("button", { name: "Remove", exact: true }).click();
  await expect(row(page, name)).toHaveCount(0);
}

test("by keyboard alone: written, tried, saved, run over the past, and undone", async ({ page }) => {
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const name = `Ice ${Date.now()}`;
  const memo = `cold ${Date.now()}`;
  await open(page);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await press("n");
  const editor = panel(page);
  await expect(editor.getByLabel("Name")).toBeFocused();
  await page.keyboard.type(name);
  await expect(editor.getByRole("status").first()).toContainText("Say when");
  await press("Tab", "Tab", "Tab", "Tab"); // field, how, remove, words
  await expect(editor.getByLabel("words to look for")).toBeFocused();
  await page.keyboard.type("eiscafé l");
  // What is being typed is tried already.
  await expect(editor.getByRole("status").first()).toContainText(/fits \d+ of [\d,]+ transactions, 0 would change/);
  await page.keyboard.type("ido");
  await press("Enter");
  await expect(editor.getByRole("button", { name: "remove eiscafé lido" })).toBeVisible();
  await press("Backspace", "Enter");
  await press("Tab", "Tab", "m"); // add a condition, what is done: memo
  await expect(editor.getByLabel("what is done")).toHaveValue("set_memo");
  await press("Tab");
  await page.keyboard.type(memo);
  const rows = editor.getByRole("list", { name: "rows that would change" }).getByRole("listitem");
  await expect(rows.first()).toContainText("Eiscafé Lido");
  await expect(rows.first()).toContainText(memo);
  const run = editor.getByRole("button", { name: /^Save and change \d+ transactions$/ });
  const count = /\d+/.exec(await run.innerText())?.[0] ?? "";
  await press("Tab", "Tab", "Tab", "Tab");
  await expect(run).toBeFocused();
  await press("Enter");
  await expect(editor).toHaveCount(0);
  await expect(notices(page)).toContainText(new RegExp(`rules changed ${count} of [\\d,]+ transactions`));
  await expect(row(page, name)).toContainText(`when the payee contains “eiscafé lido” → then memo “${memo}”`, { useInnerText: true });
  await goTo(page, `#/ledger?text=${encodeURIComponent(memo)}`);
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(Number(count) + 1));
  await press("Control+z");
  await expect(page.getByText("No transaction matches the filter.")).toBeVisible();
  await open(page);
  await expect(row(page, name)).toHaveCount(1);
  await press("Control+z");
  await expect(row(page, name)).toHaveCount(0);
});

test("the list is moved through, edited, paused and emptied by keys", async ({ page }) => {
  const stamp = Date.now();
  const [one, two] = [`One ${stamp}`, `Two ${stamp}`];
  await write(page, one, `${stamp} first`);
  await panel(page).getByRole("button", { name: "Save", exact: true }).click();
  await write(page, two, `${stamp} first and longer`);
  await panel(page).getByRole("button", { name: "Save", exact: true }).click();
  await expect(panel(page)).toHaveCount(0);
  await expect(row(page, one)).toHaveCount(1);
  await expect(row(page, two)).toHaveCount(1);
  const names = await grid(page).getByRole("row").locator("[role=gridcell]:first-child").allInnerTexts();
  expect(names.indexOf(two)).toBeLessThan(names.indexOf(one));
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press("Home");
  for (let step = names.indexOf(one); step > 0; step -= 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("p");
  await expect(row(page, one)).toContainText("paused");
  await page.keyboard.press("Enter");
  await expect(panel(page, one).getByLabel("Name")).toBeFocused();
  await panel(page, one).getByRole("button", { name: "Resume" }).click();
  await expect(row(page, one)).not.toContainText("paused");
  await panel(page, one).getByLabel("Name").fill(`Uno ${stamp}`);
  await panel(page, one).getByLabel("Name").press("Enter");
  await expect(row(page, `Uno ${stamp}`)).toHaveCount(1);
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(row(page, `Uno ${stamp}`)).toHaveCount(0);
  await notices(page).getByRole("button", { name: "Undo" }).last().click();
  await expect(row(page, `Uno ${stamp}`)).toHaveCount(1);
  await remove(page, `Uno ${stamp}`);
  await remove(page, two);
});

test("what is wrong is said at its field, which takes the focus", async ({ page }) => {
  await write(page, "Wrong", "x");
  const editor = panel(page);
  const save = editor.getByRole("button", { name: "Save", exact: true });
  await editor.getByRole("button", { name: "Add a condition" }).click();
  const second = editor.getByRole("group", { name: "condition 2" });
  await expect(second.getByLabel("what is looked at")).toBeFocused();
  await second.getByLabel("what is looked at").selectOption("amount");
  await second.getByLabel("at least").fill("50");
  await second.getByLabel("at most").fill("20");
  await save.click();
  await expect(second.getByLabel("at most")).toBeFocused();
  await expect(second).toContainText("the most is less than the least");
  await second.getByLabel("at most").fill("fifty");
  await expect(second).not.toContainText("the most is less");
  await save.click();
  await expect(second).toContainText("this is not an amount");
  await second.getByLabel("what is looked at").selectOption("bank's text");
  await save.click();
  await expect(second.getByLabel("words to look for")).toBeFocused();
  await expect(second).toContainText("give at least one value");
  await editor.getByRole("button", { name: "remove condition 2" }).click();
  await expect(editor.getByRole("button", { name: "Add a condition" })).toBeFocused();
  await editor.getByLabel("what is done").selectOption("category");
  await save.click();
  await expect(editor.getByRole("combobox", { name: "category" })).toBeFocused();
  await expect(editor.getByRole("group", { name: "action 1" })).toContainText("choose a category");
  await page.keyboard.press("Escape");
  await expect(editor).toHaveCount(0);
});

test("a split and every kind of condition come back as they were saved", async ({ page }) => {
  const name = `All ${Date.now()}`;
  await write(page, name, "everything");
  const editor = panel(page);
  const fields = ["amount", "day of the month", "weekday", "day", "account", "currency", "direction"];
  for (const [at, field] of fields.entries()) {
    await editor.getByRole("button", { name: "Add a condition" }).click();
    await editor.getByLabel("what is looked at").nth(at + 1).selectOption({ label: field });
  }
  const part = (number: number) => editor.getByRole("group", { name: `condition ${number}`, exact: true });
  await part(2).getByLabel("at least").fill("1,250.50");
  await part(3).getByLabel("from").fill("28");
  await part(3).getByLabel("to", { exact: true }).fill("3");
  await part(4).getByLabel("Monday").check();
  await part(5).getByLabel("from").fill("31/01/2026");
  await part(6).getByRole("combobox", { name: "account" }).fill("Wall");
  await page.keyboard.press("Tab");
  await part(7).getByLabel("Currency").fill("eur");
  await editor.getByLabel("what is done").selectOption("split");
  const categories = editor.getByRole("list", { name: "parts" }).getByRole("combobox", { name: "category" });
  for (const [at, text] of ["Groceries", "Bakery"].entries()) {
    await categories.nth(at).fill(text);
    await page.keyboard.press("Tab");
  }
  await editor.getByLabel("size").fill("33.33");
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  const said = row(page, name);
  await expect(said).toContainText("the amount is at least 1,250.50, it is day 28 to 3 of the month, it is a Monday, the day is 31/01/2026 or later, the account is Wallet, the currency is EUR and money goes out");
  await expect(said).toContainText("split into 33.33% Food: Groceries and the rest Food: Bakery");
  await said.click();
  await expect(panel(page, name).getByLabel("size")).toHaveValue("33.33");
  await expect(panel(page, name).getByLabel("at least")).toHaveValue("1250.50");
  await expect(panel(page, name).getByRole("button", { name: "remove Wallet" })).toBeVisible();
  await panel(page, name).getByRole("button", { name: "Remove", exact: true }).click();
  await expect(said).toHaveCount(0);
});

test("a rule changed elsewhere while it is edited is shown in both versions, as sentences", async ({ page }) => {
  const name = `Both ${Date.now()}`;
  await write(page, name, `${name} word`);
  await panel(page).getByRole("button", { name: "Save", exact: true }).click();
  await row(page, name).click();
  await panel(page, name).getByLabel("memo").fill("mine");
  await page.evaluate(async (wanted) => {
    const headers = { authorization: `Bearer ${sessionStorage.getItem("pocketsage.token")}`, "content-type": "application/json" };
    const rules = (await (await fetch("/api/v1/rules", { headers })).json()) as { id: string; name: string; version: number; rule: { conditions: unknown[] } }[];
    const found = rules.find((rule) => rule.name === wanted);
    const rule = { conditions: found?.rule.conditions, actions: [{ do: "set_memo", memo: "theirs" }] };
    await fetch(`/api/v1/rules/${found?.id}`, { method: "PATCH", headers, body: JSON.stringify({ version: found?.version, rule }) });
  }, name);
  await expect(row(page, name)).toContainText("memo “theirs”");
  await expect(panel(page, name).getByLabel("memo")).toHaveValue("mine");
  await panel(page, name).getByRole("button", { name: "Save", exact: true }).click();
  const dialog = page.getByRole("dialog");
  expect(await faults(page)).toEqual([]);
  await expect(dialog.getByRole("row", { name: /^rule/ })).toContainText("→ memo “mine”");
  await expect(dialog.getByRole("row", { name: /^rule/ })).toContainText("→ memo “theirs”");
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await expect(row(page, name)).toContainText("memo “mine”");
  await remove(page, name);
});

test("a row of the register becomes a rule", async ({ page }) => {
  await goTo(page, "#/ledger?text=Eiscaf%C3%A9");
  const first = page.getByRole("grid").locator("[role=row][aria-rowindex='2']");
  await first.waitFor();
  await expect(first.locator("[data-column=category]")).not.toBeEmpty();
  const category = await first.locator("[data-column=category]").innerText();
  await page.getByRole("grid").focus();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("rule from this row");
  await page.keyboard.press("Enter");
  const editor = panel(page);
  await expect(editor.getByRole("button", { name: "remove Eiscafé Lido" })).toBeVisible();
  await expect(editor.getByLabel("how")).toHaveValue("is");
  await expect(editor.getByRole("combobox", { name: "category" })).toHaveValue(new RegExp(`${category}$`));
  await expect(editor.getByRole("status").first()).toContainText(/fits \d\d+ of/);
});

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing in the list, the editor, its faults and its options, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const name = `Axe ${Date.now()}`;
    await write(page, name, "eiscafé");
    const editor = panel(page);
    await expect(editor.getByRole("listitem").first()).toBeVisible();
    for (const field of ["weekday", "account", "amount"]) {
      await editor.getByRole("button", { name: "Add a condition" }).click();
      await editor.getByLabel("what is looked at").last().selectOption(field);
    }
    await editor.getByRole("button", { name: "Save", exact: true }).click();
    await expect(editor.getByText("give at least one value")).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await editor.getByRole("combobox", { name: "account" }).click();
    await page.locator("[role=option]").first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    for (const number of [4, 3, 2]) await editor.getByRole("button", { name: `remove condition ${number}` }).click();
    await editor.getByLabel("what is done").selectOption("split");
    expect(await faults(page)).toEqual([]);
    await editor.getByLabel("what is done").selectOption("leave out");
    await editor.getByRole("button", { name: "Save", exact: true }).click();
    await expect(editor).toHaveCount(0);
    await grid(page).focus();
    expect(await faults(page)).toEqual([]);
    await row(page, name).click();
    await panel(page, name).getByRole("button", { name: "Pause" }).click();
    await expect(row(page, name)).toContainText("paused");
    expect(await faults(page)).toEqual([]);
    await remove(page, name);
  });
}

test("without rules it says what they are for", async ({ page }) => {
  const empty = process.env.POCKETSAGE_EMPTY_URL;
  test.skip(!empty, "POCKETSAGE_EMPTY_URL is not set");
  await page.goto(empty ?? "");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await goTo(page, "#/imports/rules");
  await expect(page.getByText("A rule says what is done with rows as they come in")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("main").getByRole("button", { name: "New rule" }).click();
  await expect(panel(page).getByLabel("Name")).toBeFocused();
});
