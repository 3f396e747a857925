import { expect, inject, it, onTestFinished, vi } from 'vitest'
import { opened, override, statuses } from '../../testing/frameOf.js'
import { mount } from '../../testing/mount.js'
import { ConversationFrame, type ConversationFrameProps } from '../ConversationFrame.js'

/** A page of another origin, as the login link. Browsers differ in whether a report names the fragment. */
const link = `${inject('stacksUrl')}/echo?token=secret#part`
/** Makes the link of each frame a new one. */
let token = ''
const withToken = (url: string) => url.replace('secret', `secret${token}`)

interface Body {
  blockedURL: string
  disposition: 'enforce' | 'reporting'
}

/** Stands in for the browser's own observers: a page of a test has no Cross-Origin-Embedder-Policy. */
function observeReports() {
  const callbacks = new Set<(reports: { body: Body }[]) => void>()
  class Observer {
    constructor(readonly callback: (reports: { body: Body }[]) => void) {}
    observe = () => callbacks.add(this.callback)
    disconnect = () => callbacks.delete(this.callback)
  }
  override(window, 'ReportingObserver' as keyof Window, Observer)
  return {
    count: () => callbacks.size,
    report: (blockedURL: string, disposition: Body['disposition'] = 'enforce') => {
      for (const callback of callbacks) callback([{ body: { blockedURL: withToken(blockedURL), disposition } }])
    },
  }
}

async function openFrame(props: Partial<ConversationFrameProps>) {
  token = crypto.randomUUID()
  const mounted = mount(
    <ConversationFrame
      endpoint={async () => ({ url: withToken(link), expiresInSeconds: 300 })}
      loginOrigins={[new URL(link).origin]}
      conversationId={165}
      phoneNumber="972501234567"
      title="Dana Levi"
      {...(props as object)}
    />,
  )
  await opened(mounted.container)
  return mounted
}

/** Its document has loaded; for the frame the login goes on. */
const loggingIn = { settleTime: 60_000 }

// Before the others: a page is warned once.
it('a link that is only reported is warned of once, and not named: the frame works', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => warn.mockRestore())
  const { report } = observeReports()
  const { container } = await openFrame(loggingIn)
  report(link.replace('secret', 'other'), 'reporting')
  const warnings = () => warn.mock.calls.flat().filter((text) => /Report-Only/.test(text))
  expect(warnings()).toEqual([])
  report(link, 'reporting')
  report(link, 'reporting')
  expect(warnings()).toHaveLength(1)
  expect(warnings().join()).not.toContain('secret')
  expect(statuses(container)).toEqual(['open'])
})

it.each([
  ['with its fragment', link],
  ['without its fragment', link.replace('#part', '')],
])('a report that names the blocked link %s fails the frame', async (_, url) => {
  const { report } = observeReports()
  const onError = vi.fn()
  const { container } = await openFrame({ ...loggingIn, onError })
  report(url)
  await expect.poll(() => statuses(container)).toEqual(['failed'])
  expect(onError).toHaveBeenCalledOnce()
  expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'blocked_by_coep' })
  expect(String(onError.mock.calls[0]?.[0])).not.toContain('secret')
})

it.each([
  ['another page of the vendor', link.replace('secret', 'other')],
  ['the vendor’s start page', `${new URL(link).origin}/`],
  ['an image of another site', 'https://images.example/logo.png'],
])('a report that names %s does not concern the frame', async (_, url) => {
  const { report } = observeReports()
  const onError = vi.fn()
  const { container } = await openFrame({ ...loggingIn, onError })
  report(url)
  expect(statuses(container)).toEqual(['open'])
  expect(onError).not.toHaveBeenCalled()
})

it('a report that comes when the login has settled changes nothing', async () => {
  const { report } = observeReports()
  const { container } = await openFrame({ settleTime: 0 })
  await expect.poll(async () => (await navigator.locks.query()).held).toEqual([])
  report(link)
  expect(statuses(container)).toEqual(['open'])
})

it('reports are listened to as long as the frame is there', async () => {
  const { count } = observeReports()
  const { unmount } = await openFrame(loggingIn)
  expect(count()).toBe(1)
  unmount()
  await expect.poll(count).toBe(0)
})

it.each([true, false])('credentialless={%s} is what the iframe has before it navigates', async (credentialless) => {
  const { container } = await openFrame({ credentialless })
  expect(container.querySelector('iframe')?.hasAttribute('credentialless')).toBe(credentialless)
  expect(container.firstElementChild?.hasAttribute('credentialless')).toBe(false)
})
