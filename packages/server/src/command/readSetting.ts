import type { Environment } from './CommandContext.js'
import type { Flags } from './readFlags.js'
import { UsageError } from './UsageError.js'

/** A value, and where it comes from for error messages. */
export interface Setting {
  text: string
  /** `--account`, or `PARTNER_ACCOUNT_ID`. */
  source: string
}

type TextFlag = { [Name in keyof Flags]-?: Flags[Name] extends string | undefined ? Name : never }[keyof Flags]

/** The flag, or else the variable. An empty variable counts as not set: .env files have such lines. */
export function readSetting(flags: Flags, name: TextFlag, env: Environment, variable: string): Setting | undefined {
  const flag = flags[name]
  if (flag !== undefined) return { text: flag, source: `--${name}` }
  const text = env[variable]?.trim()
  return text ? { text, source: variable } : undefined
}

/** @throws UsageError unless the text is a positive integer. */
export function idOf(setting: Setting | undefined): number | undefined {
  if (!setting) return undefined
  if (/^[1-9]\d{0,14}$/.test(setting.text)) return Number(setting.text)
  throw new UsageError(`${setting.source} must be a positive integer, not ${JSON.stringify(setting.text)}`)
}

/** @throws UsageError when the text is not an http(s) URL. */
export function urlOf(name: string, text: string | undefined): URL | undefined {
  if (text === undefined) return undefined
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text)
  throw new UsageError(`${name} must be a URL like https://app.example.com, not ${JSON.stringify(text)}`)
}
