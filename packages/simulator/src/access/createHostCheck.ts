import type { Refusal } from './Refusal.js'
import { isLoopbackName, readHostName } from './readHostName.js'

/**
 * Decides which host names belong to the simulator. Without this check, a page whose name is rebound to 127.0.0.1 would be
 * same-origin with the simulator, and could read everything.
 */
export interface HostCheck {
  /** Whether a `Host` header names this simulator. */
  allows(host: string): boolean
  /** Why a network request is not for this simulator; `undefined` if it is. */
  refuse(request: Request): Refusal | undefined
}

/** Allows loopback names, `allowedHosts`, and the hosts of `ownOrigins`, which may change while the simulator runs. */
export function createHostCheck(allowedHosts: readonly string[], ownOrigins: () => readonly string[]): HostCheck {
  const allowed = new Set(allowedHosts.map(readHostName))
  const isOwn = (name: string) => ownOrigins().some((origin) => readHostName(new URL(origin).host) === name)
  const allows = (host: string) => {
    const name = readHostName(host)
    return name !== undefined && (isLoopbackName(name) || allowed.has(name) || isOwn(name))
  }
  return {
    allows,
    refuse({ headers, url }) {
      const host = headers.get('host')
      // Every HTTP/1.1 request has one. Without it, local code created the request.
      if (host === null) return undefined
      // A request line with an absolute URL names its own host.
      const foreign = [host, new URL(url).host].find((each) => !allows(each))
      return foreign === undefined ? undefined : misdirected(readHostName(foreign))
    },
  }
}

function misdirected(name: string | undefined): Refusal {
  if (name === undefined) return { status: 421, message: 'The Host header is not a host name.' }
  const message = `This simulator does not answer the host name ${name}. Start it with --allow-host ${name}, or add the name to the option allowedHosts.`
  return { status: 421, message }
}
