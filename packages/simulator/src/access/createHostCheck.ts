import type { Refusal } from './Refusal.js'
import { isLoopbackName, readHostName } from './readHostName.js'

/**
 * Which host names are the simulator's own. Without this check, a page whose name is rebound to 127.0.0.1 has the
 * simulator's origin in the browser's eyes, and can read everything.
 */
export interface HostCheck {
  /** Whether a `Host` header names this simulator. */
  allows(host: string): boolean
  /** Why a request that came over a network is not for this simulator, if it is not. */
  refuse(request: Request): Refusal | undefined
}

/** Allows loopback names, `allowedHosts`, and the hosts of `ownOrigins`, which may change while the simulator runs. */
export function createHostCheck(allowedHosts: readonly string[], ownOrigins: () => readonly string[]): HostCheck {
  const told = new Set(allowedHosts.map(readHostName))
  const isOwn = (name: string) => ownOrigins().some((origin) => readHostName(new URL(origin).host) === name)
  const allows = (host: string) => {
    const name = readHostName(host)
    return name !== undefined && (isLoopbackName(name) || told.has(name) || isOwn(name))
  }
  return {
    allows,
    refuse({ headers, url }) {
      const host = headers.get('host')
      // Every request that comes over HTTP/1.1 has one. Without it, code beside the simulator has made the request.
      if (host === null) return undefined
      // A request line with a whole URL names a host of its own.
      const foreign = [host, new URL(url).host].find((each) => !allows(each))
      return foreign === undefined ? undefined : misdirected(readHostName(foreign))
    },
  }
}

function misdirected(name: string | undefined): Refusal {
  if (name === undefined) return { status: 421, message: 'The Host header is not a host name.' }
  const message = `This simulator does not answer to the host name ${name}. Start it with --allow-host ${name}, or add the name to the option allowedHosts.`
  return { status: 421, message }
}
