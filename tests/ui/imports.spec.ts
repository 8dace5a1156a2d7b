import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { expect, faults, goTo, test, type Page } from "../../ui/e2e";

const table = (mark: string) =>
  ["Datum;Text;Betrag", `14.03.2026;Bakery ${mark};-12,50`, `15.03.2026;Books ${mark};-7,30`, `31.03.2026;Salary ${mark};1.000,00`, "16.03.2026;Broken;twelve"].join("\n");

async function answerQuestions(page: Page) {
  const questions = page.getByRole("list", { name: "questions about this file" });
  await page.getByRole("button", { name: /^Import \d/ }).waitFor();
  if (await questions.count()) await questions.getByRole("button").first().click();
}

test("a chosen file is previewed, imported, shown and undone", async ({ page }) => {
  const mark = `f${Date.now()}`;
  await goTo(page, "#/imports");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("main").getByRole("button", { name: "Choose files" }).first().click();
  await (await chooser).setFiles({ name: `bank-${mark}.csv`, mimeType: "text/csv", buffer: Buffer.from(table(mark)) });
  const file = page.getByRole("region", { name: `bank-${mark}.csv` });
  await expect(file.getByRole("region", { name: "rows as they will be stored" })).toContainText(`Bakery ${mark}`);
  await expect(file).toContainText("1 line rejected");
  await answerQuestions(page);
  await file.getByRole("button", { name: "Import 3 rows" }).click();
  await expect(file).toContainText("4 rows: 3 added, 0 already known, 0 matched, 1 rejected");
  await file.getByRole("link", { name: "Show in the ledger" }).click();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", "4");
  await page.keyboard.press("Control+5");
  await page.getByRole("link", { name: `bank-${mark}.csv` }).first().click();
  await expect(page.getByRole("main")).toContainText("16.03.2026;Broken;twelve");
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByRole("button", { name: "Undo this import" })).toHaveCount(0);
});

test("an import is undone in the list of imports, and comes back with Ctrl+Z", async ({ page }) => {
  const name = `list-${Date.now()}.csv`;
  const source = { text: table(name), name };
  await page.evaluate(async (source) => {
    const headers = { authorization: `Bearer ${sessionStorage.getItem("pocketsage.token")}`, "content-type": "application/json" };
    await fetch("/api/v1/imports", { method: "POST", headers, body: JSON.stringify({ sources: [source], account: source.name, currency: "EUR" }) });
  }, source);
  await goTo(page, "#/imports/batches");
  const undo = page.getByRole("button", { name: `Undo this import: ${name}` });
  await undo.focus();
  await page.keyboard.press("Enter");
  await expect(undo).toHaveCount(0);
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("undone");
  await page.keyboard.press("Control+z");
  await expect(undo).toBeVisible();
});

async function choose(page: Page, name: string, text: string) {
  await goTo(page, "#/imports");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("main").getByRole("button", { name: "Choose files" }).first().click();
  await (await chooser).setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });
  return page.getByRole("region", { name, exact: true });
}

const given = (name: string, changes: Record<string, string>) =>
  Object.entries(changes).reduce((text, [from, to]) => text.replaceAll(from, to), readFileSync(new URL(`../data/${name}`, import.meta.url), "utf8"));

/** Account numbers of our own, so that each run brings news. */
const digits = () => String(Date.now()).slice(-10);
const STATEMENTS = [
  { name: "statement.ofx", format: "OFX", rows: 3, shown: "Harbour Bakery", number: "7700112233" },
  { name: "camt.xml", format: "CAMT.053", rows: 2, shown: "Hafenbäckerei", number: "0077001122" },
  { name: "konto.sta", format: "MT940", rows: 2, shown: "Gezeitenwerk", number: "7700445566" },
];

for (const { name, format, rows, shown, number } of STATEMENTS) {
  test(`${format} has no layout to edit, and is previewed, imported and undone`, async ({ page }) => {
    const mine = `${Date.now()}-${name}`;
    const file = await choose(page, mine, given(name, { [number]: digits() }));
    await expect(file.getByRole("region", { name: "rows as they will be stored" })).toContainText(shown);
    await expect(file.getByText("How it was read")).toContainText(format);
    await expect(file.locator("summary")).toHaveCount(0);
    expect(await faults(page)).toEqual([]);
    await file.getByRole("button", { name: `Import ${rows} rows` }).click();
    await expect(file).toContainText(`${rows} rows: ${rows} added, 0 already known`);
    await file.getByRole("link", { name: "About this import" }).click();
    await expect(page.getByRole("main")).toContainText(` · ${format} · `);
    await page.getByRole("button", { name: "Undo this import" }).click();
    await expect(page.getByRole("button", { name: "Undo this import" })).toHaveCount(0);
  });
}

test("what a QIF file leaves open is said, and the chosen account gives the currency", async ({ page }) => {
  const file = await choose(page, `${Date.now()}.qif`, given("bank.qif", {}));
  const questions = file.getByRole("list", { name: "questions about this file" });
  await expect(questions).toContainText("03/04/2026 is 3 April 2026 or 4 March 2026");
  await expect(questions).toContainText("the first is taken; compare the days below");
  await expect(questions).toContainText("choose the account it goes into: its currency is taken");
  await questions.getByRole("button", { name: "month first" }).click();
  await expect(questions).not.toContainText("03/04/2026");
  await expect(questions.getByRole("button")).toHaveCount(1);
  await expect(file).not.toContainText("XXX");
  expect(await faults(page)).toEqual([]);
  const into = file.getByLabel("Into");
  await into.selectOption({ index: 1 });
  await expect(questions).toContainText(/The file names no currency: [A-Z]{3}, the account's, is assumed./);
  await expect(questions).not.toContainText("choose the account");
  await into.selectOption({ index: 0 });
  await expect(questions).toContainText("choose the account");
  await questions.getByLabel("answer").fill("chf");
  await questions.getByRole("button", { name: "Set" }).press("Enter");
  await expect(questions).toHaveCount(0);
  await expect(file).toContainText("CHF");
  await file.getByRole("button", { name: "Put away" }).click();
});

test("a pasted table is previewed from any room", async ({ page }) => {
  const mark = `p${Date.now()}`;
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, table(mark).replaceAll(";", "\t"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Imports");
  await expect(page.getByRole("main")).toContainText(`Bakery ${mark}`);
  await page.getByRole("button", { name: "Put away" }).click();
});

test("dragged files light up the whole window and are previewed when dropped", async ({ page }) => {
  const mark = `d${Date.now()}`;
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
    return transfer;
  }, table(mark));
  await page.dispatchEvent("body", "dragenter", { dataTransfer: data });
  await expect(page.getByText("Drop to import")).toBeVisible();
  await expect(page.getByText("CSV, Excel (XLSX, XLS), OFX, QFX, QIF, CAMT (also zipped), MT940").last()).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
  await expect(page.getByText("Drop to import")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "dropped.csv" })).toContainText(`Bakery ${mark}`);
});

test("a column can mean something else, and the file is read again", async ({ page }) => {
  const mark = `m${Date.now()}`;
  await goTo(page, "#/imports/paste");
  await page.getByLabel("Paste rows").fill(table(mark));
  await page.getByRole("button", { name: "Show the preview" }).click();
  await page.getByText("How it was read").click();
  await page.getByLabel("meaning of column Text").selectOption("payee");
  await expect(page.getByLabel("meaning of column Text")).toHaveValue("payee");
  await page.getByLabel("meaning of column Betrag").selectOption("none");
  await expect(page.getByText("The file needs a day and an amount")).toBeVisible();
});

test("a long import shows how far it is, also elsewhere, and cancelled it leaves nothing", async ({ page }) => {
  test.setTimeout(90_000);
  const mark = `big${Date.now()}`;
  const lines = Array.from({ length: 200_000 }, (_, n) => `2020-01-${String((n % 28) + 1).padStart(2, "0")},${mark} ${n},-${n}.17`);
  const buffer = Buffer.from(["day,payee,amount", ...lines].join("\n"));
  await goTo(page, "#/imports");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("main").getByRole("button", { name: "Choose files" }).first().click();
  await (await chooser).setFiles({ name: `${mark}.csv`, mimeType: "text/csv", buffer });
  const file = page.getByRole("region", { name: `${mark}.csv` });
  const add = file.getByRole("button", { name: "Import 200,000 rows" });
  await add.click({ timeout: 30_000 });
  await expect(file.getByRole("progressbar")).toBeVisible();
  await expect(file).toContainText(/[\d,]+ of 200,000/);
  await expect(file).toContainText(/[\d,]+ per second/);
  await page.keyboard.press("Control+1");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Today", { timeout: 1_000 });
  await expect(page.getByRole("navigation", { name: "rooms" })).toContainText(/\d%/);
  await page.keyboard.press("Control+5");
  await file.getByRole("button", { name: "Cancel" }).click();
  await expect(file).toContainText("cancelled: nothing of it was stored");
  await expect(add).toBeFocused();
  await file.getByRole("button", { name: "Put away" }).click();
  await expect(page.getByRole("link", { name: `${mark}.csv` })).toHaveCount(0);
  await goTo(page, `#/ledger?text=${mark}`);
  await expect(page.getByText("No transaction matches the filter.")).toBeVisible();
});

test("reading a long file shows how far it is; cancelled it can be read again, and a changed layout goes back", async ({ page }) => {
  test.setTimeout(90_000);
  const mark = `long${Date.now()}`;
  const lines = Array.from({ length: 400_000 }, (_, n) => `2020-01-${String((n % 28) + 1).padStart(2, "0")},${mark} ${n},-${n}.17`);
  const file = await choose(page, `${mark}.csv`, ["day,payee,amount", ...lines].join("\n"));
  const cancel = file.getByRole("button", { name: "Cancel" });
  await expect(file).toContainText(/[\d,]+ of 400,00\d/, { timeout: 30_000 });
  await cancel.click();
  await expect(file).toContainText("cancelled: nothing of it was stored");
  const again = file.getByRole("button", { name: "Read it again" });
  await expect(again).toBeFocused();
  await again.click();
  await expect(file.getByRole("button", { name: "Import 400,000 rows" })).toBeEnabled({ timeout: 60_000 });

  await file.getByText("How it was read").click();
  const sign = file.getByRole("combobox", { name: /^Sign/ });
  await sign.selectOption("plus is money out");
  await expect(file.getByRole("progressbar")).toBeVisible();
  await cancel.click();
  await expect(file).toContainText("cancelled: nothing of it was stored");
  await file.getByText("How it was read").click();
  await expect(sign).toHaveValue("");
  await file.getByRole("button", { name: "Put away" }).click();
});
