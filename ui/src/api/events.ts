// What the core says unasked: a table changed, or a long call came further.
import { inWindow, token } from "./call";

export type Changed = { tables: string[] };
export type Progress = {
  call: string;
  op: string;
  done: number;
  total: number | null;
  rate: number | null;
  left_ms: number | null;
};
type Heard = { changed: (event: Changed) => void; progress: (event: Progress) => void; };

/** Listens for as long as the page lives. */
export async function listen(heard: Heard): Promise<void> {
  if (inWindow) {
    const { listen: on } = await import("@tauri-apps/api/event");
    await on<Changed>("changed", (event) => heard.changed(event.payload));
    await on<Progress>("progress", (event) => heard.progress(event.payload));
    return;
  }
  const source = new EventSource(`/api/v1/events?token=${encodeURIComponent(token())}`);
  source.addEventListener("changed", (event) => heard.changed(JSON.parse(event.data) as Changed));
  source.addEventListener("progress", (event) => heard.progress(JSON.parse(event.data) as Progress));
}
