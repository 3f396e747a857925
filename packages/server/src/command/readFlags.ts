import { parseArgs } from 'node:util'
import { UsageError } from './UsageError.js'

const string = { type: 'string' } as const
const strings = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const

const options = {
  account: string,
  agent: string,
  server: string,
  conversation: string,
  inbox: string,
  phone: string,
  email: string,
  name: string,
  'base-url': string,
  'login-origin': strings,
  dashboard: string,
  'session-cookie': string,
  endpoint: string,
  header: strings,
  redeem: flag,
  json: flag,
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

/** Parses the command line into strings. */
export function readFlags(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    return { values, command: positionals.join(' ') }
  } catch (error) {
    // Node adds advice about arguments that begin with a dash. This command has none.
    throw new UsageError(
      error instanceof Error ? error.message.replace(/\. To specify a positional.*$/s, '') : String(error),
    )
  }
}

/** The given flags. */
export type Flags = ReturnType<typeof readFlags>['values']

type FlagName = keyof typeof options

const target: readonly FlagName[] = ['conversation', 'inbox', 'phone', 'email', 'name', 'json']
const vendor: readonly FlagName[] = [...target, 'account', 'agent', 'server', 'base-url', 'login-origin']
const doctor: readonly FlagName[] = [...vendor, 'dashboard', 'session-cookie', 'redeem']
const endpoint: readonly FlagName[] = [...target, 'endpoint', 'header']

/** The flags of each use of the command. */
const accepted = {
  mint: new Set<string>(vendor),
  doctor: new Set<string>(doctor),
  'doctor --endpoint': new Set<string>(endpoint),
}

/** @throws UsageError for a flag that this use of the command would ignore */
export function checkFlags(use: keyof typeof accepted, flags: Flags): void {
  const unknown = Object.keys(flags).filter((name) => !accepted[use].has(name))
  if (unknown.length === 0) return
  const others = Object.entries(accepted).filter(([, names]) => unknown.every((name) => names.has(name)))
  const where = others.length === 0 ? '' : `: ${others.map(([other]) => other).join(' and ')} would`
  throw new UsageError(`${use} does not take ${unknown.map((name) => `--${name}`).join(', ')}${where}`)
}
