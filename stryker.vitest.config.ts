import { defineConfig } from 'vitest/config'

/** The fast tests of the code that decides: what Stryker runs against each mutant. */
export default defineConfig({
  resolve: { conditions: ['@conversation-frame/source', 'module', 'node', 'development|production'] },
  ssr: { resolve: { conditions: ['@conversation-frame/source', 'module', 'node', 'development|production'] } },
  test: {
    // A run over one package's decisions may name the tests beside them: importing all others takes most of the time.
    include: process.env.MUTATION_TESTS?.split(',') ?? ['packages/{react,server}/src/**/*.test.{ts,tsx}'],
    ...(process.env.MUTATION_TESTS ? { isolate: false, fileParallelism: false } : {}),
    exclude: ['**/*.browser.test.*', '**/node_modules/**'],
  },
})
