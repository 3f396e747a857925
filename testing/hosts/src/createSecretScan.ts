import { inspect } from 'node:util'
import { vi } from 'vitest'

/** What everybody may read who has no business with a link: logs, events, metrics, a shared store. */
export interface SecretScan {
  /** Takes down what was reported, written or stored. */
  hear(...values: unknown[]): void
  /** Takes down an answer to a browser, but for the one place where a link belongs: `url` of a 200. Gives it back. */
  hearAnswer(response: Response): Promise<Response>
  /** All that was taken down. */
  heard(): string
  /** Which secrets are in it: the client secret, these access tokens, and links, all of which have the same parameter. */
  leaks(tokens: readonly string[]): string[]
}

/** Listens to the console of this process from now on, and to whatever it is given. */
export function createSecretScan(clientSecret: string): SecretScan {
  let heard = ''
  const scan: SecretScan = {
    hear(...values) {
      for (const value of values) heard += `${typeof value === 'string' ? value : inspect(value, { depth: 9 })}\n`
    },
    async hearAnswer(response) {
      const text = await response.clone().text()
      scan.hear(response.status, [...response.headers])
      scan.hear(response.status === 200 ? { ...JSON.parse(text), url: '(a link)' } : text)
      return response
    },
    heard: () => heard,
    leaks: (tokens) => [clientSecret, 'sso_auth_token', ...tokens].filter((secret) => heard.includes(secret)),
  }
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation(scan.hear)
  }
  return scan
}
