import type { ConversationFrameError } from './ConversationFrameError.js'
import type { ConversationFrameStatus } from './frame/FrameState.js'
import type { MintLink } from './link/requestLink.js'
import type { ConversationFrameLabelChanges, ConversationFrameLocale } from './locales/labels.js'

/** How to ask the login endpoint. */
export interface EndpointOptions {
  /**
   * The host's login endpoint: its URL, or a function that asks it. A `ConversationFrameError` that the function throws is
   * reported as it is; anything else becomes `network`. Required here or on the provider.
   */
  endpoint?: string | MintLink | undefined
  /** Headers for the URL form. A function is called for each request, for example to add a CSRF token. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined
  /** Which cookies are sent to the URL form. @default 'same-origin' */
  credentials?: RequestCredentials | undefined
  /**
   * Origins that a login link may lead to, as browsers write them: lower case, no path, no default port. One whole label of
   * the host may be `*`, which stands for exactly one label.
   *
   * @example ['https://chat.example.com', 'https://*.example.org']
   * @default ['https://*.99digital.co.il']
   */
  loginOrigins?: readonly string[] | undefined
  /** Time limit for a request to the login endpoint, in milliseconds. @default 15000 */
  requestTimeout?: number | undefined
  /**
   * The iframe's `sandbox`. A link on the page's own origin is refused where it includes `allow-same-origin`.
   * @default scripts, same origin, forms, popups, downloads, storage access
   */
  sandbox?: string | undefined
  /** Milliseconds without a further load after which a login counts as settled. This does not prove a login. @default 3000 */
  settleTime?: number | undefined
}

/** See {@link FrameOptions.budget}. */
export interface Budget {
  /** How many links. */
  max: number
  /** In how many milliseconds. */
  windowMs: number
}

/** The address of a conversation in the vendor's workspace, or nothing when there is none. */
export type ConversationUrl = (conversation: { conversationId: number; origin: string }) => string | undefined

/** The options of a frame beside its target. */
export interface FrameOptions extends EndpointOptions {
  /**
   * `lazy` asks for the link when the frame is near the viewport. A frame that is not rendered, for example in
   * `display: none` or in a closed `<details>`, waits in both cases.
   * @default 'eager'
   */
  loading?: 'eager' | 'lazy' | undefined
  /** The name of the frame for assistive technology. Give the contact's name. @default from `labels` */
  title?: string | undefined
  /**
   * Features for the vendor's page, as in the iframe's `allow`. A feature without an origin is granted to the link's origin.
   * @default autoplay, camera, clipboard, fullscreen, keyboard map, microphone
   */
  allow?: string | undefined
  /**
   * Opens the vendor in a frame with cookies and storage of its own, which end with this page. On a page with a
   * `Cross-Origin-Embedder-Policy` such a frame is not blocked, and no report names its link. Only Chromium supports it;
   * elsewhere it has no effect.
   * @default false
   */
  credentialless?: boolean | undefined
  /** Milliseconds from opening to the first load, after which the frame is `stalled`. @default 20000 */
  loadTimeout?: number | undefined
  /**
   * How many links the page may request automatically, over all its frames. First views, what a person asks for and a move
   * right after a click or a key press do not count. @default { max: 3, windowMs: 300000 }
   */
  budget?: Budget | undefined
  /**
   * A harmless page of the vendor, which does not log anyone in or out and may be framed. It is opened invisibly while the
   * first link is requested, so that the browser already has a connection and a process for the vendor when the link comes.
   * It costs the vendor one more request. Anything but an absolute URL on one of the `loginOrigins` is ignored.
   * @default none
   */
  warmUrl?: string | undefined
  /**
   * Gives the focus back to a field of your page that was typed into in the last 1.5 seconds, when a page of the vendor takes
   * it by script. It does so once for each page that loads in the frame, so that no one is kept out of it. @default true
   */
  returnFocus?: boolean | undefined
  /** The language. @default the provider's, or English */
  locale?: ConversationFrameLocale | undefined
  /** Changes to the labels of `locale`. */
  labels?: ConversationFrameLabelChanges | undefined
  /** The status changed. */
  onStatusChange?: ((status: ConversationFrameStatus) => void) | undefined
  /** The frame became `failed` or `stalled`, or a new tab could not be opened. */
  onError?: ((error: ConversationFrameError) => void) | undefined
  /** A settled frame loaded again: a logout, a reload or a Back inside it. No link is requested automatically. */
  onNavigate?: (() => void) | undefined
  /** A message came from this frame's window and origin. */
  onMessage?: ((event: MessageEvent<unknown>) => void) | undefined
}
