// Rows of one height in a scrolling box. TanStack Virtual says which are in sight; ours is what it leaves out: a list
// higher than a browser draws any box (Firefox 17.8 million pixels, the others 33.5) scrolls on a smaller scale.
import * as virtual from "@tanstack/virtual-core";
import { untrack } from "svelte";

type Virtualizer = virtual.Virtualizer<HTMLElement, HTMLElement>;

/** The box that scrolls, how many rows of what height, and: */
export type List = {
  port: HTMLElement | null;
  count: number;
  size: number;
  /** how many places above the first row are taken, */
  before: number;
  /** which row stays in the page when it is out of sight (-1: none), */
  keep: number;
  /** how much of the box is under what sticks at its top. */
  head: number;
};

const TALLEST = 16_000_000;

/** Pixels of rows behind one pixel of the scroll bar, so that the end of one is the end of the other. */
export const scaleOf = (height: number, view: number): number => (height <= TALLEST ? 1 : (height - view) / (TALLEST - view));

export class Rows {
  #list: () => List;
  #top = $state(0);
  #view = $state(0);
  /** Indices of the rows in sight and of some around them. */
  shown = $state.raw<number[]>([]);
  /** Of the last one in sight. */
  last = $state(0);
  #full = $derived.by(() => (this.#list().count + this.#list().before) * this.#list().size);
  #scale = $derived.by(() => scaleOf(this.#full, this.#view));
  readonly height = $derived(Math.min(this.#full, TALLEST));

  constructor(list: () => List) {
    this.#list = list;
    const virtualizer: Virtualizer = new virtual.Virtualizer(untrack(() => this.#options()));
    let was = { scale: 1, row: 0 };
    $effect(() => {
      const options = this.#options();
      const now = { scale: this.#scale, row: options.estimateSize() };
      untrack(() => {
        virtualizer.setOptions(options);
        virtualizer._willUpdate();
        if (now.row !== was.row) virtualizer.measure();
        // The same rows stay in sight when the scale changes because more were read.
        if (options.port && now.scale !== was.scale) options.port.scrollTop *= was.scale / now.scale;
        options.onChange(virtualizer);
        was = now;
      });
    });
    $effect(() => virtualizer._didMount());
  }

  #options() {
    const { port, count, size, before, keep, head } = this.#list();
    const scale = this.#scale;
    return {
      port,
      count,
      getScrollElement: () => port,
      estimateSize: () => size / scale,
      paddingStart: (before * size) / scale,
      overscan: 8,
      rangeExtractor: (range: virtual.Range) => {
        const found = virtual.defaultRangeExtractor(range);
        return keep < 0 || keep >= count || found.includes(keep) ? found : [...found, keep];
      },
      scrollToFn: virtual.elementScroll,
      observeElementRect: (instance: Virtualizer, tell: (rect: virtual.Rect) => void) =>
        virtual.observeElementRect(instance, (rect) => {
          this.#view = rect.height - head;
          tell(rect);
        }),
      observeElementOffset: (instance: Virtualizer, tell: (offset: number, moving: boolean) => void) =>
        virtual.observeElementOffset(instance, (offset, moving) => {
          this.#top = offset;
          tell(offset, moving);
        }),
      onChange: (instance: Virtualizer) => {
        this.shown = instance.getVirtualIndexes();
        this.last = instance.range?.endIndex ?? 0;
      },
    };
  }

  /** Where a row stands in the body; -1 is the place before the first. */
  y(index: number): number {
    const { before, size } = this.#list();
    return (index + before) * size - (this.#scale === 1 ? 0 : this.#top * (this.#scale - 1));
  }

  /** Scrolls as little as brings the row into sight. */
  reveal(index: number): void {
    const { port, before, size } = this.#list();
    if (!port) return;
    const [y, top] = [(index + before) * size, port.scrollTop * this.#scale];
    if (y < top) port.scrollTop = y / this.#scale;
    else if (y + size > top + this.#view) port.scrollTop = (y + size - this.#view) / this.#scale;
  }
}
