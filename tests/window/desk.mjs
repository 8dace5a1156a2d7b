// Hands and eyes for the real window: find by what a person reads, press keys, drag files, look.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(path.join(here, "../../ui/package.json"));
const { Builder, By, Capabilities, Key } = require("selenium-webdriver");

const PORT = 4466 + (process.pid % 500);
const shots = path.join(here, "shots");
const WAIT_MS = 10_000;
export const sleep = (ms) => new Promise((go) => setTimeout(go, ms));
export const binary = process.env.STORY_BINARY;
export const place = process.env.STORY_PLACE;

let driver;
let service;
let shotNumber = 0;

/** No call to the driver may hang for ever. */
async function limited(promise, what, ms = 20_000) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer in ${ms} ms: ${what}`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export async function open(args = []) {
  fs.rmSync(shots, { recursive: true, force: true });
  fs.mkdirSync(shots, { recursive: true });
  service = spawn("WebKitWebDriver", ["--host=127.0.0.1", `--port=${PORT}`], { stdio: "ignore" });
  const capabilities = new Capabilities();
  capabilities.set("webkitgtk:browserOptions", { binary, args });
  capabilities.setBrowserName("wry");
  await sleep(500);
  const address = `http://127.0.0.1:${PORT}/`;
  const build = new Builder().usingServer(address).withCapabilities(capabilities).build();
  driver = await limited(build, "the window opens", 30_000);
}

export async function close() {
  await limited(driver?.quit(), "the window closes", 10_000).catch(() => undefined);
  service?.kill();
}

export const run = (script, ...args) => limited(driver.executeScript(script, ...args), script);

/** Waits until it is so; says what was awaited when it never is. */
export async function until(what, ready, ms = WAIT_MS) {
  for (const end = Date.now() + ms; ; await sleep(60)) {
    const found = await ready();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}`);
  }
}

// What a person reads: the text, and what is chosen or typed in the fields.
const SEEN = `const fields = [...document.querySelectorAll("input, textarea, select")];
const value = (field) => field.selectedOptions?.[0]?.text ?? field.value;
return [document.body.innerText, ...fields.map(value)].join(" | ")`;
export const text = () => run(SEEN);
export const reads = (words, ms) =>
  until(`the window reads "${words}"`, async () => (await text()).includes(words), ms);

/** The visible button or link of that name. */
export function control(name) {
  const script = `
    const shown = (e) => e.getClientRects().length > 0 && !e.disabled;
    const name = (e) => (e.getAttribute("aria-label") ?? e.innerText).replace(/\\s+/g, " ").trim();
    const all = [...document.querySelectorAll("button, a, [role=button], [role=option]")].filter(shown);
    return all.find((e) => name(e) === arguments[0]) ?? all.find((e) => name(e).startsWith(arguments[0])) ?? null;`;
  return until(`there is "${name}"`, () => run(script, name));
}

export async function press(name) {
  await limited((await control(name)).click(), `press ${name}`);
}

/** The field with that label. */
export function field(label) {
  const script = `
    const found = [...document.querySelectorAll("label")].find((e) => e.innerText.trim() === arguments[0]);
    return found?.control ?? null;`;
  return until(`there is a field "${label}"`, () => run(script, label));
}

export async function write(label, words) {
  const input = await field(label);
  await limited(input.clear(), `clear ${label}`);
  await limited(input.sendKeys(words), `write ${label}`);
}

/** Presses a letter with Ctrl, and Shift when asked, wherever the focus is. */
export async function shortcut(letter, shift = false) {
  const keys = driver.actions().keyDown(Key.CONTROL);
  if (shift) keys.keyDown(Key.SHIFT);
  keys.sendKeys(letter);
  if (shift) keys.keyUp(Key.SHIFT);
  await limited(keys.keyUp(Key.CONTROL).perform(), `Ctrl+${letter}`);
}

/** A picture of what is painted, not of what was. */
export async function shot(name) {
  await limited(
    driver.executeScript("return new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"),
    "two frames",
  );
  const picture = await limited(driver.takeScreenshot(), `picture of ${name}`);
  shotNumber += 1;
  const file = `${String(shotNumber).padStart(2, "0")} ${name}.png`;
  fs.writeFileSync(path.join(shots, file), Buffer.from(picture, "base64"));
}

/** Drags files over the window, calls `meanwhile`, and lets go. */
export async function dropFiles(files, meanwhile) {
  const uris = files.map((file) => pathToFileURL(file).href);
  const source = spawn("/usr/bin/python3", [path.join(here, "dragsource.py"), "1300", "40", ...uris], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await limited(new Promise((go) => source.stdout.once("data", go)), "the drag source shows itself");
    await sleep(300);
    pointer("mousemove", 1340, 80);
    await sleep(100);
    pointer("mousedown", 1);
    for (let x = 1330; x >= 640; x -= 30) {
      pointer("mousemove", x, 80 + Math.round((1330 - x) / 2));
      await sleep(25);
    }
    await sleep(200);
    pointer("mousemove", 640, 420);
    await meanwhile();
    pointer("mouseup", 1);
    await sleep(300);
  } finally {
    source.kill();
  }
}

/** Drags the knob of a slider by the pointer, from where it stands to a share of its length. */
export async function slide(selector, share) {
  const box = await run(`const s = document.querySelector(arguments[0]); s.scrollIntoView({ block: "center" });
    const { left, width, top, height } = s.getBoundingClientRect();
    const at = (s.value - s.min) / (s.max - s.min);
    return { left: left + window.screenX, width, y: top + height / 2 + window.screenY, at };`, selector);
  // The middle of the knob runs from half its width on to as much before the end.
  const x = (part) => Math.round(box.left + 8 + part * (box.width - 16));
  pointer("mousemove", x(box.at), Math.round(box.y));
  pointer("mousedown", 1);
  for (let step = 1; step <= 10; step += 1) {
    pointer("mousemove", x(box.at + ((share - box.at) * step) / 10), Math.round(box.y));
    await sleep(40);
  }
  pointer("mouseup", 1);
}

/** The numbers of the windows of that title that are to be seen. */
export function windows(title) {
  try {
    const found = execFileSync("xdotool", ["search", "--onlyvisible", "--name", `^${title}$`], { timeout: 5000 });
    return found.toString().trim().split("\n");
  } catch {
    return []; // xdotool fails where it finds none
  }
}

/** Presses the window's close button; there is no window manager that would draw one. */
export function closeWindow(title) {
  const [number = ""] = windows(title);
  execFileSync("/usr/bin/python3", [path.join(here, "closewindow.py"), number], { timeout: 5000 });
}

/** Real keys, to whatever window has them. */
export const keys = (...combination) => pointer("key", "--clearmodifiers", ...combination);
export const type = (words) => pointer("type", "--delay", "8", words);

/** Looks through the page of the window whose address begins so. */
export async function lookAt(address) {
  await until(`there is a page at ${address}`, async () => {
    for (const handle of await limited(driver.getAllWindowHandles(), "the windows")) {
      await limited(driver.switchTo().window(handle), "another window");
      if ((await run("return location.hash")).startsWith(address)) return true;
    }
    return false;
  });
}

function pointer(...words) {
  execFileSync("xdotool", words.map(String), { timeout: 5000 });
}

/** Starts the program a second time, as a person does who opens a file with it. */
export async function startAgain(args) {
  const env = { ...process.env, TAURI_WEBVIEW_AUTOMATION: "" };
  const second = spawn(binary, args, { env, stdio: "ignore" });
  const ended = new Promise((go) => second.on("exit", go));
  try {
    const code = await limited(ended, "the second start hands over and ends", 10_000);
    assert.equal(code, 0, "the second start ends well");
  } finally {
    second.kill();
  }
}

/** What there was to see when it went wrong. */
export async function witness() {
  await shot("FAILED").catch(() => undefined);
  console.error("the window read:\n" + (await text().catch(() => "(nothing)")).slice(0, 3000));
}
