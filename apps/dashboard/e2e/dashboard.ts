import { type Browser, type Frame, type LaunchOptions, launch, type Page } from '@conversation-frame/browsers'
import { type RunningDashboard, type StartDashboardOptions, startDashboard } from '../src/startDashboard.js'
import { serveBuiltFrontend } from './serveBuiltFrontend.js'

/** A dashboard on free ports, a Chromium, and a user's actions in both. */
export interface Desk extends AsyncDisposable {
  dashboard: RunningDashboard
  simulator: NonNullable<RunningDashboard['simulator']>
  browser: Browser
  page: Page
  /** The visible conversation. */
  frame: Frame
}

export async function openDesk(
  options: Partial<StartDashboardOptions> = {},
  launchOptions?: LaunchOptions,
): Promise<Desk> {
  const dashboard = await startDashboard({ port: { number: 0, fixed: true }, frontend: serveBuiltFrontend, ...options })
  const { simulator } = dashboard
  if (!simulator) throw new Error('These tests need the simulator.')
  const browser = await launch('chromium', launchOptions)
  const page = await browser.newPage()
  await page.goto(dashboard.url)
  const dispose = async () => {
    await browser.close()
    await dashboard.stop()
  }
  return { dashboard, simulator, browser, page, frame: page.frame(shownFrame), [Symbol.asyncDispose]: dispose }
}

/** Returns to the sign-in page and resets counts, faults and storage. Starting another desk would take seconds. */
export async function startOver({ page, dashboard, simulator }: Desk): Promise<void> {
  // A page without frames, so that no frame of the previous test requests a link.
  await page.goto(`${dashboard.url}/api/session`)
  await page.evaluate(async () => {
    sessionStorage.clear()
    localStorage.clear()
    await fetch('/api/session', { method: 'DELETE' })
  })
  simulator.faults.clear()
  simulator.ledger.clear()
  await page.goto(dashboard.url)
}

/** The visible frame, not a kept one. */
export const shownFrame = '[data-conversation-frame] iframe'

/** Signs in with the form. */
export async function signIn(page: Page, email = 'maya@oliveandoak.example', password = 'demo'): Promise<void> {
  await page.fill('input[name=email]', email)
  await page.fill('input[name=password]', password)
  await page.click('form button[type=submit]')
  await page.waitFor(() => document.querySelector('.workspace') !== null)
}

export async function openContact(page: Page, id: number): Promise<void> {
  await page.click(`.contact a[href="/contacts/${id}"]`)
}

/** Waits until the frame shows the conversation, not a login page. */
export async function conversationIsThere(frame: Frame, conversationId: number): Promise<void> {
  await frame.waitFor(
    (id) => document.querySelector(`[data-page=conversation][data-conversation="${id}"]`) !== null,
    conversationId,
    { timeout: 30_000 },
  )
}

export async function statusIs(page: Page, status: string, timeout = 20_000): Promise<void> {
  await page.waitFor(
    (wanted) => document.querySelector('[data-conversation-frame]')?.getAttribute('data-status') === wanted,
    status,
    { timeout },
  )
}
