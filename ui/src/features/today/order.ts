// In which order cards stand: what the file keeps, and what is new since.

/** Cards in the order that was chosen. One that the choice does not know stands after the one it follows by itself. */
export function ordered<T extends { id: string }>(cards: readonly T[], order: readonly string[]): T[] {
  const chosen = order.flatMap((id) => cards.find((card) => card.id === id) ?? []);
  const placed = chosen.filter((card, index) => chosen.indexOf(card) === index);
  cards.forEach((card, index) => {
    if (placed.includes(card)) return;
    const before = cards[index - 1];
    placed.splice(before ? placed.indexOf(before) + 1 : 0, 0, card);
  });
  return placed;
}

/** The same order with one card moved to another place. */
export function moved(order: readonly string[], id: string, to: number): string[] {
  const rest = order.filter((each) => each !== id);
  rest.splice(Math.min(Math.max(0, to), rest.length), 0, id);
  return rest;
}
