import { readFileSync } from 'node:fs'
import { DashboardError } from './DashboardError.js'
import { readHostName } from './readHostName.js'
import { type Settings, settings } from './Settings.js'

/** The configuration of a dashboard. */
export interface Configuration {
  port: { number: number /** Somebody asked for this very port. */; fixed: boolean }
  /** Host names that requests may have, in addition to loopback names. @default none */
  allowedHosts?: string[]
  /** The real vendor; if absent, the simulator. */
  vendor?: { clientId: string; clientSecret: string; settings: Settings }
}

const guide = 'See apps/dashboard/README.md.'
const variables = ['PARTNER_CLIENT_ID', 'PARTNER_CLIENT_SECRET', 'PARTNER_SETTINGS'] as const

/**
 * Reads the environment. Without variables it uses the simulator, with all three the real vendor. Anything else is an
 * error.
 *
 * @throws DashboardError that says how to fix it
 */
export function readConfiguration(environment: Record<string, string | undefined>): Configuration {
  const allowedHosts = readHosts(environment.ALLOWED_HOSTS)
  const base = { port: readPort(environment.PORT), ...(allowedHosts && { allowedHosts }) }
  const [clientId, clientSecret, path] = variables.map((name) => environment[name]?.trim() || undefined)
  if (clientId && clientSecret && path)
    return { ...base, vendor: { clientId, clientSecret, settings: readSettings(path) } }
  const missing = variables.filter((name) => !environment[name]?.trim())
  if (missing.length === variables.length) return base
  const set = variables.filter((name) => !missing.includes(name))
  throw new DashboardError(
    `${list(set)} ${set.length > 1 ? 'are' : 'is'} set, but ${list(missing)} ${missing.length > 1 ? 'are' : 'is'} not. Set all three to work with the vendor, or none to work with the simulator. ${guide}`,
  )
}

function list(names: readonly string[]): string {
  return names.join(' and ')
}

function readPort(text: string | undefined): Configuration['port'] {
  if (text === undefined || text.trim() === '') return { number: 4100, fixed: false }
  const number = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  if (number <= 65_535) return { number, fixed: true }
  throw new DashboardError(`PORT must be a whole number from 0 to 65535, not "${text}".`)
}

function readHosts(text = ''): string[] | undefined {
  const names = text.split(',').flatMap((name) => name.trim() || [])
  const wrong = names.find((name) => readHostName(name) === undefined || /:\d*$/.test(name))
  if (wrong === undefined) return names.length > 0 ? names : undefined
  throw new DashboardError(`ALLOWED_HOSTS must be host names without port, separated by commas, not "${wrong}".`)
}

function readSettings(path: string): Settings {
  const { data, error } = settings.safeParse(parse(path))
  if (data) return data
  const problems = error.issues.map(({ path, message }) => `  ${path.map(String).join('.') || 'the file'}: ${message}`)
  throw new DashboardError(
    `PARTNER_SETTINGS: ${path} is invalid:\n${problems.join('\n')}\nCompare it with apps/dashboard/vendor.example.json.`,
  )
}

function parse(path: string): unknown {
  let json: string
  try {
    json = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    throw new DashboardError(
      `PARTNER_SETTINGS: ${path} cannot be read${code}. Set the path of a file like apps/dashboard/vendor.example.json, absolute or relative to apps/dashboard.`,
    )
  }
  try {
    return JSON.parse(json)
  } catch (error) {
    // Only the position: the text around it may contain a password.
    const position = /position \d+|line \d+ column \d+/.exec(error instanceof Error ? error.message : '')?.[0]
    throw new DashboardError(
      `PARTNER_SETTINGS: ${path} is not valid JSON${position ? ` (at ${position})` : ''}. Compare it with apps/dashboard/vendor.example.json.`,
    )
  }
}
