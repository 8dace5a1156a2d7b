import { Buffer } from "node:buffer";
import { expect, goTo, test, type Page } from "../../ui/e2e";

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
  await page.keyboard.press("Control+3");
  await page.getByRole("link", { name: `bank-${mark}.csv` }).first().click();
  await expect(page.getByRole("main")).toContainText("16.03.2026;Broken;twelve");
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByRole("button", { name: "Undo this import" })).toHaveCount(0);
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
  await page.keyboard.press("Control+3");
  await file.getByRole("button", { name: "Cancel" }).click();
  await expect(file).toContainText("cancelled: nothing of it was stored");
  await expect(add).toBeFocused();
  await file.getByRole("button", { name: "Put away" }).click();
  await expect(page.getByRole("link", { name: `${mark}.csv` })).toHaveCount(0);
  await goTo(page, `#/ledger?text=${mark}`);
  await expect(page.getByText("No transaction matches the filter.")).toBeVisible();
});
