// How long the real window stands still while a large file comes in. No test: it measures, in a session of its own and
// twice, as what is drawn for the first time takes longer. What it asks the page meanwhile is small, to not add to it.
//   node tests/window/run.mjs target/release/pocketsage-desktop frames.mjs bank.csv
import { close, open, press, reads, run, sleep, startAgain, until, write } from "./desk.mjs";

const passphrase = "kestrel harbour almanac 47";
const TEN_MINUTES = 600_000;

/** Notes each gap between two frames from here on. */
const WATCH = `window.gaps = []; let last = performance.now();
const frame = (now) => { window.gaps.push(now - last); last = now; requestAnimationFrame(frame); };
requestAnimationFrame(frame);`;
const READ = `const gaps = window.gaps.slice(2).sort((a, b) => a - b); window.gaps = [];
return { frames: gaps.length, median: gaps[gaps.length >> 1], p99: gaps[Math.floor(gaps.length * 0.99)], longest: gaps.slice(-5) };`;
const HAS = "return [...document.querySelectorAll('main button')].some((button) => button.textContent.trim().startsWith(arguments[0]))";

const told = (what, { frames, median, p99, longest }) => {
  const ms = (value) => value.toFixed(0);
  console.log(`${what}: ${frames} frames, median ${ms(median)} ms, p99 ${ms(p99)} ms, longest ${longest.map(ms).join(" ")} ms`);
};
const shows = (button) =>
  until(`"${button}" is there`, async () => (await sleep(500), run(HAS, button)), TEN_MINUTES);

async function bringIn(turn) {
  await startAgain([process.env.STORY_FILE]);
  await shows("Import ");
  told(`preview, ${turn}`, await run(READ));
  await press("Import "); // followed by how many rows
  await shows("Undo");
  await sleep(1000);
  told(`import, ${turn}`, await run(READ));
}

try {
  await open();
  await reads("Your file");
  await write("Passphrase", passphrase);
  await write("The same again", passphrase);
  await press("Create the file");
  await reads("Ledger");
  await run(WATCH);
  await sleep(3000);
  told("at rest", await run(READ));
  await bringIn("first time");
  await press("Undo");
  await until("it is out again", async () => (await sleep(500), !(await run(HAS, "Undo"))), TEN_MINUTES);
  await sleep(1000);
  await run(READ);
  await bringIn("second time");
} finally {
  await close();
}
