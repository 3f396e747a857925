/**
 * The host name in a `Host` header, in lower case, without its port and trailing dot, and with IP addresses in their usual
 * notation. `undefined` for an invalid host. The URL parser alone would accept `user@localhost`, `localhost/path` and `local%68ost`.
 */
export function readHostName(host: string): string | undefined {
  if (!/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d*)?$/i.test(host)) return undefined
  const url = `http://${host}`
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : undefined
}

/** Whether a name from {@link readHostName} means this machine in every browser. */
export function isLoopbackName(name: string): boolean {
  return /^(?:[a-z0-9_-]+\.)*localhost$|^127(?:\.\d+){3}$|^\[::1\]$|^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(name)
}
