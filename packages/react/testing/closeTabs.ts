import type {} from '@vitest/browser-playwright'
import type { BrowserCommandContext } from 'vitest/node'

declare module 'vitest/browser' {
  interface BrowserCommands {
    closeTabs(): Promise<void>
  }
}

/**
 * Runs in Node, for a test in the browser: closes every tab but the test's own. A page cannot close a tab that has no opener and has
 * gone to another origin.
 */
export async function closeTabs({ context, page }: BrowserCommandContext): Promise<void> {
  await Promise.all(context.pages().map((tab) => (tab === page ? undefined : tab.close())))
}
