// What came in is settled by keyboard alone, each kind of it, and every step is undone.
import { address, expect, faults, goTo, test, type Page } from "../../ui/e2e";

const HEAD = "date,amount,memo,category,account,currency,transaction_id";
const inbox = (page: Page) => page.getByRole("grid", { name: "Inbox" });
const group = (page: Page, name: string) => inbox(page).getByRole("rowgroup", { name });
const notices = (page: Page) => page.getByRole("region", { name: "notices" });

/** A name of our own, so that each run brings news; in letters, as a long number is no part of a payee's name. */
const mark = () => `Konto ${[...String(Date.now())].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;
const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

async function call(page: Page, method: string, path: string, body?: unknown) {
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

const add = (page: Page, name: string, ...rows: string[]) =>
  call(page, "POST", "/imports", { sources: [{ name, text: [HEAD, ...rows, ""].join("\n") }] });

/** From the title into the list, and on to the thing that says this. */
async function reach(page: Page, text: string) {
  await goTo(page, "#/imports");
  const row = inbox(page).getByRole("row").filter({ hasText: text }).last();
  await row.waitFor();
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(inbox(page)).toBeFocused();
  await page.keyboard.press("Home");
  const id = await row.getAttribute("id");
  for (let step = 0; step < 200 && (await inbox(page).getAttribute("aria-activedescendant")) !== id; step += 1) {
    await page.keyboard.press(step % 2 ? "j" : "ArrowDown");
  }
  await expect(inbox(page)).toHaveAttribute("aria-activedescendant", id ?? "");
  return row;
}

async function typedAndBrought(page: Page, account: string) {
  const { id } = await call(page, "POST", "/accounts", { name: account, kind: "checking", currency: "EUR" });
  await call(page, "POST", "/transactions", { account_id: id, day: day(6), amount_minor: -1500, payee: `Kino ${account}`, memo: "with Ida" });
  await add(page, `${account}.csv`, `${day(4)},-15.00,KINO AM ECK ${account},,${account},EUR,`);
  return id as string;
}

test("a possible duplicate is joined with Enter, undone and kept apart with R", async ({ page }) => {
  const name = mark();
  await typedAndBrought(page, name);
  const pair = await reach(page, `KINO AM ECK ${name}`);
  await expect(pair).toContainText("typed by you");
  await expect(pair).toContainText(/of 100: same amount · 2 days apart · words \d+ % alike/);
  await page.keyboard.press("Enter");
  await expect(pair).toHaveCount(0);
  await expect(inbox(page).or(page.getByText("Nothing needs you."))).toBeVisible();
  await expect(notices(page)).toContainText("joined a transaction with the bank's");
  await page.keyboard.press("Control+z");
  await expect(pair).toBeVisible();
  await expect(inbox(page)).toHaveAttribute("aria-activedescendant", (await pair.getAttribute("id")) ?? "");
  await expect(inbox(page)).toBeFocused();
  await page.keyboard.press("r");
  await expect(notices(page)).toContainText("kept two transactions apart");
  await expect(pair).toHaveCount(0);
  await goTo(page, `#/ledger?text=${encodeURIComponent(name)}`);
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", "3");
});

test("the two sides of a transfer are linked with A, and the register shows each side's other", async ({ page }) => {
  const name = mark();
  await add(page, `${name}-out.csv`, `${day(9)},-512.34,To ${name} B,,${name} A,EUR,`);
  await add(page, `${name}-in.csv`, `${day(8)},512.34,From ${name} A,,${name} B,EUR,`);
  const pair = await reach(page, `${name} A →to ${name} B`);
  await expect(pair).toContainText("512.34");
  await expect(pair).toContainText("1 day apart · one names the other’s account");
  await page.keyboard.press("a");
  await expect(notices(page)).toContainText("joined the two sides of a transfer");
  await goTo(page, `#/ledger?text=${encodeURIComponent(name)}`);
  const cell = (text: string) => page.getByRole("grid").getByRole("row").filter({ hasText: text }).locator("[data-column=category]");
  await expect(cell(`To ${name} B`)).toContainText(`→to ${name} B`);
  await expect(cell(`From ${name} A`)).toContainText(`←from ${name} A`);
});

test("the bank's correction stands beside what a person wrote, and is taken with Enter", async ({ page }) => {
  const name = mark();
  const id_of_bank = `B-${Date.now()}`;
  const bring = (amount: string) => add(page, `${name}.csv`, `${day(7)},${amount},KIOSK ${name},Food,${name},EUR,${id_of_bank}`);
  await bring("-3.00");
  const { rows } = await call(page, "GET", `/transactions?text=${encodeURIComponent(name)}`);
  const { id, version } = rows[0].transaction;
  await call(page, "PATCH", `/transactions/${id}`, { version, amount_minor: -200 });
  await bring("-3.50");
  const pair = await reach(page, `KIOSK ${name}`);
  await expect(pair).toContainText(/yours.*2\.00.*the bank's.*3\.50/);
  await page.keyboard.press("Enter");
  await expect(notices(page)).toContainText("took the bank's correction");
  expect((await call(page, "GET", `/transactions/${id}`)).amount_minor).toBe(-350);
});

test("by pointer a thing is settled where it stands, and the next one is in hand", async ({ page }) => {
  const name = mark();
  await add(page, `${name}.csv`, `${day(3)},-1.00,Bread,Food,${name},EUR,`, `${day(3)},much,X,Food,${name},EUR,`, `${day(2)},-2.00,Milk,Food,${name},EUR,`);
  await add(page, `${name}-2.csv`, `${day(1)},-1.50,Bread,Food,${name},EUR,`, `${day(1)},many,X,Food,${name},EUR,`, `${day(1)},-2.50,Milk,Food,${name},EUR,`);
  await goTo(page, "#/imports");
  const row = inbox(page).getByRole("row").filter({ hasText: `${name}-2.csv` });
  const next = await inbox(page).getByRole("row").filter({ hasText: `${name}.csv` }).getAttribute("id");
  await row.hover();
  await row.getByRole("button", { name: "Mark as seen" }).click();
  await expect(row).toHaveCount(0);
  await expect(inbox(page)).toBeFocused();
  await expect(inbox(page)).toHaveAttribute("aria-activedescendant", next ?? "");
});

test("a category is chosen with C, and a suggestion accepted with Enter; the next one follows", async ({ page }) => {
  const name = mark();
  await add(page, `${name}.csv`, `${day(3)},-4.10,TRAM ${name},,${name},EUR,`, `${day(3)},-4.20,BREAD ${name},,${name},EUR,`);
  const bread = await reach(page, `BREAD ${name}`);
  await page.keyboard.press("c");
  const field = bread.getByRole("combobox", { name: "category" });
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(inbox(page)).toBeFocused();
  await page.keyboard.press("c");
  await page.keyboard.type("Food: Groc");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(bread).toHaveCount(0);
  await expect(inbox(page)).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(bread).toBeVisible();

  // Two times here and two times there is no habit: it is proposed, not filled in.
  const food = (category: string) => `${day(3)},-4.20,BREAD ${name},${category},${name},EUR,`;
  await add(page, `${name}-2.csv`, food("Food: Groceries"), food("Food: Groceries"), food("Fun"), food("Fun"));
  await page.reload();
  await reach(page, `BREAD ${name}`);
  await expect(bread).toContainText(/ — as \d of \d before/);
  await page.keyboard.press("Enter");
  await expect(bread).toHaveCount(0);
  const left = async () => (await call(page, "GET", `/transactions?uncategorised=true&text=${encodeURIComponent(`BREAD ${name}`)}`)).rows;
  await expect.poll(left).toEqual([]);
});

test("rows that could not be read are seen with Enter, and O opens their import", async ({ page }) => {
  const name = mark();
  await add(page, `${name}.csv`, `${day(3)},-1.00,Bread,Food,${name},EUR,`, `${day(3)},much,X,Food,${name},EUR,`, `${day(2)},-2.00,Milk,Food,${name},EUR,`);
  const row = await reach(page, `${name}.csv`);
  await expect(row).toContainText("1 line rejected");
  await page.keyboard.press("o");
  await expect(page.getByRole("heading", { level: 2, name: `${name}.csv` })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("much");
  await reach(page, `${name}.csv`);
  await page.keyboard.press("Enter");
  await expect(notices(page)).toContainText(`took ${name}.csv off the inbox`);
  await expect(row).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(row).toBeVisible();
});

test("all transfers that are certain are accepted at once, by pointer and with Shift+A, and undone at once", async ({ page }) => {
  const name = mark();
  const cents = ["311.07", "312.08", "313.09"];
  await add(page, `${name}-out.csv`, ...cents.map((amount) => `${day(9)},-${amount},To ${name} B,,${name} A,EUR,`));
  await add(page, `${name}-in.csv`, ...cents.map((amount) => `${day(9)},${amount},From ${name} A,,${name} B,EUR,`));
  await reach(page, `${name} A →to ${name} B`);
  const pairs = inbox(page).getByRole("row").filter({ hasText: `${name} A →to ${name} B` });
  await expect(pairs).toHaveCount(3);
  await group(page, "Transfers between your accounts").getByRole("button", { name: /^Accept the \d+ that are certain$/ }).click();
  await expect(pairs).toHaveCount(0);
  await expect(notices(page)).toContainText(/joined the two sides of \d+ transfers/);
  await page.keyboard.press("Control+z");
  await expect(pairs).toHaveCount(3);
  await reach(page, `${name} A →to ${name} B`);
  await page.keyboard.press("Shift+A");
  await expect(pairs).toHaveCount(0);
  const linked = async () => (await call(page, "GET", `/transactions?text=${encodeURIComponent(name)}`)).rows.filter((row: { other_account_id: string | null }) => row.other_account_id);
  await expect.poll(async () => (await linked()).length).toBe(6);
});

test("a transfer without its other side says why, opens with O, and once it is fine stays so", async ({ page }) => {
  const name = mark();
  await call(page, "POST", "/accounts", { name: `${name} B`, kind: "savings", currency: "EUR" });
  const bring = (file: string) => add(page, `${name}-${file}.csv`, `${day(12)},-77.31,To ${name} B,,${name} A,EUR,`);
  await bring("one");
  const row = await reach(page, `it names ${name} B`);
  await expect(group(page, "Transfers without their other side")).toContainText(`To ${name} B`);
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/#\/ledger.*text=/);
  await reach(page, `it names ${name} B`);
  await page.keyboard.press("Enter");
  await expect(row).toHaveCount(0);
  await expect(notices(page)).toContainText("left a transfer without its other side");
  await page.keyboard.press("Control+z");
  await expect(row).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(row).toHaveCount(0);
  await bring("two");
  await page.reload();
  // Now it is asked about only as any other row: what kind of spending was it?
  await expect(inbox(page).getByRole("row").filter({ hasText: `To ${name} B` })).toHaveCount(1);
  await expect(row).toHaveCount(0);
});

test("a statement that is late is named with its rhythm, opens its account, and is dismissed with Enter", async ({ page }) => {
  const name = mark();
  for (const ago of [42, 35, 28, 21]) await add(page, `${name}-${ago}.csv`, `${day(ago)},-3.00,CANTEEN,Food,${name},EUR,`);
  const late = await reach(page, `no statement for ${name} since`);
  await expect(group(page, "Statements that are late")).toContainText("they used to come every 7 days");
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/account=/);
  await reach(page, `no statement for ${name} since`);
  await page.keyboard.press("Enter");
  await expect(late).toHaveCount(0);
  await expect(notices(page)).toContainText(`took the late statement for ${name} off the inbox`);
  await page.keyboard.press("Control+z");
  await expect(late).toBeVisible();
});

test("a pending payment that is gone is removed with Enter, undone and kept with R", async ({ page }) => {
  const name = mark();
  const bring = (...rows: string[]) =>
    call(page, "POST", "/imports", { account: name, sources: [{ name: "Statement.csv", text: ["Date,Description,Amount,Currency,State", ...rows, ""].join("\n") }] });
  const [first, last] = [`${day(14)},BREAD ${name},-4.00,EUR,COMPLETED`, `${day(8)},BOOKS ${name},-18.00,EUR,COMPLETED`];
  await bring(first, `${day(11)},HOTEL ${name},-120.00,EUR,PENDING`);
  await bring(first, last);
  const row = await reach(page, `Hotel ${name}`);
  await expect(group(page, "Pending payments that are gone")).toContainText(`Hotel ${name}`);
  await expect(row).toContainText("it was pending; the files that came since neither list nor book it");
  await page.keyboard.press("Enter");
  await expect(row).toHaveCount(0);
  await expect(notices(page)).toContainText("removed a pending payment");
  await page.keyboard.press("Control+z");
  await expect(row).toBeVisible();
  await expect(inbox(page)).toHaveAttribute("aria-activedescendant", (await row.getAttribute("id")) ?? "");
  await page.keyboard.press("r");
  await expect(notices(page)).toContainText("kept a pending payment");
  await expect(row).toHaveCount(0);
  expect((await call(page, "GET", `/transactions?text=${encodeURIComponent(name)}`)).rows).toHaveLength(3);
});

test("an import says what of it needs one, and refuses its proposals at once", async ({ page }) => {
  const name = mark();
  const amounts = ["411.07", "412.08"];
  await add(page, `${name}-out.csv`, ...amounts.map((amount) => `${day(9)},-${amount},To ${name} B,Fun,${name} A,EUR,`));
  const [{ batch }] = await add(page, `${name}-in.csv`, ...amounts.map((amount) => `${day(9)},${amount},From ${name} A,Fun,${name} B,EUR,`));
  await goTo(page, `#/imports/${batch}`);
  await expect(page.getByRole("main").getByRole("link", { name: "2 things need you" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Refuse its 2 proposals" }).click();
  await expect(notices(page)).toContainText("kept 2 pairs apart");
  await expect(page.getByRole("main").getByText(/needs? you/)).toHaveCount(0);
});

test("a removed row of an import is listed there and brought back", async ({ page }) => {
  const name = mark();
  const [{ batch }] = await add(page, `${name}.csv`, `${day(3)},-1.00,Bread ${name},Food,${name},EUR,`, `${day(3)},-3.00,KIOSK ${name},Food,${name},EUR,`);
  const { rows } = await call(page, "GET", `/transactions?text=${encodeURIComponent(`KIOSK ${name}`)}`);
  const { id, version } = rows[0].transaction;
  await call(page, "DELETE", `/transactions/${id}`, { version });
  await goTo(page, `#/imports/${batch}`);
  const ignored = page.getByRole("region", { name: "1 removed row" });
  await expect(ignored).toContainText(`KIOSK ${name}`);
  expect(await faults(page)).toEqual([]);
  await ignored.getByRole("button", { name: /^Bring back/ }).click();
  await expect(notices(page)).toContainText("brought back 1 removed row");
  await expect(ignored).toHaveCount(0);
});

test("the shell, Today and the result of an import say how much needs one, and lead there", async ({ page }) => {
  const name = mark();
  await typedAndBrought(page, name);
  await goTo(page, "#/today");
  const lead = page.getByRole("main").getByRole("link", { name: /^\d+ things? needs? you$/ });
  await expect(lead).toBeVisible();
  await expect(page.getByRole("navigation", { name: "rooms" }).getByRole("link", { name: /Imports \d+ things? needs? you/ })).toBeVisible();
  await lead.click();
  await expect(inbox(page)).toContainText(name);
  await goTo(page, "#/imports/paste");
  await page.getByLabel("Paste rows").fill([HEAD, `${day(2)},-9.00,CINEMA ${name},,${name},EUR,`].join("\n"));
  await page.getByRole("button", { name: "Show the preview" }).click();
  await page.getByRole("button", { name: "Import 1 row" }).click();
  const need = page.getByRole("main").getByRole("button", { name: /\d+ things? needs? you/ });
  await need.click();
  await expect(inbox(page)).toBeFocused();
  await page.getByRole("button", { name: "Done" }).click();
});

test("axe finds nothing in a full inbox, also while a category is chosen, light and dark, wide and at 200 %", async ({ page }) => {
  test.setTimeout(90_000);
  const name = mark();
  await typedAndBrought(page, name);
  const sides = (sign: string, words: string, account: string) => ["31.07", "32.08"].map((amount) => `${day(9)},${sign}${amount},${words},,${account},EUR,`);
  await add(page, `${name}-out.csv`, ...sides("-", `To ${name} C`, `${name} B`), `${day(12)},-7.31,To ${name} C,,${name} B,EUR,`);
  await add(page, `${name}-in.csv`, ...sides("", `From ${name} B`, `${name} C`), `${day(12)},1.00,Interest,Pay,${name} C,EUR,`);
  await add(page, `${name}-2.csv`, `${day(3)},-4.20,BREAD ${name},,${name},EUR,`, `${day(3)},much,X,Food,${name},EUR,`, `${day(2)},-2.00,Milk,Food,${name},EUR,`);
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const size of [{ width: 1280, height: 800 }, { width: 640, height: 500 }]) {
      await page.setViewportSize(size);
      await reach(page, `BREAD ${name}`);
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press("c");
      await page.getByRole("listbox").waitFor();
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      const main = page.getByRole("main");
      expect(await main.evaluate((node) => node.scrollWidth - node.clientWidth)).toBeLessThanOrEqual(0);
    }
  }
});

test("an inbox without anything in it is calm, and says how to go on", async ({ page }) => {
  const empty = process.env.POCKETSAGE_EMPTY_URL;
  test.skip(!empty, "POCKETSAGE_EMPTY_URL is not set");
  await page.goto(empty ?? address());
  const [{ batch }] = await add(page, `${mark()}.csv`, `${day(3)},-4.20,BREAD,Food,Giro,EUR,`);
  await goTo(page, "#/imports");
  await expect(page.getByText("Nothing needs you.")).toBeVisible();
  await expect(page.getByText("Import the next statement")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await goTo(page, "#/today");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Today");
  await expect(page.getByText(/needs? you/)).toHaveCount(0);
  await call(page, "POST", `/imports/${batch}/undo`, {});
});
