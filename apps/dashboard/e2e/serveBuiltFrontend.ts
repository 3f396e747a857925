import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { inject } from 'vitest'
import type { Frontend } from '../src/server/createFrontend.js'
import { endUpgrade } from '../src/server/guardListeners.js'

const types: Record<string, string> = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript' }

/** The front end that `buildFrontend.setup.ts` has built. Every address but a file's is a page. */
export async function serveBuiltFrontend(): Promise<Frontend> {
  const folder = inject('frontendFolder')
  return {
    request(request, response) {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      void send(join(folder, pathname.startsWith('/assets/') ? pathname : 'index.html'), response)
    },
    upgrade: (_request, socket) => endUpgrade(socket, 404),
    close: async () => {},
  }
}

async function send(path: string, response: ServerResponse): Promise<void> {
  try {
    const content = await readFile(path)
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(content)
  } catch {
    response.writeHead(404).end()
  }
}
