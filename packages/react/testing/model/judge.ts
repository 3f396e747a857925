import type { watchSecrets } from '@conversation-frame/secrets'
import type { Stack } from '../frameOf.js'
import { keyOf } from './createAudit.js'
import type { Life } from './createLife.js'
import { slotNames } from './Sequence.js'

/** A link's lifetime minus the safety margin, plus the time that a navigation may take to arrive. */
const maxAgeMs = 300_000 - 30_000 + 1_000

/** Compares the page and the vendor's ledger with the promises. */
export async function judge(life: Life, stack: Stack, watch: ReturnType<typeof watchSecrets>): Promise<void> {
  const { audit, alive, state } = life
  const links = await stack.links()
  for (const { id, navigatedAt, mintedAt, replayed, refused } of links) {
    if (navigatedAt.length > 1 || replayed > 0) audit.breach(`promise 1: ${id} was navigated to again`)
    for (const at of navigatedAt) {
      if (at - mintedAt > maxAgeMs) audit.breach(`promise 2: ${id} was navigated to after ${at - mintedAt} ms`)
    }
    for (const { why } of refused) if (why !== 'expired') audit.breach(`promise 1: ${id} was refused: ${why}`)
  }
  if (links.length > audit.asked()) audit.breach('promise 3: more links than were asked for')
  for (const [name, { view, iframe, window }] of alive) {
    const isSame = life.iframesOf(name).includes(iframe) && iframe.contentWindow === window
    if (state.slots[name]?.view === view && !isSame) audit.breach(`promise 3: ${name} lost a live frame`)
  }
  judgeFrames(life)
  for (const leak of watch.leaks()) audit.breach(`promise 5: ${leak}`)
}

function judgeFrames({ sequence, state, page, audit, alive, shownAs, statusOf, iframesOf }: Life): void {
  for (const name of slotNames) {
    const view = state.slots[name]?.view
    const iframes = iframesOf(name)
    if (iframes.length > (sequence.twoFrames ? 2 : 1)) audit.breach(`${name} has ${iframes.length} frames`)
    const [iframe] = iframes
    if (!view || !iframe) continue
    const known = shownAs.get(iframe) ?? keyOf(view)
    if (!sequence.twoFrames && known !== keyOf(view)) audit.breach(`${name} shows another's frame`)
    shownAs.set(iframe, keyOf(view))
    if (statusOf(name) !== 'open') alive.delete(name)
    else if (!alive.has(name)) alive.set(name, { view, iframe, window: iframe.contentWindow })
  }
  const parked = page.parked()
  if (parked.length > sequence.keepAlive) audit.breach(`${parked.length} frames are parked`)
  if (parked.some((iframe) => !iframe.closest('[inert][hidden]'))) audit.breach('a parked frame can be reached')
}
