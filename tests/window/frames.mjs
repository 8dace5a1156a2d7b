// How long the real window stands still while a large file comes in. No test: it measures.
//   node tests/window/run.mjs target/release/pocketsage-desktop frames.mjs bank.csv
import { close, open, press, reads, run, sleep, startAgain, text, until, write } from "./desk.mjs";

const passphrase = "kestrel harbour almanac 47";
const TEN_MINUTES = 600_000;

/** Notes each gap between two frames from here on. */
const WATCH = `window.gaps = []; let last = performance.now();
const frame = (now) => { window.gaps.push(now - last); last = now; requestAnimationFrame(frame); };
requestAnimationFrame(frame);`;
const READ = `const gaps = window.gaps.slice(2).sort((a, b) => a - b); window.gaps = [];
return { frames: gaps.length, median: gaps[gaps.length >> 1], p99: gaps[Math.floor(gaps.length * 0.99)], longest: gaps.slice(-5) };`;

const told = (what, { frames, median, p99, longest }) => {
  const ms = (value) => value.toFixed(0);
  console.log(`${what}: ${frames} frames, median ${ms(median)} ms, p99 ${ms(p99)} ms, longest ${longest.map(ms).join(" ")} ms`);
};

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
  await startAgain([process.env.STORY_FILE]);
  await until("the file is read", async () => /[\d,]+ rows: /.test(await text()), TEN_MINUTES);
  told("preview", await run(READ));
  await press("Import "); // followed by how many rows
  await until("it is in", async () => /Undo/.test(await text()) && !/Cancel/.test(await text()), TEN_MINUTES);
  await sleep(1000);
  told("import", await run(READ));
} finally {
  await close();
}
