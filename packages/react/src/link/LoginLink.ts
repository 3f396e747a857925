import { ConversationFrameError } from '../ConversationFrameError.js'
import { now } from '../now.js'
import { recordOpening, wasOpened } from './openedLinks.js'

/**
 * A login link that gives its URL up once. It can sit in a cache or be printed: the URL lives in a closure, so that no
 * devtools panel, persister or log finds it.
 */
export interface LoginLink {
  /** The origin that the link leads to. */
  readonly origin: string
  /** The last moment for a navigation, on the clock of `now.ts`: the link's window less the safety margin. */
  readonly opensUntil: number
  /** As the login endpoint returned it. */
  readonly conversationId: number | undefined
  /**
   * The URL for the first caller, `undefined` for every other. To take it is to navigate to it, in the same task.
   *
   * @throws ConversationFrameError `link_already_used` when an equal link was navigated to before
   */
  readonly take: () => string | undefined
}

/** Whether there is one, still in time to be opened. */
export function isUsable(link: LoginLink | undefined, at: number = now()): link is LoginLink {
  return link !== undefined && at < link.opensUntil
}

/**
 * Wraps a URL that has been checked, and its digest.
 *
 * @throws ConversationFrameError `link_already_used`
 */
export function createLoginLink(url: string, digest: string, about: Omit<LoginLink, 'take'>): LoginLink {
  if (wasOpened(digest)) throw alreadyUsed()
  let secret: string | undefined = url
  return {
    ...about,
    take() {
      const taken = secret
      secret = undefined
      // An endpoint that repeats itself may have given it to another frame or tab too.
      if (taken && !recordOpening(digest)) throw alreadyUsed()
      return taken
    },
  }
}

function alreadyUsed(): ConversationFrameError {
  const causes = 'a memo, staleTime, an HTTP cache, stored links'
  return new ConversationFrameError(
    'link_already_used',
    `the endpoint repeats a link that was opened: look for ${causes}`,
  )
}
