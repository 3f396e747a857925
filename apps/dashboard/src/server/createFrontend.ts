import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createServer as createVite } from 'vite'
import { frontendConfig } from './frontendConfig.js'
import { endUpgrade } from './guardListeners.js'
import type { LoopbackListeners } from './listenOnLoopback.js'

const workspace = fileURLToPath(new URL('../../../..', import.meta.url))

export interface Frontend extends LoopbackListeners {
  close(): Promise<void>
}

/**
 * The front end, served from its source, so that `npm start` needs no build.
 *
 * All bare imports are listed, so that the first visit does not wait for a second round of bundling.
 */
export async function createFrontend(): Promise<Frontend> {
  // This server never listens. Vite attaches its socket to it; otherwise Vite would use a fixed port, which a second demo could
  // not use.
  const sockets = createServer()
  const vite = await createVite({
    ...frontendConfig,
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
      fs: { allow: [frontendConfig.root, `${workspace}packages`, `${workspace}node_modules`] },
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
