import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'

/** How Vite compiles the front end. It resolves the packages to their source. */
export const frontendConfig = {
  root: fileURLToPath(new URL('../browser', import.meta.url)),
  configFile: false,
  appType: 'spa',
  clearScreen: false,
  logLevel: 'warn',
  plugins: [react()],
  resolve: {
    conditions: ['@conversation-frame/source', 'module', 'browser', 'development|production'],
    dedupe: ['react', 'react-dom', '@tanstack/react-query', 'zod'],
  },
} satisfies InlineConfig
