import type { Plugin } from 'vite'

/**
 * Fails the import of a dependency that Vite did not bundle before the tests began, and names it. Vite would bundle it then and
 * reload the page, in the middle of whatever test runs: a failure that a second run, with warm caches, does not show.
 */
export function failOnLateDependency(): Plugin {
  return {
    name: 'fail-on-late-dependency',
    configureServer({ environments }) {
      const optimizer = environments.client.depsOptimizer
      if (!optimizer) return
      const { registerMissingImport } = optimizer
      optimizer.registerMissingImport = (id, resolved) => {
        // Replaced by each round of bundling.
        const { optimized, discovered, chunks } = optimizer.metadata
        if (optimized[id] || discovered[id] || chunks[id]) return registerMissingImport(id, resolved)
        throw new Error(
          `Vite did not bundle "${id}" ahead of the tests. Add it to optimizeDeps.include in vitest.config.ts.`,
        )
      }
    },
  }
}
