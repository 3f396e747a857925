import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { closeTabs } from './packages/react/testing/closeTabs.js'
import { failOnLateDependency } from './scripts/failOnLateDependency.js'
// By their files: the configuration is bundled, and packages are left out of the bundle.
import { chromiumFlags } from './testing/browsers/src/chromium/chromiumFlags.js'
import { findEngines } from './testing/browsers/src/findEngines.js'

// The packages are tested from their source.
const resolve = { conditions: ['@conversation-frame/source', 'module', 'browser', 'development|production'] }
const ssr = { resolve: { conditions: ['@conversation-frame/source', 'module', 'node', 'development|production'] } }

const { chromium } = findEngines()

if (!chromium.available) {
  const message = `${chromium.reason}: the component tests (*.browser.test.tsx) cannot run.`
  if (process.env.CI) throw new Error(message)
  console.warn(`skipped: ${message}`)
}

// Created for each project, because Vitest writes the project's name into it.
const browser = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({
    launchOptions: {
      ...(chromium.available && { executablePath: chromium.programs.browser }),
      args: [...chromiumFlags],
    },
  }),
  instances: [{ browser: 'chromium' as const }],
})

// On a busy machine a browser may need seconds for what takes it milliseconds elsewhere.
const expect = { poll: { timeout: 10_000 } }

/**
 * One project after the other: together they are more browsers than a small machine has processors, and a test that waits for its
 * turn runs out of time.
 */
const inTurn = (groupOrder: number) => ({ sequence: { groupOrder } })

/** A test's suffix picks its environment. `npm test` leaves out `*.slow.*`, and `npm run test:slow` runs only those. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          ...inTurn(0),
          include: ['{packages,apps,testing}/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/*.browser.test.*', '**/node_modules/**'],
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'e2e',
          ...inTurn(3),
          include: ['{apps/dashboard,testing/bench}/e2e/**/*.e2e.ts'],
          globalSetup: ['apps/dashboard/e2e/buildFrontend.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect,
        },
      },
      // The promises, and what they stand on: one engine after the other, with the machine to itself.
      {
        resolve,
        ssr,
        test: {
          name: 'engines',
          include: ['testing/*/src/**/*.e2e.ts', 'testing/promises/e2e/*.e2e.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          ...inTurn(4),
          expect,
        },
      },
      ...(chromium.available
        ? [
            {
              root: 'packages/react',
              resolve,
              ssr,
              optimizeDeps: {
                include: [
                  'react',
                  'react-dom',
                  'react-dom/client',
                  'react/jsx-dev-runtime',
                  '@tanstack/react-query',
                  'zod/mini',
                  'axe-core',
                  'fast-check',
                  '@conversation-frame/secrets > rrweb',
                  'react-dom/server',
                ],
              },
              test: {
                name: 'browser',
                ...inTurn(1),
                include: ['src/**/*.browser.test.{ts,tsx}'],
                globalSetup: ['testing/stacks.setup.ts'],
                setupFiles: ['testing/closeTabs.setup.ts'],
                browser: { ...browser(), commands: { closeTabs } },
                expect,
              },
            },
            {
              plugins: [storybookTest({ configDir: '.storybook' }), failOnLateDependency()],
              ssr,
              optimizeDeps: {
                include: [
                  'react',
                  'react-dom',
                  'react-dom/client',
                  'react/jsx-runtime',
                  'react/jsx-dev-runtime',
                  '@tanstack/react-query',
                  'zod/mini',
                  'hono',
                  'hono/html',
                  'storybook/test',
                  '@storybook/react-vite',
                  '@storybook/addon-a11y/preview',
                  'axe-core',
                ],
              },
              test: {
                name: 'storybook',
                ...inTurn(2),
                setupFiles: ['.storybook/vitest.setup.ts'],
                browser: browser(),
                expect,
              },
            },
          ]
        : []),
    ],
  },
})
