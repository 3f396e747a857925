import { now } from './now.js'

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
  /** The URL for the first caller, `undefined` for every other. */
  readonly take: () => string | undefined
}

/** Whether there is one, still in time to be opened. */
export function isUsable(link: LoginLink | undefined, at: number = now()): link is LoginLink {
  return link !== undefined && at < link.opensUntil
}

/** Wraps a URL that has been checked. */
export function createLoginLink(url: string, about: Omit<LoginLink, 'take'>): LoginLink {
  let secret: string | undefined = url
  return {
    ...about,
    take() {
      const taken = secret
      secret = undefined
      return taken
    },
  }
}
