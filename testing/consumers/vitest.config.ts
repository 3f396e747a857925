import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['src/**/*.consumer.ts'],
    globalSetup: ['src/packages.setup.ts'],
    testTimeout: 120_000,
    // An installation from a cold cache is a download of some hundred megabytes.
    hookTimeout: 400_000,
    maxWorkers: 2,
  },
})
