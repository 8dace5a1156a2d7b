// A person's first quarter of an hour, in the real window: an own file, a bank's file dropped on it,
// the register, the chart, undo and redo, a second start, the lock, the tray, quick add.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as desktop from "./desktop.mjs";
import { close, closeWindow, dropFiles, field, keys, lookAt, open, place, press, reads, run, shortcut, shot, sleep, slide, startAgain, text, type, until, windows, witness, write } from "./desk.mjs";

const data = path.join(path.dirname(fileURLToPath(import.meta.url)), "../data");
const passphrase = "kestrel harbour almanac 47";
const lastMonth = (() => {
  const day = new Date();
  day.setUTCDate(0);
  return `${String(day.getUTCMonth() + 1).padStart(2, "0")}.${day.getUTCFullYear()}`;
})();

/** A copy of a test file, byte for byte but for its month: charts end today. */
function bankFile(name, as) {
  const bytes = fs.readFileSync(path.join(data, name), "latin1").replaceAll("08.2026", lastMonth);
  const file = path.join(place, as);
  fs.writeFileSync(file, bytes, "latin1");
  return file;
}

const steps = [];
const step = (name, does) => steps.push([name, does]);
const rows = () => run("return [...document.querySelectorAll('[role=row]')].filter((row) => row.querySelector('[role=gridcell]')).map((row) => row.innerText.replace(/\\s+/g, ' '))");
const go = (address) => run("location.hash = arguments[0]", address);

step("first run", async () => {
  await reads("Your file");
  assert.equal(await run("return window.innerWidth >= 1200 && '__TAURI__' in window === false"), true);
  await shot("first run");
  await write("Passphrase", passphrase);
  await write("The same again", passphrase);
  await press("Create the file");
  await reads("Ledger");
  await shot("own file");
});

step("nothing but our own pages", async () => {
  await run("setTimeout(() => { location.href = 'https://example.com/' }, 0)");
  assert.equal(await run("return window.open('https://example.com/') === null"), true, "no second window");
  const refused = "try { await fetch('https://example.com/'); return 'sent' } catch { return 'refused' }";
  assert.equal(await run(`return (async () => { ${refused} })()`), "refused");
  await sleep(500);
  assert.match(await run("return location.href"), /^tauri:\/\/localhost/);
});

step("a bank's file is dropped", async () => {
  await dropFiles([bankFile("girokonto.csv", "Umsätze Girokonto.csv")], async () => {
    await reads("Drop to import");
    await shot("drop target");
  });
  await until("the drop target is gone", async () => !(await text()).includes("Drop to import"));
  await reads("9 rows: 9 new, 0 already known, 0 rejected");
  await reads("BÄCKEREI HÖFLE");
  await shot("preview");
  // The column Kontonummer is the other side's; whose account it is stands in the file's head.
  assert.ok((await text()).includes("DE12500105170648489890"), "the file's own account is found");
  assert.ok(!(await text()).includes("each needs its own account"), "it is one account's file");
});

step("it is imported", async () => {
  await press("Import 9 rows");
  await reads("9 rows: 9 added, 0 already known, 0 matched, 0 rejected");
  await shot("imported");
});

step("the register", async () => {
  await go("#/ledger");
  await until("nine rows", async () => (await rows()).length === 9);
  const shown = (await rows()).join("\n");
  for (const words of ["Bäckerei Höfle", "Hausverwaltung Straßburger", "1,180.00", "2,450.00", "4.35"]) {
    assert.ok(shown.includes(words), `the register shows ${words}:\n${shown}`);
  }
  await shot("register");
});

step("the chart", async () => {
  await go("#/ledger/spending");
  const drawn = "const all = [...document.querySelectorAll('figure img')]; return all.length > 0 && all.every((i) => i.complete && i.naturalWidth > 300)";
  await until("the chart is drawn", () => run(drawn));
  await reads("1,381.04"); // rent, power, bread twice, and the rest: what went out
  await shot("chart");
});

step("undo and redo", async () => {
  await go("#/ledger");
  await until("nine rows", async () => (await rows()).length === 9);
  await shortcut("z");
  await until("no rows after undo", async () => (await rows()).length === 0);
  await shot("undone");
  await shortcut("z", true);
  await until("nine rows after redo", async () => (await rows()).length === 9);
  await shot("redone");
});

step("a second start hands over its file", async () => {
  await startAgain([bankFile("kreditkarte.csv", "Kreditkarte.csv")]);
  await reads("3 rows: 3 new, 0 already known, 0 rejected");
  await shot("handed over");
});

step("a watched folder", async () => {
  const watched = path.join(place, "watched");
  fs.mkdirSync(watched);
  await go("#/imports/folders");
  await press("Watch a folder");
  await write("Folder", path.join(place, "nobody"));
  await press("Watch it");
  await reads("nobody: it is not there");
  await shot("a folder is refused");
  await write("Folder", watched);
  await press("Watch it");
  await reads("watching · into the account each file suggests");
  fs.writeFileSync(path.join(watched, "statement.csv"), "date,currency,payee,amount\n2026-03-14,EUR,Harbour Bakery,-12.50\n");
  await reads("Last: statement.csv, imported", 20_000);
  await shot("it came in");
  await shortcut("z");
  await reads("undone: imported 1 rows from statement.csv");
  fs.writeFileSync(path.join(watched, "open.csv"), "Date,Currency,Payee,Amount\n03/04/2026,EUR,Books,-7.30\n");
  await reads("1 needs a look", 20_000);
  await run("document.querySelector('[aria-labelledby=folders] details').open = true");
  await press("Open open.csv");
  await until("its preview asks", () => run("return document.querySelector('section[aria-label=\"open.csv\"] [aria-label=\"questions about this file\"]') !== null"));
  await shot("it asks");
});

step("lock and unlock", async () => {
  await shortcut("l");
  await reads("Your file is locked");
  assert.ok(!(await text()).includes("HÖFLE"), "a locked file shows nothing");
  await write("Passphrase", "not the passphrase");
  await press("Unlock");
  await reads("this is not the passphrase");
  await shot("locked");
  await write("Passphrase", passphrase);
  await press("Unlock");
  await go("#/ledger");
  await until("nine rows again", async () => (await rows()).length === 9);
});

/** The core, asked by the page. */
const call = (name, input) => run("return window.__TAURI_INTERNALS__.invoke('call', { name: arguments[0], input: arguments[1], call: null })", name, input);
const isOff = ({ ticked }) => ticked === false;
const isOn = ({ ticked }) => ticked === true;

step("the tray has today's habits, and a tick reaches the screen", async () => {
  for (const name of ["Stretch & breathe", "Read the paper"]) await call("habits.add_habit", { name, kind: "build" });
  await desktop.item("2 habits open today");
  await desktop.item("Read the paper", isOff);
  const labels = (await desktop.menu()).map(({ label }) => label);
  for (const label of ["Quick-add a transaction…", "Open PocketSage", "Lock the file", "Quit"]) assert.ok(labels.includes(label), label);
  assert.ok(labels.some((label) => /in the inbox$/.test(label)), `the inbox is told of: ${labels}`);
  const before = await desktop.icon();
  await go("#/today");
  await reads("Stretch & breathe");
  const ticks = () => run("return [...document.querySelectorAll('[aria-labelledby=today-habits] input[type=checkbox]')].filter((box) => box.checked).map((box) => box.labels[0].innerText.trim())");
  assert.deepEqual(await ticks(), []);
  await desktop.choose("Stretch & breathe");
  await until("the tick is on the screen", async () => (await ticks()).join() === "Stretch & breathe");
  await desktop.item("1 habit open today");
  await desktop.item("Stretch & breathe", isOn);
  assert.notEqual((await desktop.icon()).name, before.name, "another number, another icon");
  fs.copyFileSync((await desktop.icon()).name, path.join(import.meta.dirname, "shots", "the icon in the tray.png"));
  await shot("ticked from the tray");
  await desktop.choose("Stretch & breathe");
  await until("it is taken back", async () => (await ticks()).length === 0);
  await desktop.item("Stretch & breathe", isOff);
});

/** A day before today, so many days ago, as `2026-11-22`. */
const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

async function addDebt(name, owed, rate, due, least) {
  await go("#/debts?debt=new");
  await write("Name", name);
  await run("const kind = arguments[0]; kind.value = 'personal'; kind.dispatchEvent(new Event('change', { bubbles: true }))", await field("Kind"));
  await write("Owed, EUR", owed);
  await write("at the end of", daysAgo(1));
  await write("Yearly rate, %", rate);
  await write("Due day, 1 to 31", due);
  await write("Each month, EUR", least);
  await run("document.querySelector('aside details').open = true");
  await write("Payments go to", `${name} Bank`);
  await press("Add the debt");
  await until("its row is there", async () => (await rows()).some((row) => row.includes(name)));
  await until("the panel is closed", () => run("return document.querySelector('aside form') === null"));
}

step("debts: two are compared, one plan is followed, and a payment in a dropped file moves the date and says why", async () => {
  // Due on the 31st, or on the day before it is: never today.
  const due = new Date().getDate() > 15 ? "5" : "25";
  await addDebt("Harbour", "3,200.00", "19", due, "80");
  await addDebt("Lantern", "5,000.00", "6", due, "150");
  await shot("two debts");
  await go("#/debts/plan");
  const free = () => run("return document.querySelector('[data-free]')?.dataset.free ?? ''");
  const least = await until("there is a plan", free);
  const strategies = await run("return [...document.querySelectorAll('[data-strategy]')].map((row) => row.innerText)");
  assert.ok(strategies.length >= 6 && strategies.every((row) => /\d{4}/.test(row)), strategies.join("\n"));
  await slide("main input[type=range]", 0.4);
  let wanted = least;
  await until("the slider has moved the date, and it rests", async () => {
    const [was, now] = [wanted, await free()];
    wanted = now;
    return now < least && now === was && sleep(200).then(async () => (await free()) === now);
  });
  await shot("more a month");
  await press("Follow this plan");
  await reads("You follow this plan.");
  assert.equal(await free(), wanted, "what was followed is what was shown");
  const file = path.join(place, "Harbour payment.csv");
  fs.writeFileSync(file, `date,currency,payee,amount\n${daysAgo(0)},EUR,Harbour Bank,-900.00\n`);
  await dropFiles([file], async () => reads("Drop to import"));
  await reads("1 row: 1 new");
  await press("Import 1 row");
  await reads("1 added");
  await go("#/debts/plan");
  await until("the date is sooner", async () => (await free()) !== "" && (await free()) < wanted);
  await reads("900.00 more paid");
  await shot("why the date moved");
  await go("#/today");
});

step("closing asks once, and keeps it in the tray", async () => {
  closeWindow("PocketSage");
  await reads("Keep PocketSage running?");
  await shot("closing asks");
  await press("Keep it in the tray");
  await until("the window is gone", async () => windows("PocketSage").length === 0);
  await desktop.choose("Open PocketSage");
  await until("the window is back", async () => windows("PocketSage").length === 1);
  await reads("Read the paper");
  closeWindow("PocketSage");
  await until("it asks no more", async () => windows("PocketSage").length === 0);
  await startAgain([]);
  await until("a second start brings it forward", async () => windows("PocketSage").length === 1);
  const kept = JSON.parse(fs.readFileSync(path.join(process.env.XDG_CONFIG_HOME, "org.pocketsage.app/desktop.json"), "utf8"));
  assert.equal(kept.on_close, "stay");
});

/** A whole minute that is more than one away, as `2026-11-22T08:30:00.000Z`. */
const nextMinute = () => new Date(Math.ceil(Date.now() / 60_000 + 1) * 60_000).toISOString();

step("a reminder comes at its time, and its button ticks the habit without the window", async () => {
  const clock = process.env.POCKETSAGE_CLOCK_FILE;
  const due = nextMinute();
  const name = "Tea <b>& talk</b>";
  const since = desktop.seen.length;
  const { habit } = await call("habits.add_habit", { name, question: "Did you <i>talk</i>?", kind: "build", reminder: { time: due.slice(11, 16) } });
  await until("it is planned", async () => (await call("notifications.list_notifications", {})).some(({ notification: { title, state } }) => title === name && state === "scheduled"));
  await sleep(1500);
  assert.ok(!desktop.seen.slice(since).some(({ saw }) => saw === "notification"), "it is too early");
  fs.writeFileSync(clock, due);
  const shown = await desktop.notification(name, since);
  assert.equal(shown.body, "Did you &lt;i&gt;talk&lt;/i&gt;?", "what people write is no markup");
  assert.deepEqual(shown.actions, { default: "default", done: "Done", skip: "Skip", snooze_hour: "In an hour", snooze_tomorrow: "Tomorrow", open: "Open" });
  await go("#/today");
  const row = () => run("return [...document.querySelectorAll('[aria-labelledby=today-reminders] li')].map((row) => row.innerText.replace(/\\s+/g, ' '))");
  await until("it stands on Today", async () => (await row()).some((words) => words.includes(name) && words.includes("Done")));
  await shot("a reminder on Today");
  closeWindow("PocketSage");
  await until("the window is gone", async () => windows("PocketSage").length === 0);
  desktop.pressAction(shown.id, "done");
  await until("the habit is ticked", async () => (await call("habits.get_habit", { id: habit.id })).today === "yes");
  assert.equal(windows("PocketSage").length, 0, "without the window");
  await until("it is answered", async () => (await call("notifications.list_notifications", { unanswered: true })).length === 0);
  await desktop.choose("Open PocketSage");
  await until("the window is back", async () => windows("PocketSage").length === 1);
  fs.rmSync(clock);
});

step("pressing a reminder opens what it is about", async () => {
  const since = desktop.seen.length;
  const due = nextMinute();
  const { habit } = await call("habits.add_habit", { name: "Walk the dog", kind: "build", reminder: { time: due.slice(11, 16) } });
  await until("it is planned", async () => (await call("notifications.list_notifications", {})).some(({ notification: { title, state } }) => title === "Walk the dog" && state === "scheduled"));
  fs.writeFileSync(process.env.POCKETSAGE_CLOCK_FILE, due);
  const shown = await desktop.notification("Walk the dog", since);
  desktop.pressAction(shown.id, "open");
  await until("its page is open", () => run("return location.hash === arguments[0]", `#/habits/${habit.id}`));
  await reads("Walk the dog");
  fs.rmSync(process.env.POCKETSAGE_CLOCK_FILE);
});

step("it starts with the computer when that is chosen", async () => {
  const entry = path.join(process.env.XDG_CONFIG_HOME, "autostart/PocketSage.desktop");
  await go("#/settings/computer");
  await reads("keep running in the tray");
  const box = "return document.querySelector('main input[type=checkbox]')";
  await until("it is off", () => run(`${box} !== null`));
  await run(`${box}.click()`);
  await until("it is kept", async () => fs.existsSync(entry) && fs.readFileSync(entry, "utf8").includes("--hidden"));
  await shot("this computer");
  await run(`${box}.click()`);
  await until("it is taken back", async () => !fs.existsSync(entry));
});

step("quick add, by keyboard alone", async () => {
  const title = "PocketSage: quick add";
  await call("ledger.add_account", { name: "Wallet", currency: "EUR", kind: "cash" });
  await lookAt("#/quick");
  for (const [name, bring] of [["by its keys", () => keys("ctrl+shift+space")], ["from the tray", () => desktop.choose("Quick-add a transaction…")]]) {
    await bring();
    await until(`quick add is there ${name}`, async () => windows(title).length === 1);
    const painted = await until("it is painted", () => run("return document.documentElement.dataset.shownMs"));
    console.log(`window: quick add ${name} is painted after ${painted} ms`);
    await until("it has the keyboard", () => run("return document.activeElement?.matches('input') && document.hasFocus()"));
    type(`3.20 kiosk ${name} @wal yesterday`);
    await reads("−3.20 EUR");
    await reads("Wallet");
    await shot(`quick add ${name}`);
    keys("Return");
    await until("it is gone", async () => windows(title).length === 0);
  }
  const asked = "return window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1]).then(() => 'done', String)";
  assert.match(await run(asked, "plugin:computer|change", { on_close: "quit" }), /not allowed/, "its page changes nothing here");
  assert.match(await run(asked, "plugin:dialog|open", { options: {} }), /not allowed/, "and asks for no file");
  keys("ctrl+shift+space");
  await until("it comes again", async () => windows(title).length === 1);
  keys("Escape");
  await until("and goes", async () => windows(title).length === 0);
  await lookAt("#/settings");
  await go("#/ledger?text=kiosk");
  await until("both rows are there", async () => (await rows()).length === 2);
  assert.match((await rows()).join(), /kiosk from the tray/);
  await shot("what was quickly added");
});

step("a locked file shows no habit in the tray", async () => {
  await desktop.choose("Lock the file");
  await reads("Your file is locked");
  const labels = await until("the menu is short", async () => {
    const labels = (await desktop.menu()).map(({ label }) => label);
    return labels.length === 2 && labels;
  });
  assert.deepEqual(labels, ["Open PocketSage", "Quit"]);
  await desktop.item("Quit");
});

step("the file is noise", async () => {
  const file = path.join(process.env.XDG_DATA_HOME, "pocketsage/pocketsage.db");
  for (const each of [file, `${file}-wal`].filter((name) => fs.existsSync(name))) {
    const bytes = fs.readFileSync(each, "latin1");
    for (const words of ["SQLite format 3", "HÖFLE", "create table"]) {
      assert.ok(!bytes.includes(words), `${path.basename(each)} does not hold ${words}`);
    }
  }
});

try {
  await desktop.start();
  await open();
  for (const [name, does] of steps) {
    const started = Date.now();
    await does().catch((error) => {
      throw Object.assign(error, { message: `${name}: ${error.message}` });
    });
    console.log(`window: ${name} (${Date.now() - started} ms)`);
  }
} catch (error) {
  console.error(`window: FAILED at ${error.stack ?? error}`);
  await witness();
  process.exitCode = 1;
} finally {
  await close();
  desktop.stop();
}
process.exit();
