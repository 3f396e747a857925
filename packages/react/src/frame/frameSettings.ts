import { ConversationFrameError, isFrameError } from '../ConversationFrameError.js'
import { type ConversationTarget, pickTarget } from '../ConversationTarget.js'
import type { Budget, ConversationUrl, EndpointOptions, FrameOptions } from '../FrameOptions.js'
import { isLoginOrigin } from '../link/checkLoginUrl.js'
import type { MintLink, RequestLinkOptions } from '../link/requestLink.js'

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

/** Key of a prefetched link: by user, endpoint and target. */
export type PoolKey = readonly [sessionKey: string, endpoint: string, target: string]

/** Checked options with all defaults: what a frame works with. */
export interface FrameSettings extends Settings {
  /** What a live frame stands for. Another key needs another frame. */
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
  endpoint: '',
  credentials: 'same-origin',
  loginOrigins: ['https://*.99digital.co.il'],
  requestTimeout: 15_000,
  settleTime: 3_000,
  loadTimeout: 20_000,
  budget: { max: 3, windowMs: 300_000 },
  loading: 'eager',
  returnFocus: true,
  title: '',
  sandbox:
    'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-storage-access-by-user-activation',
  allow: 'autoplay; camera; clipboard-read; clipboard-write; fullscreen; keyboard-map; microphone',
} as const

/**
 * Checks options and adds the defaults. Invalid options throw in development. In production the frame is `failed`
 * instead, so that it never takes the dashboard down.
 */
export function frameSettings(
  options: FrameOptions & ConversationTarget,
  { sessionKey = '', ...defaults }: FrameDefaults,
): FrameSettings {
  const settings: Settings = { ...defaultSettings, ...given(defaults), ...given(options) }
  const { endpoint, loginOrigins, credentialless } = settings
  // An inline function has a new identity on each render.
  const address = typeof endpoint === 'string' && endpoint
  const { target, invalid } = check(options, settings)
  const { conversationId, inboxId, phoneNumber, email } = target
  const contact = [phoneNumber, email]
  const subject = conversationId ? [conversationId, ...contact] : ['inbox', inboxId, ...contact]
  return {
    ...settings,
    ...(invalid && { invalid }),
    target,
    // Without `name`: changing it must not replace a live frame.
    key: JSON.stringify([sessionKey, address, subject]),
    poolKey: [sessionKey, endpointKey(endpoint), JSON.stringify(subject)],
    loginKey: JSON.stringify([sessionKey, address, loginOrigins, credentialless]),
  }
}

/** An option that is `undefined`, or `null` without types, counts as left out. */
function given<Options extends object>(options: Options) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value != null)) as Given<Options>
}

type Given<Options> = { [Name in keyof Options]: Exclude<Options[Name], undefined> }

function check(
  options: ConversationTarget,
  { endpoint, loginOrigins }: Settings,
): { target: ConversationTarget; invalid?: ConversationFrameError } {
  try {
    if (!endpoint) throw invalid('endpoint is required, here or on a provider')
    if (!Array.isArray(loginOrigins) || !loginOrigins.every(isLoginOrigin))
      throw invalid('loginOrigins must be a list of origins like https://chat.example.com or https://*.example.com')
    return { target: pickTarget(options) }
  } catch (error) {
    if (!isFrameError(error) || process.env.NODE_ENV !== 'production') throw error
    return { target: options, invalid: error }
  }
}

function invalid(detail: string): ConversationFrameError {
  return new ConversationFrameError('invalid_request', detail)
}

const endpointNumbers = new WeakMap<MintLink, number>()
let functions = 0

function endpointKey(endpoint: string | MintLink): string {
  if (typeof endpoint === 'string') return endpoint
  const number = endpointNumbers.get(endpoint) ?? ++functions
  endpointNumbers.set(endpoint, number)
  return `function ${number}`
}
