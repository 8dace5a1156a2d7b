// What the desktop window alone knows: how PocketSage lives on this computer, and its small windows.
// Nothing of the file goes this way: for that there is `call`.
import { inWindow, OpError } from "./call";

export type OnClose = "ask" | "stay" | "quit";
export type Computer = { has_tray: boolean; on_close: OnClose; autostart: boolean; quick_keys: string; quick_keys_work: boolean };

async function ask<T>(command: string, input: Record<string, unknown> = {}): Promise<T> {
  const { invoke } = await import("@tauri-apps/api/core");
  try {
    return await invoke<T>(`plugin:computer|${command}`, input);
  } catch (reason) {
    const message = reason !== null && typeof reason === "object" && "message" in reason ? reason.message : reason;
    throw new OpError("invalid", String(message));
  }
}

export const readComputer = () => ask<Computer>("read");
export const changeComputer = (changes: { on_close?: OnClose; autostart?: boolean }) => ask<Computer>("change", changes);
/** Closes the window, as was chosen. */
export const leave = () => ask<null>("leave");
/** Brings the main window forward. */
export const come = () => ask<null>("come");

/** Puts this window away, to be shown again. */
export async function hideThis(): Promise<void> {
  const { getCurrentWindow } = await import("@tauri-apps/api/window");
  await getCurrentWindow().hide();
}

/** Hears what the window says, for as long as the page lives. In a browser nothing is said. */
export async function hear<T>(name: string, heard: (payload: T) => void): Promise<void> {
  if (!inWindow) return;
  const { getCurrentWebviewWindow } = await import("@tauri-apps/api/webviewWindow");
  await getCurrentWebviewWindow().listen<T>(name, (event) => heard(event.payload));
}

export async function say(name: string, payload: unknown): Promise<void> {
  if (!inWindow) return;
  const { emit } = await import("@tauri-apps/api/event");
  await emit(name, payload);
}
