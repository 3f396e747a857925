import { ConversationFrameError } from './ConversationFrameError.js'
import type { FrameSettings } from './frameSettings.js'
import { isUsable } from './LoginLink.js'
import { type EndTurn, takeTurn } from './loginTurn.js'
import { now } from './now.js'
import { obtainLink } from './obtainLink.js'

/**
 * Opens a target in a new tab by a link of its own. The tab is opened before anything is waited for, since a browser blocks
 * one that comes after its click, and closed again when there is no link.
 *
 * The login has its turn like a frame's: others wait until the tab has reached the vendor and had time to settle.
 *
 * @param from where the person has clicked: a browser blocks tabs that any other element's window opens
 * @throws ConversationFrameError `popup_blocked`, or what asking for the link failed with
 */
export async function openLinkInNewTab(
  settings: FrameSettings,
  waitingText: string,
  from: Element | null,
): Promise<void> {
  if (settings.invalid) throw settings.invalid
  const tab = (from?.ownerDocument.defaultView ?? window).open('about:blank', '_blank')
  if (!tab) throw new ConversationFrameError('popup_blocked', 'call it in a click')
  tab.opener = null
  tab.document.title = waitingText
  const endTurn = await turn()
  try {
    if (await login(tab, settings)) void settled(tab, settings).then(endTurn)
    else endTurn()
  } catch (error) {
    endTurn()
    tab.close()
    throw error
  }
}

function turn(): Promise<EndTurn> {
  return new Promise((resolve) => {
    const endTurn = takeTurn((turn) => {
      if (turn === 'opens') resolve(endTurn)
    })
  })
}

/** Whether the tab is on its way to the vendor: the person may have closed it while it waited. */
async function login(tab: Window, settings: FrameSettings): Promise<boolean> {
  if (tab.closed) return false
  const link = await obtainLink(settings, new AbortController().signal)
  if (!isUsable(link)) throw new ConversationFrameError('timeout', 'the link came too late')
  const url = tab.closed ? undefined : link.take()
  if (url) tab.location.replace(url)
  return url !== undefined
}

/**
 * All that can be seen of another tab: that its document has become the vendor's, or that it is gone. Where the page has a
 * `Cross-Origin-Opener-Policy`, it seems to be gone as soon as the vendor's document comes.
 */
function settled(tab: Window, { settleTime, loadTimeout }: FrameSettings): Promise<void> {
  const latest = now() + loadTimeout
  return new Promise((resolve) => {
    const look = () => {
      if (tab.closed || isForeign(tab)) setTimeout(resolve, settleTime)
      else if (now() >= latest) resolve()
      else setTimeout(look, 100)
    }
    look()
  })
}

function isForeign(tab: Window): boolean {
  try {
    return !tab.document
  } catch {
    return true
  }
}
