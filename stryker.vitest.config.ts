import { defineConfig } from 'vitest/config'

/** The fast tests of the code that decides: what Stryker runs against each mutant. */
export default defineConfig({
  resolve: { conditions: ['@conversation-frame/source', 'module', 'node', 'development|production'] },
  ssr: { resolve: { conditions: ['@conversation-frame/source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['packages/{react,server}/src/**/*.test.{ts,tsx}'],
    exclude: ['**/*.browser.test.*', '**/node_modules/**'],
  },
})
