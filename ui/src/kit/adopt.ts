/** Takes the focus in when what held it has just gone, so that the keyboard is never left nowhere. */
export const adopt = (node: HTMLElement): void => {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) node.focus({ preventScroll: true });
  });
};
