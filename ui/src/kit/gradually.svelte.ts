// A long list is made a few entries a frame, so that no frame takes long and the keys are heard meanwhile.
const STEP = 4;

/** How many entries to show by now of a list of so many. */
export function gradually(count: () => number): { readonly shown: number } {
  let shown = $state(STEP);
  $effect(() => {
    if (shown >= count()) return;
    const frame = requestAnimationFrame(() => (shown += STEP));
    return () => cancelAnimationFrame(frame);
  });
  return {
    get shown() {
      return shown;
    },
  };
}
