import { SimulatorError } from '../SimulatorError.js'
import { checkSettings } from '../SimulatorOptions.js'
import { type Fault, type FaultEndpoint, faultEndpoints } from './Fault.js'

const whole = (least: number, most: number) => ({
  expected: `a whole number from ${least} to ${most}`,
  fits: (value: unknown) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
})
const oneOf = (...values: unknown[]) => ({
  expected: values.map((value) => JSON.stringify(value)).join(' or '),
  fits: (value: unknown) => values.includes(value),
})

const fields: Record<keyof Fault, { expected: string; fits: (value: unknown) => boolean }> = {
  times: whole(1, 1_000_000),
  delay: whole(0, 3_600_000),
  hang: oneOf(true),
  drop: oneOf(true),
  status: whole(200, 599),
  retryAfter: whole(0, 86_400),
  reason: whole(0, 9_999),
  body: oneOf('malformed', 'truncated', 'html', 'empty'),
  expirationTime: oneOf('number', 'milliseconds', 'iso', 'past', 'words', 'missing'),
  ids: oneOf('strings'),
  casing: oneOf('upper', 'capital', 'lower'),
  login: oneOf('foreign', 'escaped', 'relative', 'missing', 'repeated'),
}
const logins: FaultEndpoint[] = ['loginConversation', 'loginAgent']
/** Fields that apply only to these endpoints. */
const only: Partial<Record<string, FaultEndpoint[]>> = {
  reason: ['accessToken', ...logins],
  body: ['accessToken', ...logins],
  ids: logins,
  casing: ['accessToken', ...logins],
  login: logins,
  expirationTime: ['accessToken'],
}
const settings = ['cookie', 'storage', 'frameOptions', 'throttle', 'sessionCap']
const endpoints: string[] = [...faultEndpoints, 'all']

/** Throws for unknown names and values, so that a test with a misspelled fault does not pass. */
export function checkFaults(faults: unknown): void {
  if (!isObject(faults)) fail('faults must be an object such as { loginConversation: { reason: 36 } }')
  for (const [name, value] of Object.entries(faults)) {
    if (endpoints.includes(name)) checkFault(name, value)
    else if (!settings.includes(name)) fail(`"${name}" is not one of ${[...endpoints, ...settings].join(', ')}`)
  }
  checkSettings(faults)
}

function checkFault(endpoint: string, fault: unknown): void {
  if (fault === undefined) return
  if (!isObject(fault)) fail(`${endpoint} must be an object such as { delay: 500 }`)
  for (const [name, value] of Object.entries(fault)) {
    const field = Object.entries(fields).find(([known]) => known === name)?.[1]
    if (!field) fail(`${endpoint}.${name} is not one of ${Object.keys(fields).join(', ')}`)
    const applicable = only[name]
    if (applicable && endpoint !== 'all' && !applicable.some((each) => each === endpoint)) {
      fail(`${endpoint}.${name} has no effect there: use it for ${applicable.join(', ')}`)
    }
    if (!field.fits(value)) fail(`${endpoint}.${name} must be ${field.expected}, not ${JSON.stringify(value)}`)
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fail(problem: string): never {
  throw new SimulatorError('invalid_fault', `Invalid faults: ${problem}.`)
}
