import { inspectPage, watchSecrets } from '@conversation-frame/secrets'

const watching = watchSecrets()
const inspection = inspectPage()

/** Checks a value that the page received for a link. */
export const look = watching.look

/** Checks every surface, and returns everything found since the page started. */
export function leaks(): string[] {
  for (const [where, text] of Object.entries(inspection.texts())) look(where, text)
  return watching.leaks()
}

/** The same, after the page's storage has been checked too. */
export async function leaksAndStored(): Promise<string[]> {
  await watching.stored()
  return leaks()
}

// A page that has been left cannot be queried any more, so it reports its findings, if there are any, when it is left.
addEventListener('pagehide', () => {
  const found = leaks()
  if (found.length) navigator.sendBeacon('/leaks', found.join('\n'))
})
