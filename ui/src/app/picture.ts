// Saving a chart or a table: the window asks where to, a browser gets it handed.
import { inWindow } from "../api/call";
import type { ChartFormat, ScheduleFormat } from "../api/ops.gen";
import { download } from "../kit/download";
import { toasts } from "../kit/toasts.svelte";
import { complain } from "./act.svelte";
import { t } from "./words.svelte";

/** The name is without its ending. `save` writes where the person chose, `draw` only draws. */
export async function savePicture(
  title: string,
  format: ChartFormat | ScheduleFormat,
  draw: () => Promise<{ mime: string; data: string }>,
  save: (file: string) => Promise<unknown>,
): Promise<void> {
  const name = `${title.replace(/[\\/:*?"<>|]+/g, "-")}.${format}`;
  try {
    if (inWindow) {
      const { save: ask } = await import("@tauri-apps/plugin-dialog");
      const file = await ask({ defaultPath: name, filters: [{ name: format.toUpperCase(), extensions: [format] }] });
      if (file === null) return;
      await save(file);
    } else {
      const drawn = await draw();
      download(name, drawn.mime, drawn.data, format !== "svg");
    }
    toasts.show(t("chart-saved", { name }));
  } catch (reason) {
    complain(reason);
  }
}
