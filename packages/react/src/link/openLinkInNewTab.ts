import { asFrameError, ConversationFrameError } from '../ConversationFrameError.js'
import type { FrameSettings } from '../frame/frameSettings.js'
import { now } from '../now.js'
import { canHeal, healingBudget } from '../session/healingBudget.js'
import { type EndTurn, takeTurn } from '../session/loginTurn.js'
import { obtainLink } from './obtainLink.js'
import { isUsable } from './SingleUseLink.js'

/** The new tabs that wait for their link, each with the user whose link it is. */
const waitingTabs = new Map<AbortController, string>()

/** Closes the tabs of a user who has gone, so that the next one does not get their link. A tab that has its link stays. */
export function closeWaitingTabs(user: string | undefined): void {
  for (const [tab, owner] of waitingTabs) if (owner === user) tab.abort()
}

/**
 * Opens a target in a new tab by a link of its own. The tab is opened before anything is waited for, since a browser blocks
 * one that comes after its click. It is closed again when there is no link, or when its user goes while it waits.
 *
 * The login takes a turn like a frame's: others wait until the tab has reached the vendor and had time to settle.
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
  if (!tab) throw new ConversationFrameError('popup_blocked', 'call it directly in a click handler')
  tab.opener = null
  tab.document.title = waitingText
  const leaving = new AbortController()
  const { signal } = leaving
  waitingTabs.set(leaving, settings.poolKey[0])
  const endTurn = await takeTabTurn(tab, signal)
  try {
    if (await openLink(tab, settings, signal)) void waitUntilSettled(tab, settings).then(endTurn)
    else endTurn()
  } catch (error) {
    endTurn()
    // The user of this login has left.
    if (signal.aborted) return
    tab.close()
    throw error
  } finally {
    waitingTabs.delete(leaving)
  }
}

/** Waits for the login's turn, or until its user has gone, which closes the tab. */
function takeTabTurn(tab: Window, signal: AbortSignal): Promise<EndTurn> {
  return new Promise((resolve) => {
    const endTurn = takeTurn((stage) => {
      if (stage === 'opens') resolve(endTurn)
    })
    signal.addEventListener('abort', () => {
      tab.close()
      resolve(endTurn)
    })
  })
}

/**
 * Returns whether the tab is on its way to the vendor: it may have been closed while it waited. A repeated link is requested
 * again within the page's budget.
 */
async function openLink(tab: Window, settings: FrameSettings, signal: AbortSignal): Promise<boolean> {
  if (tab.closed) return false
  try {
    const link = await obtainLink(settings, signal)
    if (!isUsable(link)) throw new ConversationFrameError('timeout', 'the link came too late')
    const url = tab.closed ? undefined : link.take()
    if (url) tab.location.replace(url)
    return url !== undefined
  } catch (error) {
    const moment = { ...settings, now: now(), healed: healingBudget.spent }
    if (asFrameError(error).code !== 'link_already_used' || !canHeal(moment)) throw error
    healingBudget.spend()
    return openLink(tab, settings, signal)
  }
}

/**
 * All that a page can see of another tab is that its document has become the vendor's, or that it is gone. Where the page has a
 * `Cross-Origin-Opener-Policy`, it seems to be gone as soon as the vendor's document comes.
 */
function waitUntilSettled(tab: Window, { settleTime, loadTimeout }: FrameSettings): Promise<void> {
  const latest = now() + loadTimeout
  return new Promise((resolve) => {
    const check = () => {
      if (tab.closed || isForeign(tab)) setTimeout(resolve, settleTime)
      else if (now() >= latest) resolve()
      else setTimeout(check, 100)
    }
    check()
  })
}

function isForeign(tab: Window): boolean {
  try {
    return !tab.document
  } catch {
    return true
  }
}
