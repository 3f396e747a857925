import { inspect } from 'node:util'
import { afterEach, beforeEach, expect, vi } from 'vitest'

/** Matches every secret of the tests: the client secret, access tokens, login links, and messages of the vendor. */
const secrets = /client-secret|token-secret|link-secret|vendor-words|sso_auth_token/

const leaks: string[] = []

/** Scans a value that the library outputs, except a link's `url`. A leak fails the test when it ends. */
export function watch<Value>(value: Value): Value {
  const text = written(value)
  if (secrets.test(text)) leaks.push(text)
  return value
}

/** Like {@link watch}, for the headers and body of a response. Only a 200 may have a link, in `url`. */
export async function watchResponse(response: Response): Promise<Response> {
  const text = await response.clone().text()
  watch([...response.headers])
  watch(response.status === 200 ? { ...JSON.parse(text), url: undefined } : text)
  return response
}

/** All forms in which a value may be logged. */
export function written(value: unknown): string {
  const error = value instanceof Error ? `${value.stack}${inspect(value.cause)}` : ''
  const inspected = inspect(value, { depth: 9, showHidden: true, getters: true })
  return [String(value), JSON.stringify(value), inspected, error].join('\n')
}

beforeEach(() => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...line) => {
      watch(line)
    })
  }
})

afterEach(() => {
  vi.restoreAllMocks()
  expect(leaks.splice(0)).toEqual([])
})
