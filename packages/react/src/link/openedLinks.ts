const storageKey = 'conversation-frame:opened-links'
const hourMs = 3_600_000
const mostEntries = 64

/**
 * The links that were navigated to during the last hour, oldest first, as `<milliseconds>:<digest>`. In `localStorage` other
 * tabs and later page loads see them; this list is for where that throws, is full or is cleared by the host.
 */
let entries: string[] = []

/**
 * Whether a link with that digest was navigated to before, as far as this browser can know. Any script of the host can write
 * to the storage: what is not an entry is dropped.
 */
export function wasOpened(digest: string): boolean {
  let stored = ''
  try {
    stored = localStorage.getItem(storageKey) ?? ''
  } catch {
    // No storage here: this page still knows.
  }
  entries = [...new Set([...entries, ...stored.split(' ')])]
    .filter((entry) => Math.abs(Date.now() - Number(entry.split(':')[0])) < hourMs)
    .sort()
    .slice(-mostEntries)
  return entries.some((entry) => entry.endsWith(`:${digest}`))
}

/**
 * Records that a link is navigated to. Call it in the task of the navigation: logins take turns, also between tabs, so that
 * nothing comes between the check and the record.
 *
 * @returns false when it was navigated to before
 */
export function recordOpening(digest: string): boolean {
  if (wasOpened(digest)) return false
  entries = [...entries, `${Date.now()}:${digest}`].slice(-mostEntries)
  try {
    localStorage.setItem(storageKey, entries.join(' '))
  } catch {
    // No storage here, or no room in it: this page still knows.
  }
  return true
}
