import { checkHostName } from './access/checkHostName.js'
import { SimulatorError } from './SimulatorError.js'
import { defaultSeed } from './seed/defaultSeed.js'
import type { Language, Seed } from './seed/Seed.js'

/** How the workspace's script sets its session cookie: without `SameSite`, with `SameSite=None; Secure`, or also with `Partitioned`. */
export type CookieVariant = 'lax' | 'none' | 'partitioned'

/** Whether the workspace can use `localStorage`: as the browser allows, or denied as in Chromium with third-party cookies blocked. */
export type StorageAccess = 'allowed' | 'denied'

/** Who may frame the workspace: `X-Frame-Options: SAMEORIGIN` or `DENY`, any page, or a list of origins (CSP `frame-ancestors`). */
export type FrameOptions = 'sameorigin' | 'deny' | 'allow' | string[]

/** Redemptions allowed in a sliding window. A redemption over the limit is answered 429 and does not spend its link. */
export interface ThrottleOptions {
  perIp: { max: number; windowMs: number }
  perEmail: { max: number; windowMs: number }
}

/** Options that are set when a simulator is created. */
export interface SimulatorOptions {
  /** The clock: returns milliseconds since 1970. @default Date.now */
  now?: () => number
  /** Runs `callback` after `ms` milliseconds and returns a function that cancels it. Used for the contact's replies and a fault's delay. @default setTimeout */
  schedule?: (callback: () => void, ms: number) => () => void
  /** The partner API's origin. @default 'https://partners.vendor.localhost' */
  partnerOrigin?: string
  /** The workspace's origin; a function receives the account's `server`. @default (server) => `https://${server}.vendor.localhost` */
  workspaceOrigin?: string | ((server: string) => string)
  /**
   * Host names that network requests may have, such as `vendor.test` or `192.168.1.5`, in addition to loopback names and those
   * of the two origins. Requests with another `Host` are refused (421), because a page whose name is rebound to this machine
   * could otherwise read everything. @default []
   */
  allowedHosts?: readonly string[]
  /** @default 'demo-client' */
  clientId?: string
  /** @default 'demo-secret' */
  clientSecret?: string
  /** How long a login link can be redeemed, in milliseconds. @default 300_000 */
  linkLife?: number
  /** How long an access token is accepted, in milliseconds. @default 3_600_000 */
  tokenLife?: number
  /** Failed attempts before an IP address is blocked (reason 3), and for how long. @default { max: 5, blockMs: 900_000 } */
  wrongCredentials?: { max: number; blockMs: number }
  /** Stock vendors set `lax`, which is lost in a cross-site frame. @default 'partitioned' */
  cookie?: CookieVariant
  /** `denied`: storage throws in every browser, and a login ends at the list of conversations. @default 'allowed' */
  storage?: StorageAccess
  /** Stock vendors send `sameorigin`, which forbids every cross-origin frame. @default 'allow' */
  frameOptions?: FrameOptions
  /** Stock vendors use {@link stockThrottle}. @default false */
  throttle?: false | ThrottleOptions
  /** Maximum sessions of an agent; one more ends the oldest. Stock vendors: 25. @default false */
  sessionCap?: false | number
  /** Whether the reply field of a conversation takes the focus by script when it opens, as in the engine. Stock vendors: true. @default false */
  autofocus?: boolean
  /** The workspace's language. @default the account's, else the browser's, else English */
  language?: Language
  /** Time until the contact replies to a message, in milliseconds. @default 1_400 */
  replyDelay?: number
  /** Accounts, agents, inboxes, contacts and conversations. @default defaultSeed */
  seed?: Seed
}

/** Options with their defaults filled in. */
export interface ResolvedOptions extends Required<Omit<SimulatorOptions, 'language' | 'workspaceOrigin'>> {
  language: Language | undefined
  workspaceOrigin: (server: string) => string
}

/** A stock vendor's limits: 5 redemptions in 5 minutes from one IP address, 10 in 15 minutes for one email address. */
export const stockThrottle: ThrottleOptions = {
  perIp: { max: 5, windowMs: 300_000 },
  perEmail: { max: 10, windowMs: 900_000 },
}

/** A vendor with the engine's defaults: not embeddable across sites, throttled, 25 sessions. */
export const stockVendor = {
  cookie: 'lax',
  frameOptions: 'sameorigin',
  throttle: stockThrottle,
  sessionCap: 25,
  autofocus: true,
} as const satisfies SimulatorOptions

/** Applies the defaults. Throws for an invalid option, and names it. */
export function resolveOptions(options: SimulatorOptions): ResolvedOptions {
  const { workspaceOrigin = (server: string) => `https://${server}.vendor.localhost`, language, ...rest } = options
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const resolved: ResolvedOptions = {
    now: Date.now,
    schedule: defaultSchedule,
    partnerOrigin: 'https://partners.vendor.localhost',
    allowedHosts: [],
    clientId: 'demo-client',
    clientSecret: 'demo-secret',
    linkLife: 300_000,
    tokenLife: 3_600_000,
    wrongCredentials: { max: 5, blockMs: 900_000 },
    cookie: 'partitioned',
    storage: 'allowed',
    frameOptions: 'allow',
    throttle: false,
    sessionCap: false,
    autofocus: false,
    replyDelay: 1_400,
    seed: defaultSeed,
    ...given,
    language,
    workspaceOrigin: typeof workspaceOrigin === 'function' ? workspaceOrigin : () => workspaceOrigin,
  }
  for (const name of ['linkLife', 'tokenLife', 'replyDelay'] as const) checkNumber(name, resolved[name], 0)
  checkNumber('wrongCredentials.max', resolved.wrongCredentials.max, 1)
  checkNumber('wrongCredentials.blockMs', resolved.wrongCredentials.blockMs, 0)
  checkSettings(resolved)
  checkOrigin('partnerOrigin', resolved.partnerOrigin)
  if (typeof workspaceOrigin === 'string') checkOrigin('workspaceOrigin', workspaceOrigin)
  for (const host of resolved.allowedHosts) checkHostName('allowedHosts', host)
  return resolved
}

/** Settings that can also be changed while the simulator runs. */
export interface VendorSettings
  extends Pick<ResolvedOptions, 'cookie' | 'storage' | 'frameOptions' | 'throttle' | 'sessionCap'> {}

/** Throws for an invalid setting. */
export function checkSettings({ cookie, storage, frameOptions, throttle, sessionCap }: Partial<VendorSettings>): void {
  if (cookie !== undefined && !['lax', 'none', 'partitioned'].includes(cookie)) {
    wrong('cookie', `'lax', 'none' or 'partitioned'`, cookie)
  }
  if (storage !== undefined && !['allowed', 'denied'].includes(storage))
    wrong('storage', `'allowed' or 'denied'`, storage)
  if (Array.isArray(frameOptions)) for (const origin of frameOptions) checkOrigin('frameOptions', origin)
  else if (frameOptions !== undefined && !['sameorigin', 'deny', 'allow'].includes(frameOptions)) {
    wrong('frameOptions', `'sameorigin', 'deny', 'allow' or a list of origins`, frameOptions)
  }
  for (const limit of throttle ? [throttle.perIp, throttle.perEmail] : []) {
    checkNumber('throttle max', limit?.max, 1)
    checkNumber('throttle windowMs', limit?.windowMs, 1)
  }
  if (sessionCap !== undefined && sessionCap !== false) checkNumber('sessionCap', sessionCap, 1)
}

/** Throws unless the value is exactly an origin: a path or a trailing slash would become part of every link. */
export function checkOrigin(name: string, value: string): void {
  if (!URL.canParse(value) || new URL(value).origin !== value) {
    wrong(name, 'an origin such as "https://vendor.example" without a path or trailing slash', value)
  }
}

function checkNumber(name: string, value: unknown, least: number): void {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least)
    wrong(name, `a number of at least ${least}`, value)
}

function wrong(name: string, expected: string, value: unknown): never {
  throw new SimulatorError('invalid_option', `${name} must be ${expected}, not ${JSON.stringify(value)}.`)
}

function defaultSchedule(callback: () => void, ms: number): () => void {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}
