/** Runs in the page: no window opens, not even on a click, as for a person who switched popups off. */
export function blockPopups(): void {
  window.open = () => null
}
