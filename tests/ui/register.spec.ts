import { expect, faults, goTo, test, type Page } from "../../ui/e2e";

const grid = (page: Page) => page.getByRole("grid", { name: "register" });
const rows = (page: Page) => grid(page).locator("[role=row][aria-rowindex]:not(.head)");

async function open(page: Page, query = "") {
  await goTo(page, `#/ledger${query}`);
  await rows(page).first().waitFor();
  // The names of accounts and categories come a moment after the rows.
  const account = rows(page).first().locator("[data-column=account]");
  if ((await account.count()) > 0) await expect(account).not.toBeEmpty();
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

test("a row changed elsewhere is shown in both versions, in people's words", async ({ page }) => {
  await open(page);
  const payee = `Two windows ${Date.now()}`;
  await add(page, payee, "-1");
  await goTo(page, `#/ledger?text=${encodeURIComponent(payee)}`);
  const row = rows(page).filter({ hasText: payee });
  await row.waitFor();
  await grid(page).focus();
  await page.keyboard.press("Enter");
  const memo = page.locator(".editing").getByLabel("memo");
  await memo.fill("mine");

  await elsewhere(page, payee, { amount_minor: -123456, memo: "theirs" });
  await memo.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "Someone was faster" });
  const line = (name: string) => dialog.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
  await expect(line("memo").getByRole("cell")).toHaveText(["mine", "theirs"]);
  await expect(line("payee").getByRole("cell")).toHaveText([payee, payee]);
  // The amount is not mine to change: both versions have theirs.
  await expect(line("amount").getByRole("cell")).toHaveText(["\u22121,234.56 EUR", "\u22121,234.56 EUR"]);
  await expect(line("day").getByRole("cell").first()).toHaveText(/^\d\d\/\d\d\/\d{4}$/);
  await expect(dialog).not.toContainText(/_id|_minor|[0-9a-f]{8}-[0-9a-f]{4}/);
  expect(await faults(page)).toEqual([]);

  // Escape decides nothing and loses nothing.
  await expect(dialog.getByRole("button", { name: "Keep mine" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(memo).toHaveValue("mine");
  await memo.press("Control+Enter");
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await expect(row.locator("[data-column=memo]")).toHaveText("mine");
  await expect(row.locator("[data-column=amount]")).toHaveText("\u22121,234.56");

  await grid(page).focus();
  await page.keyboard.press("Enter");
  await memo.fill("mine again");
  await elsewhere(page, payee, { memo: "theirs again" });
  await memo.press("Control+Enter");
  await dialog.getByRole("button", { name: "Leave as it stands" }).click();
  await expect(row.locator("[data-column=memo]")).toHaveText("theirs again");
  await grid(page).focus();
  await page.keyboard.press("Delete");
});

/** Somebody else changes the row with that text, past this window. */
async function elsewhere(page: Page, text: string, changes: object) {
  const status = await page.evaluate(
    async ([asked, fields]) => {
      const headers = { authorization: `Bearer ${sessionStorage.getItem("pocketsage.token")}`, "content-type": "application/json" };
      const found = await fetch(`/api/v1/transactions?limit=1&text=${encodeURIComponent(asked)}`, { headers });
      const { id, version } = (await found.json()).rows[0].transaction;
      const body = JSON.stringify({ version, ...fields });
      return (await fetch(`/api/v1/transactions/${id}`, { method: "PATCH", headers, body })).status;
    },
    [text, changes] as const,
  );
  expect(status).toBe(200);
}

test("a text typed slowly keeps the focus, and down leads into the rows", async ({ page }) => {
  await open(page);
  await page.keyboard.press("/");
  await page.keyboard.type("mar", { delay: 300 });
  const search = page.getByRole("searchbox", { name: "Search text" });
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("mar");
  await page.keyboard.press("ArrowDown");
  await expect(grid(page)).toBeFocused();
});

test("ctrl and n start a row that can be typed into and left", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+n");
  await expect(page.locator(".editing").getByLabel("day")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator(".editing")).toHaveCount(0);
  await expect(grid(page)).toBeFocused();
});

test("several rows are removed at once, and one undo brings them back", async ({ page }) => {
  await open(page);
  const payee = `Many ${Date.now()}`;
  for (const amount of ["-1", "-2", "-3"]) await add(page, payee, amount);
  await goTo(page, `#/ledger?text=${encodeURIComponent(payee)}`);
  await expect(rows(page)).toHaveCount(3);
  await grid(page).focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("region", { name: "selection" }).getByRole("button", { name: "Remove 3 rows" }).click();
  await expect(rows(page)).toHaveCount(0);
  await page.getByText("removed 3 rows").locator("..").getByRole("button", { name: "Undo" }).click();
  await expect(rows(page)).toHaveCount(3);

  // One entry, so that one Ctrl+Z brings all of them back; what was chosen before a change is what is removed.
  await grid(page).focus();
  await page.keyboard.press("Control+a");
  await elsewhere(page, payee, { memo: "changed while chosen" });
  await expect(grid(page)).toContainText("changed while chosen");
  await page.keyboard.press("Delete");
  await expect(rows(page)).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect(rows(page)).toHaveCount(0);
});

test("at 200 % zoom the amounts are in sight, and a row under edit still has every field", async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 400 });
  await open(page);
  const amount = await rows(page).first().locator("[data-column=amount]").boundingBox();
  expect((amount?.x ?? 999) + (amount?.width ?? 0)).toBeLessThanOrEqual(640);
  await grid(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".editing").getByLabel("memo")).toHaveCount(1);
});

test("a category of transfers is neither income nor spending, here and in what is inside it", async ({ page }) => {
  const [name, inner] = [`Moved ${Date.now()}`, "Between savings"];
  await goTo(page, "#/ledger/categories");
  await page.getByLabel("New category", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Add" }).first().click();
  const panel = page.getByRole("complementary", { name });
  await panel.getByLabel("New category below").fill(inner);
  await panel.getByRole("button", { name: "Add" }).click();
  const marked = panel.getByRole("switch", { name: "Transfers between own accounts" });
  await expect(marked).not.toBeChecked();

  const payee = `Own money ${Date.now()}`;
  await open(page);
  await page.keyboard.press("Control+n");
  const row = page.locator(".editing");
  await row.getByLabel("payee").fill(payee);
  await row.getByRole("combobox", { name: "category" }).fill(name);
  await page.getByRole("option", { name: `${name}: ${inner}` }).click();
  await row.getByLabel("amount").fill("-70");
  await page.keyboard.press("Control+Enter");
  await expect(row).toHaveCount(0);
  await goTo(page, `#/ledger?text=${encodeURIComponent(payee)}`);
  const totals = page.getByLabel("totals of the filtered rows");
  await expect(totals).toContainText("out \u221270.00");
  await expect(totals).not.toContainText("transfers");

  await goTo(page, "#/ledger/categories");
  const item = page.getByRole("listitem").filter({ has: page.getByRole("button", { name }) });
  await item.getByRole("button").click();
  await marked.check();
  await expect(item).toContainText("transfers");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: inner, exact: true }).last().click();
  await expect(page.getByRole("switch")).toBeDisabled();
  await expect(page.getByRole("switch")).toBeChecked();
  await expect(page.getByText(`It is inside ${name}, which holds transfers.`)).toBeVisible();

  await goTo(page, `#/ledger?text=${encodeURIComponent(payee)}`);
  await expect(totals).toContainText("transfers \u221270.00");
  await expect(totals).toContainText("out 0.00");
  await goTo(page, "#/today");
  await expect(page.getByRole("columnheader", { name: "transfers" })).toBeVisible();

  // The mark is one step of undo, the row the next.
  await goTo(page, `#/ledger?text=${encodeURIComponent(payee)}`);
  await rows(page).first().waitFor();
  await grid(page).focus();
  await page.keyboard.press("Control+z");
  await expect(totals).toContainText("out \u221270.00");
  await grid(page).focus();
  await page.keyboard.press("Control+z");
  await expect(rows(page)).toHaveCount(0);
  await goTo(page, "#/ledger/categories");
  await expect(item.getByRole("link")).toHaveText("0");
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: inner, exact: true })).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(item).toHaveCount(0);
});
