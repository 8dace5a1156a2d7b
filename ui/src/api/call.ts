// The one way to the core: IPC in the window, HTTP in a browser. No rule, no default, no retry lives here.
import { ROUTES, type Ops } from "./ops.gen";

export type OpName = keyof Ops;
export type Input<N extends OpName> = Ops[N][0];
export type Output<N extends OpName> = Ops[N][1];
export type Code = "invalid" | "not_found" | "conflict" | "locked" | "denied" | "internal" | "cancelled";
export type CallOptions = { call?: string };

/** Refused by the core. `message` is written for the person; `detail.current` comes with a conflict. */
export class OpError extends Error {
  constructor(
    readonly code: Code,
    message: string,
    readonly field: string | null = null,
    readonly detail: unknown = null,
  ) {
    super(message);
  }
}

export const inWindow = "__TAURI_INTERNALS__" in window;

const BASE = "/api/v1";
const TOKEN = "pocketsage.token";

/** The token arrives once in the fragment and leaves the address bar at once. */
export function token(): string {
  const found = /(?:^#|&)token=([^&]+)/.exec(location.hash);
  if (found?.[1]) {
    sessionStorage.setItem(TOKEN, decodeURIComponent(found[1]));
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(TOKEN) ?? "";
}

export const newCall = (): string => crypto.randomUUID();

export async function call<N extends OpName>(
  name: N,
  input: Input<N>,
  options: CallOptions = {},
): Promise<Output<N>> {
  const id = options.call ?? newCall();
  return (inWindow ? viaWindow(name, input, id) : viaHttp(name, input, id)) as Promise<Output<N>>;
}

async function viaWindow(name: OpName, input: unknown, id: string): Promise<unknown> {
  const { invoke } = await import("@tauri-apps/api/core");
  try {
    return await invoke("call", { name, input, call: id });
  } catch (reason) {
    throw toError(reason);
  }
}

async function viaHttp(name: OpName, input: unknown, id: string): Promise<unknown> {
  const { method, url, body } = request(name, input as Record<string, unknown>);
  const headers: Record<string, string> = { authorization: `Bearer ${token()}`, "x-call-id": id };
  if (body !== null) headers["content-type"] = "application/json";
  const answer = await fetch(url, { method, headers, body });
  const text = await answer.text();
  const value: unknown = text === "" ? {} : parse(text);
  if (!answer.ok) throw toError(value, answer.status);
  return value;
}

/** Exported for its test. Path parameters leave the input; the rest is a query or a body. */
export function request(name: OpName, input: Record<string, unknown>) {
  const [method, path] = ROUTES[name];
  const rest = { ...input };
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = rest[key];
    delete rest[key];
    return encodeURIComponent(String(value));
  });
  if (method !== "GET") return { method, url: BASE + filled, body: JSON.stringify(rest) };
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(rest)) {
    if (value !== null && value !== undefined) query.set(key, String(value));
  }
  const search = query.size > 0 ? `?${query}` : "";
  return { method, url: BASE + filled + search, body: null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toError(reason: unknown, status = 0): OpError {
  if (reason !== null && typeof reason === "object" && "message" in reason) {
    const { code, message, field, detail } = reason as Record<string, unknown>;
    return new OpError(
      typeof code === "string" ? (code as Code) : "internal",
      String(message),
      typeof field === "string" ? field : null,
      detail ?? null,
    );
  }
  if (status === 401 || status === 403) return new OpError("denied", String(status));
  return new OpError("internal", typeof reason === "string" ? reason : `HTTP ${status}`);
}
