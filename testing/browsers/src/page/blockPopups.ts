/** Runs in the page: no window opens, not even on a click, as for a user who has disabled popups. */
export function blockPopups(): void {
  window.open = () => null
}
