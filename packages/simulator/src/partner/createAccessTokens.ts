import type { Ledger } from '../ledger/createLedger.js'
import { randomHex } from '../randomHex.js'
import type { ResolvedOptions } from '../SimulatorOptions.js'

/** The partner API's bearer tokens. */
export interface AccessTokens {
  /** 2: wrong credentials. 3: too many wrong ones from this IP address, which is then blocked even for the right ones. */
  issue(clientId: unknown, clientSecret: unknown, ip: string): { token: string; expiresAt: number } | { reason: 2 | 3 }
  /** Whether an `Authorization` header has a valid token. */
  accepts(authorization: string | null): boolean
}

type Options = Pick<ResolvedOptions, 'clientId' | 'clientSecret' | 'tokenLife' | 'wrongCredentials'>

/** Issues tokens, and blocks an IP address that guesses. */
export function createAccessTokens(options: Options, now: () => number, ledger: Ledger): AccessTokens {
  const expiries = new Map<string, number>()
  const wrongTries = new Map<string, number>()
  const blockedUntil = new Map<string, number>()
  return {
    issue(clientId, clientSecret, ip) {
      if ((blockedUntil.get(ip) ?? 0) > now()) return { reason: 3 }
      if (clientId !== options.clientId || clientSecret !== options.clientSecret) {
        const tries = (wrongTries.get(ip) ?? 0) + 1
        wrongTries.set(ip, tries % options.wrongCredentials.max)
        if (tries < options.wrongCredentials.max) return { reason: 2 }
        blockedUntil.set(ip, now() + options.wrongCredentials.blockMs)
        return { reason: 3 }
      }
      wrongTries.delete(ip)
      const token = randomHex()
      const issuedAt = now()
      const expiresAt = issuedAt + options.tokenLife
      expiries.set(token, expiresAt)
      ledger.recordAccessToken({ issuedAt, expiresAt })
      return { token, expiresAt }
    },
    accepts(authorization) {
      const token = /^Bearer ([0-9a-f]+)$/i.exec(authorization ?? '')?.[1]
      return token !== undefined && (expiries.get(token) ?? 0) > now()
    },
  }
}
