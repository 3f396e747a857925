import { defineConfig } from 'vitest/config'

// The servers run from what `npm run build` makes; only the tests' own imports come from source.
export default defineConfig({
  root: import.meta.dirname,
  // Without Vite's "module": what is under it in a package may be for bundlers only, and Node is to load it here.
  ssr: { resolve: { conditions: ['@conversation-frame/source', 'node', 'development|production'] } },
  test: {
    include: ['src/**/*.slow.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
