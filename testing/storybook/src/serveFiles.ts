import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { type LocalServer, serveHttp } from '@conversation-frame/browsers'

/** Files are cached: the site does not change while it is served, and each page is opened many times. */
const caching = { 'cache-control': 'max-age=600' }

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.zip': 'application/zip',
}

/**
 * Serves static files, like any static site host.
 * @param under the path that the folder is served at, with a slash at both ends
 */
export function serveFiles(folder: string, under = '/'): Promise<LocalServer> {
  return serveHttp(async ({ url }) => {
    const path = normalize(decodeURIComponent(new URL(url).pathname))
    if (!path.startsWith(under)) return new Response(null, { status: 404 })
    const file = path.slice(under.length) || 'index.html'
    try {
      const content = await readFile(join(folder, file))
      const type = types[extname(file)] ?? 'application/octet-stream'
      return new Response(content, { headers: { 'content-type': type, ...caching } })
    } catch {
      return new Response(null, { status: 404 })
    }
  })
}
