// A habit's page and the review: a calendar that is ticked, marks under the keys, pictures, looking back.
import { expect, faults, goTo, test, type Page } from "../../ui/e2e";

const letters = () => Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join("");
const calendar = (page: Page) => page.getByRole("grid", { name: /, a day each/ });
const notices = (page: Page) => page.getByRole("region", { name: "notices" });
const pad = (n: number) => String(n).padStart(2, "0");
/** So many days ago, as 2026-11-21 where the tests run. */
const ago = (days: number) => {
  const date = new Date();
  date.setDate(date.getDate() - days);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
};
const day = (page: Page, iso: string) => calendar(page).locator(`[id$="-${iso}"]`);
/** The month in sight has been read. */
const known = (page: Page) => expect(calendar(page)).toHaveAttribute("aria-busy", "false");
const active = (page: Page) => calendar(page).getAttribute("aria-activedescendant");

/** Begun in the panel, and its page opened. */
async function begin(page: Page, name: string) {
  await goTo(page, "#/habits");
  await page.getByRole("button", { name: "New habit" }).click();
  const panel = page.getByRole("complementary", { name: "New habit" });
  await panel.getByLabel("Name").fill(name);
  await panel.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await known(page);
  await expect(day(page, ago(0))).toHaveAccessibleName(/: not begun$/);
}

async function remove(page: Page, name: string) {
  await goTo(page, "#/habits");
  await page.getByRole("link", { name, exact: true }).waitFor();
  const address = await page.getByRole("link", { name, exact: true }).getAttribute("href");
  await goTo(page, `#/habits?habit=${address?.split("/").at(-1)}`);
  await page.getByRole("complementary", { name }).getByRole("button", { name: "Remove with all its days" }).click();
  await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
}

test("a day of the calendar is ticked by click and by key, and the arrows leave the month", async ({ page }) => {
  const name = `Month ${letters()}`;
  await begin(page, name);
  await day(page, ago(0)).click();
  await expect(day(page, ago(0))).toHaveAccessibleName(/: kept$/);
  await expect(calendar(page)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(day(page, ago(0))).not.toHaveAccessibleName(/: kept$/);
  await page.keyboard.press("ArrowLeft");
  expect(await active(page)).toContain(ago(1));
  await known(page);
  await page.keyboard.press("Enter");
  await expect(day(page, ago(1))).toHaveAccessibleName(/: kept$/);
  await page.keyboard.press("ArrowUp");
  expect(await active(page)).toContain(ago(8));
  await known(page);
  await expect(day(page, ago(8))).toHaveAccessibleName(/: not begun$/);
  await page.keyboard.press("s");
  await expect(day(page, ago(8))).toHaveAccessibleName(/: skipped$/);
  await page.keyboard.press("ArrowRight");
  await known(page);
  await page.keyboard.press("x");
  await expect(day(page, ago(7))).toHaveAccessibleName(/: not kept$/);
  await page.keyboard.press("Control+z");
  await expect(day(page, ago(7))).not.toHaveAccessibleName(/: not kept$/);
  const before = await calendar(page).getAttribute("aria-label");
  await page.keyboard.press("PageUp");
  await expect(calendar(page)).not.toHaveAttribute("aria-label", before ?? "");
  await page.keyboard.press("PageDown");
  await expect(calendar(page)).toHaveAttribute("aria-label", before ?? "");
  await known(page);
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Note").fill("by the lake");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("by the lake")).toBeVisible();
  await expect(calendar(page)).toBeFocused();
  await remove(page, name);
});

test("every view has its marks under the keys, and its numbers one key away", async ({ page }) => {
  const name = `Marks ${letters()}`;
  await begin(page, name);
  expect(await faults(page), "before its first day").toEqual([]);
  await day(page, ago(0)).click();
  await expect(day(page, ago(0))).toHaveAccessibleName(/: kept$/);
  const year = page.getByRole("grid", { name: /: 1 day kept$/ });
  await year.focus();
  const mark = page.locator(`[id="${await year.getAttribute("aria-activedescendant")}"]`);
  await expect(mark).toHaveAccessibleName(/: kept$/);
  await page.keyboard.press("Enter");
  await expect(calendar(page)).toBeFocused();
  expect(await active(page)).toContain(ago(0));
  const line = page.getByRole("slider", { name: "strength, day by day" });
  await line.focus();
  await page.keyboard.press("Home");
  await expect(line).toHaveAttribute("aria-valuetext", /: 5%$/);
  for (const [title, rows] of [["Month", 28], ["Year", 1], ["Strength", 1], ["By weekday and month", 1], ["Best streaks", 1]] as const) {
    const view = page.getByRole("region", { name: title, exact: true });
    await view.locator("[data-chart]").focus();
    await page.keyboard.press("t");
    const table = view.getByRole("region", { name: `${title}, the numbers`, exact: true });
    await expect(table).toBeFocused();
    expect(await table.locator("tbody tr").count()).toBeGreaterThanOrEqual(rows);
    await expect(view.getByRole("button", { name: `${title}: as a Table`, exact: true })).toHaveAttribute("aria-pressed", "true");
  }
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("t");
  await expect(page.getByRole("grid", { name: "Best streaks" })).toBeFocused();
  await remove(page, name);
});

test("each view is saved as PNG and SVG, with the numbers of the page", async ({ page }) => {
  const name = `Saved ${letters()}`;
  await begin(page, name);
  await day(page, ago(0)).click();
  await expect(day(page, ago(0))).toHaveAccessibleName(/: kept$/);
  for (const title of ["Month", "Year", "Strength", "By weekday and month", "Best streaks"]) {
    for (const format of ["PNG", "SVG"]) {
      const saved = page.waitForEvent("download");
      await page.getByRole("button", { name: `${title}: save as ${format}`, exact: true }).click();
      const file = await saved;
      expect(file.suggestedFilename()).toMatch(new RegExp(`^${name} ${title}.*\\.${format.toLowerCase()}$`));
      if (format !== "SVG" || title !== "Year") continue;
      const chunks: Buffer[] = [];
      for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
      expect(Buffer.concat(chunks).toString()).toContain("1 days at 100%");
    }
  }
  await expect(notices(page).getByText(/^saved /).first()).toBeVisible();
  await remove(page, name);
});

test("a quick drag in the grid leaves no day out, and going back takes back", async ({ page }) => {
  const name = `Quick ${letters()}`;
  await begin(page, name);
  await goTo(page, "#/habits");
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
  const cell = (count: number) => row.locator(".cell").nth(-1 - count);
  await cell(6).hover();
  await page.mouse.down();
  await cell(0).hover(); // in one jump
  await cell(2).hover();
  await page.mouse.up();
  await expect(notices(page)).toContainText(`${name}: marked 5 days`);
  for (const count of [6, 5, 4, 3, 2]) await expect(cell(count)).toHaveAccessibleName(/: kept$/);
  for (const count of [1, 0]) await expect(cell(count)).not.toHaveAccessibleName(/: kept$/);
  await page.keyboard.press("Control+z");
  for (const count of [6, 4, 2]) await expect(cell(count)).not.toHaveAccessibleName(/: kept$/);
  await remove(page, name);
});

test("by keyboard alone: weeks and months are looked back upon", async ({ page }) => {
  const name = `Back ${letters()}`;
  await begin(page, name);
  await calendar(page).focus();
  await page.keyboard.press("Space");
  await expect(day(page, ago(0))).toHaveAccessibleName(/: kept$/);
  for (let week = 0; week < 5; week += 1) await page.keyboard.press("ArrowUp");
  await known(page);
  await expect(day(page, ago(35))).toHaveAccessibleName(/: not begun$/);
  await page.keyboard.press("Space");
  await expect(day(page, ago(35))).toHaveAccessibleName(/: kept$/);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Look back on the habits");
  await page.keyboard.press("Enter");
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
  await expect(row).toHaveCount(1);
  await expect(page.getByText(/of \d+ days kept, \d+%/)).toBeVisible();
  expect(await faults(page)).toEqual([]);
  const week = await page.getByRole("heading", { level: 2 }).first().innerText();
  await page.getByRole("button", { name: "The week before" }).press("Enter");
  await expect(page.getByRole("heading", { level: 2 }).first()).not.toHaveText(week);
  await expect(row).toContainText("0 of 7");
  await expect(row).toContainText("and 4 more");
  await page.getByRole("radio", { name: "Month" }).press("Space");
  await expect(page.getByRole("button", { name: "The month before" })).toBeVisible();
  await expect(row).toHaveCount(1);
  expect(await faults(page)).toEqual([]);
  await page.getByRole("link", { name: "Days", exact: true }).press("Enter");
  await expect(page.getByRole("grid", { name: "Habits" })).toBeVisible();
  await page.getByRole("link", { name: "Review", exact: true }).press("Enter");
  await expect(row).toHaveCount(1);
  await remove(page, name);
});

test("a template asks in the language of the screen", async ({ page }) => {
  await page.evaluate(() => localStorage.setItem("pocketsage.language", "de"));
  await page.reload();
  await goTo(page, "#/habits");
  await page.getByRole("button", { name: "Neue Gewohnheit" }).click();
  await page.getByText("Vorlagen ansehen").click();
  await page.getByRole("button", { name: "Wasser trinken" }).click();
  await expect(page.getByLabel("Frage des Tages")).toHaveValue("Wie viele Gläser heute?");
});

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing in the views and in the review, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const name = `Axe ${letters()}`;
    await begin(page, name);
    await calendar(page).focus();
    for (const key of ["Space", "ArrowLeft", "s", "ArrowLeft", "x", "ArrowLeft", "Space"]) {
      await known(page);
      await page.keyboard.press(key);
    }
    await expect(day(page, ago(3))).toHaveAccessibleName(/: kept$/);
    await page.getByRole("slider").waitFor();
    expect(await faults(page)).toEqual([]);
    await goTo(page, "#/habits/review");
    await page.getByRole("link", { name, exact: true }).waitFor();
    expect(await faults(page)).toEqual([]);
    await remove(page, name);
  });
}

test("in an empty file there is nothing to look back upon yet", async ({ page }) => {
  const empty = process.env.POCKETSAGE_EMPTY_URL;
  test.skip(!empty, "POCKETSAGE_EMPTY_URL is not set");
  await page.goto(empty ?? "");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await goTo(page, "#/habits/review");
  await expect(page.getByText("There is nothing to look back on yet.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "To the habits" }).press("Enter");
  await expect(page.getByText("A habit is what you want to do")).toBeVisible();
});
