// Reminders: what is told, when and how is chosen; what waits for an answer stands on Today.
import { expect, faults, goTo, test, type Page } from "../../ui/e2e";

async function call<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ([method, path, body]) => {
      const headers = { authorization: `Bearer ${sessionStorage.getItem("pocketsage.token")}`, "content-type": "application/json" };
      const answer = await fetch(`/api/v1${path}`, { method, headers, body });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  );
}
const letters = () => [...String(Date.now())].map((digit) => "abcdefghij"[Number(digit)]).join("");
type Settings = { version: number };
const form = (page: Page) => page.getByRole("main").locator("form");

for (const colorScheme of ["light", "dark"] as const) {
  test(`what to be told of is chosen by keyboard, kept, and undone (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await goTo(page, "#/settings/reminders");
    const quiet = form(page).getByLabel("Tell nothing in some hours");
    await quiet.focus();
    await page.keyboard.press("Space");
    await expect(form(page).getByLabel("From", { exact: true })).toHaveValue("22:00");
    await form(page).getByLabel("Days before a bill or a debt is due").fill("3");
    await form(page).getByLabel("By e-mail").check();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await expect(form(page).getByRole("textbox", { name: "Mail server" })).toHaveAttribute("aria-invalid", "true");
    await expect(form(page)).toContainText("name the mail server");
    await form(page).getByLabel("By e-mail").uncheck();
    await form(page).getByRole("button", { name: "Save" }).press("Enter");
    await expect(page.getByRole("region", { name: "notices" })).toContainText("changed the reminders");
    await page.reload();
    await expect(quiet).toBeChecked();
    await expect(form(page).getByLabel("Days before a bill or a debt is due")).toHaveValue("3");
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("Control+z");
    await expect(quiet).not.toBeChecked();
  });
}

test("a reminder that was told is answered on Today, and its habit is ticked", async ({ page }) => {
  await goTo(page, "#/today");
  const name = `Learn ${letters()}`;
  const { habit } = await call<{ habit: { id: string; version: number } }>(page, "POST", "/habits", { name, kind: "build", reminder: { time: "00:00" } });
  // The server that shows no notifications leaves them to whoever can.
  await expect.poll(async () => JSON.stringify(await call(page, "GET", "/notifications"))).toContain(name);
  const taken = await call<{ ids: string[]; title: string; body: string }[]>(page, "POST", "/notifications/take", { channel: "desktop" });
  expect(taken.some(({ title, body }) => title === name || body.includes(name))).toBe(true);
  await call(page, "POST", "/notifications/report", { ids: taken.flatMap(({ ids }) => ids) });
  const card = page.getByRole("region", { name: /^Reminders/ });
  const row = card.getByRole("listitem").filter({ hasText: name }).filter({ has: page.getByRole("button") });
  await expect(row).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await row.getByRole("button", { name: `Done: ${name}` }).focus();
  await page.keyboard.press("Enter");
  await expect(row).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name })).toBeChecked();
  await goTo(page, "#/settings/reminders");
  const log = page.getByRole("region", { name: "Told, and to be told" }).getByRole("row").filter({ hasText: name });
  await expect(log.filter({ hasText: "over" })).toBeVisible();
  await expect(log.filter({ hasText: "to come" })).toBeVisible();
  const { version } = await call<Settings>(page, "GET", `/habits/${habit.id}`).then((shown) => (shown as unknown as { habit: Settings }).habit);
  await call(page, "DELETE", `/habits/${habit.id}`, { version });
  await expect(log.filter({ hasText: "to come" })).toHaveCount(0);
});
