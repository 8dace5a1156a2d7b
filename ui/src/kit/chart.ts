/** How wide to ask for a chart in a space: in steps, so that dragging an edge asks seldom. Nothing for no space yet. */
export const chartWidth = (space: number, most: number): number =>
  space <= 0 ? 0 : Math.min(most, Math.max(360, Math.floor(space / 40) * 40));
