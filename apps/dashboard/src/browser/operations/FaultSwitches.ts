import type { Fault, Faults } from '@conversation-frame/simulator'

/** The failure reasons in the vendor's document. */
export const reasons = [2, 3, 13, 29, 32, 34, 35, 36, 37] as const

/** The partner API's response to a request for a link. */
export const apiOutcomes = [
  'ok',
  'hang',
  'drop',
  'malformed',
  'html',
  '429',
  '500',
  '503',
  ...reasons.map((reason) => `reason ${reason}` as const),
] as const

export const delays = [0, 1, 3, 8] as const
export const linkKinds = ['good', 'foreign', 'escaped', 'missing', 'repeated'] as const
export const pageOutcomes = ['ok', 'hang', 'drop', '204', '500'] as const
export const framings = ['allow', 'sameorigin', 'deny'] as const
export const cookies = ['lax', 'none', 'partitioned'] as const
export const limits = ['off', 'stock'] as const
export const caps = ['off', '25', '1'] as const

/** The faults of the simulated vendor that a visitor can set. */
export interface FaultSwitches {
  api: (typeof apiOutcomes)[number]
  /** In seconds. */
  delay: number
  link: (typeof linkKinds)[number]
  /** Whether `api`, `delay` and `link` apply to the next request only. */
  once: boolean
  loginPage: (typeof pageOutcomes)[number]
  framing: (typeof framings)[number]
  cookie: (typeof cookies)[number]
  throttle: (typeof limits)[number]
  sessionCap: (typeof caps)[number]
}

export const healthy: FaultSwitches = {
  api: 'ok',
  delay: 0,
  link: 'good',
  once: false,
  loginPage: 'ok',
  framing: 'allow',
  cookie: 'lax',
  throttle: 'off',
  sessionCap: 'off',
}

/** A stock vendor's limits. */
const stockThrottle = { perIp: { max: 5, windowMs: 300_000 }, perEmail: { max: 10, windowMs: 900_000 } }

/** Converts the switches to the simulator's faults, and omits healthy ones. */
export function faultsOf(switches: FaultSwitches): Faults {
  const { api, delay, link, once, loginPage, framing, cookie, throttle, sessionCap } = switches
  const call: Fault = {
    ...outcomeOf(api),
    ...(delay > 0 && { delay: delay * 1_000 }),
    ...(link !== 'good' && { login: link }),
  }
  const strikes = Object.keys(call).length > 0
  return {
    ...(strikes && { loginConversation: once ? { ...call, times: 1 } : call }),
    ...(loginPage !== 'ok' && { loginPage: outcomeOf(loginPage) }),
    ...(framing !== 'allow' && { frameOptions: framing }),
    ...(cookie !== 'lax' && { cookie }),
    ...(throttle === 'stock' && { throttle: stockThrottle }),
    ...(sessionCap !== 'off' && { sessionCap: Number(sessionCap) }),
  }
}

/** Converts the simulator's faults to switches, and ignores faults without a switch. */
export function switchesOf(faults: Faults): FaultSwitches {
  const { loginConversation = {}, loginPage = {}, frameOptions, cookie, throttle, sessionCap } = faults
  return {
    api: apiOutcomes.find((outcome) => outcome === nameOf(loginConversation)) ?? healthy.api,
    delay: (loginConversation.delay ?? 0) / 1_000,
    link: linkKinds.find((kind) => kind === loginConversation.login) ?? healthy.link,
    once: loginConversation.times !== undefined,
    loginPage: pageOutcomes.find((outcome) => outcome === nameOf(loginPage)) ?? healthy.loginPage,
    framing: framings.find((each) => each === frameOptions) ?? healthy.framing,
    cookie: cookie ?? healthy.cookie,
    throttle: throttle ? 'stock' : 'off',
    sessionCap: caps.find((cap) => cap === String(sessionCap)) ?? healthy.sessionCap,
  }
}

/** Counts the switches that differ from the healthy state. */
export function countBroken(switches: FaultSwitches): number {
  const { once: _once, ...things } = switches
  return Object.entries(things).filter(([name, value]) => value !== healthy[name as keyof FaultSwitches]).length
}

function outcomeOf(outcome: FaultSwitches['api'] | FaultSwitches['loginPage']): Fault {
  switch (outcome) {
    case 'ok':
      return {}
    case 'hang':
      return { hang: true }
    case 'drop':
      return { drop: true }
    case 'malformed':
    case 'html':
      return { body: outcome }
    case '429':
      return { status: 429, retryAfter: 10 }
    default:
      return outcome.startsWith('reason ') ? { reason: Number(outcome.slice(7)) } : { status: Number(outcome) }
  }
}

function nameOf({ hang, drop, body, status, reason }: Fault): string {
  if (hang) return 'hang'
  if (drop) return 'drop'
  if (reason !== undefined) return `reason ${reason}`
  return body ?? (status === undefined ? 'ok' : String(status))
}
