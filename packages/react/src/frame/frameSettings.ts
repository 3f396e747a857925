import { ConversationFrameError, isFrameError } from '../ConversationFrameError.js'
import { type ConversationTarget, pickTarget } from '../ConversationTarget.js'
import { isLoginOrigin } from '../link/checkLoginUrl.js'
import type { PoolKey } from '../link/linkRequests.js'
import type { MintLink, RequestLinkOptions } from '../link/requestLink.js'
import type { ConversationFrameLabelChanges, ConversationFrameLocale } from '../locales/labels.js'
import type { ConversationFrameStatus } from './FrameState.js'

/** How the login endpoint is asked. */
export interface EndpointOptions {
  /**
   * The host's login endpoint: its URL, or a function that asks it. A function may throw a `ConversationFrameError`, which
   * is kept as it is; anything else that it throws becomes `network`. Needed here or on the provider.
   */
  endpoint?: string | MintLink | undefined
  /** Headers for the URL form; a function is called for each request, e.g. for a CSRF token. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined
  /** Which cookies go to the URL form. @default 'same-origin' */
  credentials?: RequestCredentials | undefined
  /**
   * Origins that a login link may lead to, as browsers write them: lower case, no path, no default port. One whole label of
   * the host may be `*`, which stands for exactly one label.
   *
   * @example ['https://chat.example.com', 'https://*.example.org']
   * @default ['https://*.99digital.co.il']
   */
  loginOrigins?: readonly string[] | undefined
  /** Milliseconds that the login endpoint may take. @default 15000 */
  requestTimeout?: number | undefined
  /**
   * The iframe's `sandbox`. Also for prefetching: a link on the page's own origin is refused where it allows the same origin.
   * @default scripts, same origin, forms, popups, downloads, storage access
   */
  sandbox?: string | undefined
  /** Milliseconds without a further load after which a login counts as settled; not: as logged in. @default 3000 */
  settleTime?: number | undefined
}

/** Automatic links: {@link FrameOptions.budget}. */
export interface Budget {
  /** How many. */
  max: number
  /** In how many milliseconds. */
  windowMs: number
}

/** The address of a conversation in the vendor's workspace; nothing when there is none. */
export type ConversationUrl = (place: { conversationId: number; origin: string }) => string | undefined

/** What a frame takes beside its target. */
export interface FrameOptions extends EndpointOptions {
  /**
   * `lazy` waits with the link until the frame is near the viewport. A frame that is not rendered, for example in
   * `display: none` or in a closed `<details>`, waits in both cases.
   * @default 'eager'
   */
  loading?: 'eager' | 'lazy' | undefined
  /** What assistive technology calls the frame. Give the contact's name. @default from `labels` */
  title?: string | undefined
  /**
   * Features for the vendor's page, as in the iframe's `allow`. Those without an origin are granted to the link's origin.
   * @default autoplay, camera, clipboard, fullscreen, keyboard map, microphone
   */
  allow?: string | undefined
  /**
   * Opens the vendor in a frame whose cookies and storage are this page's own and end with it. On a page with a
   * `Cross-Origin-Embedder-Policy` such a frame is not blocked, and no report names its link. Chromium only: elsewhere it
   * changes nothing.
   * @default false
   */
  credentialless?: boolean | undefined
  /** Milliseconds from opening to the first load, after which the frame is `stalled`. @default 20000 */
  loadTimeout?: number | undefined
  /**
   * How many links the page may ask for by itself, counted over all its frames. First views, what a person asks for
   * and a move right after a click or a key do not count. @default { max: 3, windowMs: 300000 }
   */
  budget?: Budget | undefined
  /**
   * A harmless page of the vendor, which logs nobody in or out and may be framed. It is opened unseen beside the frame while
   * its first link is asked for, so that the browser already has a connection and a process for the vendor when the link comes.
   * It costs the vendor one more request. It must be an absolute URL on one of the `loginOrigins`, or it is ignored.
   * @default none
   */
  warmUrl?: string | undefined
  /**
   * When a page of the vendor takes the focus by script from a field of your page that was typed into in the last 1.5 seconds,
   * the field gets it back: once for each page that loads in the frame, so that nobody is kept out of it. @default true
   */
  returnFocus?: boolean | undefined
  /** The language. @default the provider's, or English */
  locale?: ConversationFrameLocale | undefined
  /** Changes to the words of `locale`. */
  labels?: ConversationFrameLabelChanges | undefined
  /** The status changed. */
  onStatusChange?: ((status: ConversationFrameStatus) => void) | undefined
  /** The frame became `failed` or `stalled`, or a new tab could not be opened. */
  onError?: ((error: ConversationFrameError) => void) | undefined
  /** A settled frame loaded again: a logout, a reload or a Back inside it. Nothing is asked for by itself. */
  onNavigate?: (() => void) | undefined
  /** A message from this frame's window and origin. */
  onMessage?: ((event: MessageEvent<unknown>) => void) | undefined
}

interface Settings extends RequestLinkOptions, Omit<FrameOptions, keyof EndpointOptions> {
  loading: 'eager' | 'lazy'
  returnFocus: boolean
  title: string
  allow: string
  settleTime: number
  loadTimeout: number
  budget: Budget
  conversationUrl?: ConversationUrl
}

/** Options with everything decided: what a frame works with. */
export interface FrameSettings extends Settings {
  /** What a live frame stands for: another key is another view. */
  key: string
  poolKey: PoolKey
  /** Frames with the same one can use each other's login: by user, endpoint, vendor and cookie jar. */
  loginKey: string
  target: ConversationTarget
  /** Why these options cannot work. */
  invalid?: ConversationFrameError
}

/** What the provider adds. */
export type FrameDefaults = EndpointOptions &
  Pick<FrameOptions, 'budget' | 'credentialless' | 'warmUrl' | 'returnFocus'> & {
    conversationUrl?: ConversationUrl | undefined
    sessionKey?: string | undefined
  }

const defaultSettings = {
  credentials: 'same-origin',
  loginOrigins: ['https://*.99digital.co.il'],
  requestTimeout: 15_000,
  settleTime: 3_000,
  loadTimeout: 20_000,
  budget: { max: 3, windowMs: 300_000 },
  loading: 'eager',
  returnFocus: true,
  sandbox:
    'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-storage-access-by-user-activation',
  allow: 'autoplay; camera; clipboard-read; clipboard-write; fullscreen; keyboard-map; microphone',
} as const

/**
 * Options with the defaults filled in. Options that cannot work throw in development; in production the frame is `failed`
 * instead, so that it never takes the dashboard down.
 */
export function frameSettings(
  options: FrameOptions & ConversationTarget,
  { sessionKey = '', ...defaults }: FrameDefaults,
  title: string,
): FrameSettings {
  const settings: Settings = { ...defaultSettings, title, endpoint: '', ...given(defaults), ...given(options) }
  const { endpoint, loginOrigins, credentialless } = settings
  // An inline function is another one at each render.
  const address = typeof endpoint === 'string' && endpoint
  const { target, invalid } = check(options, settings)
  const { conversationId, inboxId, phoneNumber, email } = target
  const place = conversationId ? [conversationId, phoneNumber, email] : ['inbox', inboxId, phoneNumber, email]
  warnWithoutTitle(options)
  return {
    ...settings,
    ...(invalid && { invalid }),
    target,
    // A new name may not replace a live conversation.
    key: JSON.stringify([sessionKey, address, place]),
    poolKey: [sessionKey, endpointKey(endpoint), JSON.stringify(place)],
    loginKey: JSON.stringify([sessionKey, address, loginOrigins, credentialless]),
  }
}

/** An option that is `undefined`, or `null` without types, is one that was left out. */
function given<Options extends object>(options: Options) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value != null)) as Given<Options>
}

type Given<Options> = { [Name in keyof Options]: Exclude<Options[Name], undefined> }

function check(
  options: ConversationTarget,
  { endpoint, loginOrigins }: Settings,
): { target: ConversationTarget; invalid?: ConversationFrameError } {
  try {
    if (!endpoint) {
      throw new ConversationFrameError('invalid_request', 'endpoint is needed, here or on a provider')
    }
    if (!Array.isArray(loginOrigins) || !loginOrigins.every(isLoginOrigin)) {
      const like = 'like https://chat.example.com or https://*.example.com'
      throw new ConversationFrameError('invalid_request', `loginOrigins has to be a list of origins ${like}`)
    }
    return { target: pickTarget(options) }
  } catch (error) {
    if (!isFrameError(error) || process.env.NODE_ENV !== 'production') throw error
    return { target: options, invalid: error }
  }
}

const endpointNumbers = new WeakMap<MintLink, number>()
let functions = 0

function endpointKey(endpoint: string | MintLink): string {
  if (typeof endpoint === 'string') return endpoint
  const number = endpointNumbers.get(endpoint) ?? ++functions
  endpointNumbers.set(endpoint, number)
  return `function ${number}`
}

let warned = false

function warnWithoutTitle({ title }: FrameOptions): void {
  if (process.env.NODE_ENV === 'production' || title || warned) return
  warned = true
  console.warn('<ConversationFrame> has no title: name the contact, so that screen readers can tell frames apart.')
}
