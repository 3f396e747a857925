import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { createServer, type ViteDevServer } from 'vite'

const root = fileURLToPath(new URL('../browser', import.meta.url))
const workspace = fileURLToPath(new URL('../../../..', import.meta.url))

/**
 * The front end, served from its source: there is nothing to build before `npm start`.
 *
 * All bare imports are named, so that the first visit never waits for another round of bundling.
 */
export function createFrontend(cacheDir?: string): Promise<ViteDevServer> {
  return createServer({
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
      // Without it Vite listens for its client at a fixed port, which a second demo on the machine would find taken.
      ws: false,
      watch: null,
      // The vendor's pages are of this machine too: they may not read the source.
      cors: false,
      fs: { allow: [root, `${workspace}packages`, `${workspace}node_modules`] },
    },
  })
}
