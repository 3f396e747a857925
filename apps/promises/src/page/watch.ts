import { inspectPage, watchSecrets } from '@conversation-frame/secrets'

const watching = watchSecrets()
const inspection = inspectPage()

/** Looks for a link in what the page was given. */
export const look = watching.look

/** Looks at every surface, and gives all that was found since the page began. */
export function leaks(): string[] {
  for (const [where, text] of Object.entries(inspection.texts())) look(where, text)
  return watching.leaks()
}

/** The same once what the page has stored was looked at too. */
export async function leaksAndStored(): Promise<string[]> {
  await watching.stored()
  return leaks()
}

// A page that is left can be asked no more. It is silent when there is nothing to tell.
addEventListener('pagehide', () => {
  const found = leaks()
  if (found.length) navigator.sendBeacon('/leaks', found.join('\n'))
})
