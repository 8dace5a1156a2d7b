// What the browser tests share. They import it from here, so that the packages of ui/ resolve.
import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";

export { expect, type Page };

/** Every test starts in Today with the token taken in, and fails on anything the page complains about. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      // A refused call is an answer, not a fault of the page.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) complaints.push(message.text());
    });
    await page.goto(address());
    await page.getByRole("heading", { level: 1 }).waitFor();
    await use(page);
    expect(complaints).toEqual([]);
  },
});

export function address(): string {
  const url = process.env.POCKETSAGE_URL;
  if (!url) throw new Error("POCKETSAGE_URL is not set: give the address that `pocketsage serve` printed");
  return url;
}

export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash);
  await page.waitForFunction(() => document.querySelector("h1") !== null);
}

export async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" ")}`);
}
