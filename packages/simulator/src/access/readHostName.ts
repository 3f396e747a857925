/**
 * The host name in a `Host` header, in lower case, without its port and trailing dot. IP addresses are returned in their usual
 * notation, whatever the header's (`2130706433`, `0x7f.1` and `127.1` are `127.0.0.1`). Returns `undefined` for an invalid host.
 */
export function readHostName(host: string): string | undefined {
  // The URL parser alone would accept `user@localhost`, `localhost/path` and `local%68ost`.
  if (!/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d*)?$/i.test(host)) return undefined
  const url = `http://${host}`
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : undefined
}

/** Whether a name from {@link readHostName} means this machine in every browser: `localhost`, `*.localhost`, 127.0.0.0/8, `[::1]`. */
export function isLoopbackName(name: string): boolean {
  return /^(?:[a-z0-9_-]+\.)*localhost$|^127(?:\.\d+){3}$|^\[::1\]$|^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(name)
}
