const storageKey = 'conversation-frame:opened-links'
const hourMs = 3_600_000
const mostEntries = 64

/**
 * The links that were navigated to in the last hour, oldest first, as `<milliseconds>:<digest>`. `localStorage` shares them
 * with other tabs and later page loads. This list remains where that throws, is full or is cleared by the host.
 */
let entries: string[] = []

/**
 * Whether a link with that digest was navigated to before, as far as this browser knows. Any script of the host can write to
 * the storage, so anything but an entry is ignored.
 */
export function wasOpened(digest: string): boolean {
  let stored = ''
  try {
    stored = localStorage.getItem(storageKey) ?? ''
  } catch {
    // Without storage, this page still has its list.
  }
  entries = [...new Set([...entries, ...stored.split(' ')])]
    .filter((entry) => Math.abs(Date.now() - Number(entry.split(':')[0])) < hourMs)
    .sort()
    .slice(-mostEntries)
  return entries.some((entry) => entry.endsWith(`:${digest}`))
}

/**
 * Records a navigation to a link. Call it in the same task: logins take turns, also between tabs, so no other one can come
 * between the check and the record.
 *
 * @returns false when the link was navigated to before
 */
export function recordOpening(digest: string): boolean {
  if (wasOpened(digest)) return false
  entries = [...entries, `${Date.now()}:${digest}`].slice(-mostEntries)
  try {
    localStorage.setItem(storageKey, entries.join(' '))
  } catch {
    // Without storage, or without room in it, this page still has its list.
  }
  return true
}
