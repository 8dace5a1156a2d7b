// The address is the state: #/room/view?filter=value. Nothing else remembers where one is.
export type Room = "today" | "ledger" | "debts" | "habits" | "imports" | "settings";
export const ROOMS: readonly Room[] = ["today", "ledger", "debts", "habits", "imports", "settings"];

function read(): { room: Room; view: string; id: string; query: URLSearchParams; quick: boolean } {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [first = "", view = "", id = ""] = path.split("/");
  const room = ROOMS.find((name) => name === first) ?? "today";
  return { room, view: decodeURIComponent(view), id: decodeURIComponent(id), query: new URLSearchParams(query), quick: first === "quick" };
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
  /** What the view is of, where there is one view for each of many. */
  get id() {
    return current.id;
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

/** A view of one of many is named with it: `debt/ID`. */
export function href(room: Room, view = "", query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, value);
  const tail = search.size > 0 ? `?${search}` : "";
  return `#/${room}${view ? `/${view.split("/").map(encodeURIComponent).join("/")}` : ""}${tail}`;
}

export function go(room: Room, view = "", query: Query = {}): void {
  location.hash = href(room, view, query);
}

/** The same place with another filter, without a step in the back button's history. */
export function refine(changes: Query): void {
  const query: Query = Object.fromEntries(current.query);
  const view = current.id ? `${current.view}/${current.id}` : current.view;
  history.replaceState(null, "", href(current.room, view, { ...query, ...changes }));
  current = read();
}
