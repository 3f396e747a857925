import { ConversationFrameError } from '../ConversationFrameError.js'
import { now } from '../now.js'
import { recordOpening, wasOpened } from './openedLinks.js'

/**
 * A login link that gives its URL up once. It can sit in a cache or be printed: the URL lives in a closure, so that no
 * devtools panel, persister or log finds it.
 */
export interface SingleUseLink {
  /** The origin that the link leads to. */
  readonly origin: string
  /** Until when it may be navigated to, on the clock of `now.ts`: the end of the link's window less the safety margin. */
  readonly opensUntil: number
  /** As the login endpoint returned it. */
  readonly conversationId: number | undefined
  /**
   * Returns the URL to the first caller and `undefined` to every other one. The caller must navigate to it in the same task.
   *
   * @throws ConversationFrameError `link_already_used` when an equal link was navigated to before
   */
  readonly take: () => string | undefined
}

/** Whether it is a link, and still in time to be opened. */
export function isUsable(link: SingleUseLink | string | undefined, at: number = now()): link is SingleUseLink {
  return typeof link === 'object' && at < link.opensUntil
}

/**
 * Wraps a URL that has been checked, and its digest.
 *
 * @throws ConversationFrameError `link_already_used`
 */
export function createSingleUseLink(url: string, digest: string, about: Omit<SingleUseLink, 'take'>): SingleUseLink {
  if (wasOpened(digest)) throw alreadyUsed()
  let secret: string | undefined = url
  return {
    ...about,
    take() {
      const taken = secret
      secret = undefined
      // The endpoint may have returned an equal link to another frame or tab.
      if (taken && !recordOpening(digest)) throw alreadyUsed()
      return taken
    },
  }
}

function alreadyUsed(): ConversationFrameError {
  const detail = 'the endpoint repeats an opened link: look for a memo, staleTime, an HTTP cache, stored links'
  return new ConversationFrameError('link_already_used', detail)
}
