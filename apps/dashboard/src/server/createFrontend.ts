import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { createServer as createVite, type ViteDevServer } from 'vite'
import { endUpgrade } from './guardListeners.js'
import type { LoopbackListeners } from './listenOnLoopback.js'

const root = fileURLToPath(new URL('../browser', import.meta.url))
const workspace = fileURLToPath(new URL('../../../..', import.meta.url))

export interface Frontend extends LoopbackListeners {
  request: ViteDevServer['middlewares']
  close(): Promise<void>
}

/**
 * The front end, served from its source: there is nothing to build before `npm start`.
 *
 * All bare imports are named, so that the first visit never waits for another round of bundling.
 */
export async function createFrontend(cacheDir?: string): Promise<Frontend> {
  // Never listens: Vite takes a server for its client's socket, or a fixed port that a second demo would find taken.
  const sockets = createServer()
  const vite = await createVite({
    root,
    configFile: false,
    appType: 'spa',
    clearScreen: false,
    logLevel: 'warn',
    ...(cacheDir && { cacheDir }),
    plugins: [react()],
    resolve: {
      conditions: ['@conversation-frame/source', 'module', 'browser', 'development|production'],
      dedupe: ['react', 'react-dom', '@tanstack/react-query', 'zod'],
    },
    optimizeDeps: {
      include: [
        'react',
        'react-dom',
        'react-dom/client',
        'react/jsx-dev-runtime',
        'react/jsx-runtime',
        '@tanstack/react-query',
        'zod/mini',
      ],
      noDiscovery: true,
    },
    server: {
      middlewareMode: true,
      hmr: false,
      ws: { server: sockets },
      watch: null,
      // `guardListeners` has looked at the host, by names that Vite does not know too.
      allowedHosts: true,
      // The vendor's pages are of this machine too: they may not read the source.
      cors: false,
      fs: { allow: [root, `${workspace}packages`, `${workspace}node_modules`] },
    },
  })
  return {
    request: vite.middlewares,
    upgrade(request, socket, head) {
      const { url = '', headers } = request
      // Vite leaves every other connection open.
      const isVites = /^vite-(?:hmr|ping)$/.test(headers['sec-websocket-protocol'] ?? '') && /^\/(?:\?|$)/.test(url)
      if (isVites) sockets.emit('upgrade', request, socket, head)
      else endUpgrade(socket, 404)
    },
    close: () => vite.close(),
  }
}
