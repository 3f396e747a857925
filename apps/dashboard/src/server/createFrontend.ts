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
 * The front end, served from its source, so that `npm start` needs no build.
 *
 * All bare imports are listed, so that the first visit does not wait for a second round of bundling.
 */
export async function createFrontend(cacheDir?: string): Promise<Frontend> {
  // This server never listens. Vite attaches its socket to it; otherwise Vite would use a fixed port, which a second demo could
  // not use.
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
      // `guardListeners` has checked the host, with names that Vite does not know.
      allowedHosts: true,
      // The vendor's pages are on this machine too. They must not read the source.
      cors: false,
      fs: { allow: [root, `${workspace}packages`, `${workspace}node_modules`] },
    },
  })
  return {
    request: vite.middlewares,
    upgrade(request, socket, head) {
      const { url = '', headers } = request
      // Vite does not close the other connections.
      const isVites = /^vite-(?:hmr|ping)$/.test(headers['sec-websocket-protocol'] ?? '') && /^\/(?:\?|$)/.test(url)
      if (isVites) sockets.emit('upgrade', request, socket, head)
      else endUpgrade(socket, 404)
    },
    close: () => vite.close(),
  }
}
