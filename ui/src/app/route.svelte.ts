// The address is the state: #/room/view?filter=value. Nothing else remembers where one is.
export type Room = "today" | "ledger" | "imports" | "habits" | "settings";
export const ROOMS: readonly Room[] = ["today", "ledger", "imports", "habits", "settings"];

function read(): { room: Room; view: string; query: URLSearchParams; quick: boolean } {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [first = "", view = ""] = path.split("/");
  const room = ROOMS.find((name) => name === first) ?? "today";
  return { room, view: decodeURIComponent(view), query: new URLSearchParams(query), quick: first === "quick" };
}

let current = $state.raw(read());
addEventListener("hashchange", () => (current = read()));

export const route = {
  get room() {
    return current.room;
  },
  get view() {
    return current.view;
  },
  get query() {
    return current.query;
  },
  /** Quick add stands by itself, without rooms around it. */
  get quick() {
    return current.quick;
  },
};

export type Query = Record<string, string | null | undefined>;

export function href(room: Room, view = "", query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, value);
  const tail = search.size > 0 ? `?${search}` : "";
  return `#/${room}${view ? `/${encodeURIComponent(view)}` : ""}${tail}`;
}

export function go(room: Room, view = "", query: Query = {}): void {
  location.hash = href(room, view, query);
}

/** The same place with another filter, without a step in the back button's history. */
export function refine(changes: Query): void {
  const query: Query = Object.fromEntries(current.query);
  history.replaceState(null, "", href(current.room, current.view, { ...query, ...changes }));
  current = read();
}
