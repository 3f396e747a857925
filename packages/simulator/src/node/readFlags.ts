import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { isHostName } from '../access/checkHostName.js'
import { SimulatorError } from '../SimulatorError.js'
import {
  type CookieVariant,
  type FrameOptions,
  type StorageAccess,
  stockThrottle,
  stockVendor,
} from '../SimulatorOptions.js'
import type { Language } from '../seed/Seed.js'
import type { StartSimulatorOptions } from './startSimulator.js'

/** The output of `--help`. */
export const usage = `Usage: conversation-frame-simulator [options]

Simulates a chat vendor for development and tests: a partner API that issues single-use login links, and the workspace that they open.

  --port <n>               port of the workspace (default: a free one)
  --partner-port <n>       port of the partner API (default: a free one)
  --host <name>            name in the URLs, such as vendor.localhost (default: localhost)
  --bind <address>         address to listen on (default: 127.0.0.1 and ::1)
  --allow-host <name>      another host name to answer, in addition to localhost, *.localhost, 127.0.0.0/8, ::1, and the
                           names in --host and --bind; can be repeated
  --tls-cert <file>        PEM certificate; with --tls-key it serves HTTPS
  --tls-key <file>         PEM key
  --client-id <text>       (default: demo-client)
  --client-secret <text>   (default: demo-secret)
  --link-life <seconds>    how long a login link can be redeemed (default: 300)
  --cookie <variant>       lax, none or partitioned (default: partitioned)
  --storage <access>       allowed, or denied: storage throws, as in Chromium with third-party cookies blocked (default: allowed)
  --frame-options <who>    sameorigin, deny, allow, or origins separated by commas (default: allow)
  --throttle               refuse the sixth login in five minutes from one address, like stock vendors
  --session-cap <n>        maximum sessions of an agent (default: no limit; stock vendors: 25)
  --stock                  the five settings of stock vendors: --autofocus --cookie lax --frame-options sameorigin --throttle --session-cap 25
  --autofocus              let the reply field take the focus by script, as in the engine
  --language <code>        en or he (default: the account's, else the browser's)
  --control                serve the control API: ledger, faults, clock
  --control-origin <url>   origin whose pages may use the control API, such as http://localhost:6006; can be repeated
  --help                   print this
`

const flags = {
  port: { type: 'string' },
  'partner-port': { type: 'string' },
  host: { type: 'string' },
  bind: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret': { type: 'string' },
  'link-life': { type: 'string' },
  cookie: { type: 'string' },
  storage: { type: 'string' },
  'frame-options': { type: 'string' },
  throttle: { type: 'boolean' },
  'session-cap': { type: 'string' },
  stock: { type: 'boolean' },
  autofocus: { type: 'boolean' },
  language: { type: 'string' },
  control: { type: 'boolean' },
  'control-origin': { type: 'string', multiple: true },
  help: { type: 'boolean' },
} as const

/** Reads the command line. Throws a `SimulatorError` that names the flag. */
export function readFlags(args: string[]): StartSimulatorOptions | 'help' {
  const given = parse(args)
  if (given.help) return 'help'
  const { host, bind, language, cookie, storage } = given
  const linkLife = readNumber('link-life', given['link-life'], 1, 86_400)
  const sessionCap = readNumber('session-cap', given['session-cap'], 1, 10_000)
  const partnerPort = readNumber('partner-port', given['partner-port'], 0, 65_535)
  const workspacePort = readNumber('port', given.port, 0, 65_535)
  const tls = readTls(given['tls-key'], given['tls-cert'])
  const clientId = given['client-id']
  const clientSecret = given['client-secret']
  const frameOptions = given['frame-options']
  const allowedHosts = given['allow-host']
  const controlOrigins = given['control-origin']
  return {
    ...(given.stock && stockVendor),
    ...(given.control && { control: true }),
    ...(given.autofocus && { autofocus: true }),
    ...(given.throttle && { throttle: stockThrottle }),
    ...(host !== undefined && { host: readHost('host', host) }),
    ...(bind !== undefined && { bind }),
    ...(allowedHosts && { allowedHosts: allowedHosts.map((name) => readHost('allow-host', name)) }),
    ...(controlOrigins && { controlOrigins: controlOrigins.map(readOrigin) }),
    ...(clientId !== undefined && { clientId }),
    ...(clientSecret !== undefined && { clientSecret }),
    ...(linkLife !== undefined && { linkLife: linkLife * 1000 }),
    ...(sessionCap !== undefined && { sessionCap }),
    ...(partnerPort !== undefined && { partnerPort }),
    ...(workspacePort !== undefined && { workspacePort }),
    ...(tls && { tls }),
    ...(cookie !== undefined && { cookie: oneOf<CookieVariant>('cookie', cookie, ['lax', 'none', 'partitioned']) }),
    ...(storage !== undefined && { storage: oneOf<StorageAccess>('storage', storage, ['allowed', 'denied']) }),
    ...(frameOptions !== undefined && { frameOptions: readFrameOptions(frameOptions) }),
    ...(language !== undefined && { language: oneOf<Language>('language', language, ['en', 'he']) }),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: flags, allowPositionals: false }).values
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error))
  }
}

function readNumber(flag: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw wrong(`--${flag} must be a whole number from ${least} to ${most}, not "${text}".`)
}

function oneOf<Value extends string>(flag: string, text: string, values: readonly Value[]): Value {
  const value = values.find((candidate) => candidate === text)
  if (value !== undefined) return value
  throw wrong(`--${flag} must be ${values.join(' or ')}, not "${text}".`)
}

function readFrameOptions(text: string): FrameOptions {
  return text.includes('://') ? text.split(',') : oneOf('frame-options', text, ['sameorigin', 'deny', 'allow'] as const)
}

function readHost(flag: string, text: string): string {
  if (isHostName(text)) return text
  throw wrong(`--${flag} must be a name such as vendor.localhost without scheme and port, not "${text}".`)
}

function readOrigin(text: string): string {
  if (URL.canParse(text) && new URL(text).origin === text) return text
  throw wrong(`--control-origin must be an origin such as http://localhost:6006 without a path, not "${text}".`)
}

function readTls(key: string | undefined, cert: string | undefined) {
  if (key === undefined && cert === undefined) return undefined
  if (key === undefined || cert === undefined) throw wrong('--tls-key and --tls-cert belong together: set both.')
  return { key: readFile('tls-key', key), cert: readFile('tls-cert', cert) }
}

function readFile(flag: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw wrong(`--${flag}: ${error instanceof Error ? error.message : 'cannot read the file.'}`)
  }
}

function wrong(message: string): SimulatorError {
  return new SimulatorError('invalid_flag', message)
}
