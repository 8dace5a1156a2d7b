// What the file's page says of its key and of its state.
import { expect, faults, goTo, test } from "../../ui/e2e";

test("the file is checked, and found whole", async ({ page }) => {
  await goTo(page, "#/settings/file");
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByRole("status").filter({ hasText: "the file is whole" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Check the file" })).toBeFocused();
});

test("a damaged file is called so, in the reader's language, with what was found", async ({ page }) => {
  await page.route("**/api/v1/file/check", (route) => route.fulfill({ json: { whole: false, faults: ["row 7 missing from index by_day", "postings refers to a missing account"] } }));
  await goTo(page, "#/settings/file");
  await page.getByRole("button", { name: "Check the file" }).click();
  const told = page.getByRole("alert");
  await expect(told).toContainText("The file is damaged: 2 faults found.");
  await expect(told.getByRole("listitem")).toHaveText([/by_day/, /missing account/]);
  expect(await faults(page)).toEqual([]);
  await goTo(page, "#/settings");
  await page.getByRole("radio", { name: "Deutsch" }).check();
  await goTo(page, "#/settings/file");
  await page.getByRole("button", { name: "Datei prüfen" }).click();
  await expect(told).toContainText("Die Datei ist beschädigt: 2 Fehler gefunden.");
});

test("who keeps the key in the keychain is told so, and asked for no passphrase", async ({ page }) => {
  await page.route("**/api/v1/file", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), keychain: true } });
  });
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await goTo(page, "#/settings/file");
  await expect(page.getByText("in the system's keychain")).toBeVisible();
  await expect(page.getByLabel("Passphrase until now")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("passphrase");
  await expect(page.getByText("nothing found")).toBeVisible();
});

test("only what can be imported is offered for choice", async ({ page }) => {
  await goTo(page, "#/imports");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("main").getByRole("button", { name: "Choose files" }).first().click();
  const kinds = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ofx", "qfx", "qif", "xml", "camt", "zip", "sta", "mt940", "940", "mt942"];
  const accepted = (await (await chooser).element().getAttribute("accept"))?.split(",");
  expect(new Set(accepted)).toEqual(new Set(kinds.flatMap((kind) => [`.${kind}`, `.${kind.toUpperCase()}`])));
});
