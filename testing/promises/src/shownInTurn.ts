import { expect } from 'vitest'
import type { Tab } from './createTab.js'

/** Waits until each of the frames has been shown and has settled, in any order. */
export async function shownInTurn(...places: readonly (readonly [Tab, string])[]): Promise<void> {
  const waiting = new Set(places)
  while (waiting.size > 0) {
    const next = await firstShown(waiting)
    waiting.delete(next)
    // The next login starts when this one has settled.
    await next[0].passSettleTime()
  }
}

async function firstShown<Place extends readonly [Tab, string]>(places: Iterable<Place>): Promise<Place> {
  let found: Place | undefined
  await expect
    .poll(
      async () => {
        for (const place of places) if (await place[0].isShown(place[1])) found ??= place
        return found !== undefined
      },
      { timeout: 10_000 },
    )
    .toBe(true)
  if (!found) throw new Error('No frame was shown.')
  return found
}
