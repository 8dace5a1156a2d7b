// A person's first quarter of an hour, in the real window: an own file, a bank's file dropped on it,
// the register, the chart, undo and redo, a second start, the lock.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { close, dropFiles, open, place, press, reads, run, shortcut, shot, sleep, startAgain, text, until, witness, write } from "./desk.mjs";

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
}
process.exit();
