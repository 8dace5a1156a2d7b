// The window's story in a place of its own: private folders, a display, a session bus, a driver.
//   node tests/window/run.mjs target/debug/pocketsage-desktop
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [, , program = "target/debug/pocketsage-desktop", script = "story.mjs", file] = process.argv;
const LIMIT_MS = script === "story.mjs" ? 300_000 : 1_200_000;
const here = path.dirname(fileURLToPath(import.meta.url));
const binary = path.resolve(program);
if (!fs.existsSync(binary)) {
  console.error(`${binary} is not there; build it with: cargo build -p pocketsage-desktop --features custom-protocol`);
  process.exit(1);
}

const place = fs.mkdtempSync(path.join(os.tmpdir(), "pocketsage-window-"));
const folder = (name) => {
  const made = path.join(place, name);
  fs.mkdirSync(made, { recursive: true, mode: 0o700 });
  return made;
};
const display = freeDisplay();
const env = {
  PATH: process.env.PATH,
  HOME: folder("home"),
  XDG_RUNTIME_DIR: folder("run"),
  XDG_CONFIG_HOME: folder("home/.config"),
  XDG_DATA_HOME: folder("home/.local/share"),
  XDG_CACHE_HOME: folder("home/.cache"),
  LANG: "C.UTF-8",
  TZ: "UTC",
  DISPLAY: `:${display}`,
  GDK_BACKEND: "x11",
  NO_AT_BRIDGE: "1",
  TAURI_WEBVIEW_AUTOMATION: "true",
  // The real time, until the story writes another into it.
  POCKETSAGE_CLOCK_FILE: path.join(place, "clock"),
  STORY_BINARY: binary,
  STORY_PLACE: place,
  ...(file ? { STORY_FILE: path.resolve(file) } : {}),
};

// -noreset: without it a display that loses its last window starts over, and a relaunch hangs.
const screen = ["-screen", "0", "1400x800x24", "-nolisten", "tcp", "-noreset"];
const server = spawn("Xvfb", [`:${display}`, ...screen], { stdio: "ignore" });
server.on("error", (error) => finish(1, `Xvfb: ${error.message}`));
await until(() => fs.existsSync(`/tmp/.X11-unix/X${display}`), 10_000, "Xvfb");

const story = spawn("dbus-run-session", ["--", process.execPath, path.join(here, script)], {
  env,
  stdio: "inherit",
  detached: true,
});
story.on("error", (error) => finish(1, `dbus-run-session: ${error.message}`));
story.on("exit", (code) => finish(code ?? 1, ""));
setTimeout(() => finish(1, `the story took more than ${LIMIT_MS / 1000} s`), LIMIT_MS);

function finish(code, message) {
  if (message !== "") console.error(`window: ${message}`);
  try {
    process.kill(-story.pid, "SIGKILL"); // whatever the session left behind
  } catch {
    // It left nothing.
  }
  server.kill();
  fs.rmSync(place, { recursive: true, force: true });
  process.exit(code);
}

function freeDisplay() {
  for (let number = 97; number < 200; number += 1) {
    if (!fs.existsSync(`/tmp/.X${number}-lock`) && !fs.existsSync(`/tmp/.X11-unix/X${number}`)) return number;
  }
  throw new Error("there is no free display number");
}

async function until(ready, ms, what) {
  for (const end = Date.now() + ms; !ready(); await new Promise((go) => setTimeout(go, 50))) {
    if (Date.now() > end) finish(1, `${what} did not start`);
  }
}
