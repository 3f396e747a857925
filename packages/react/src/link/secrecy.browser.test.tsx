// First: React looks for its devtools when it loads.
import '@conversation-frame/secrets/devtools'
import { inspectPage, watchSecrets } from '@conversation-frame/secrets'
import { dehydrate, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { expect, it, onTestFinished, vi } from 'vitest'
import { page } from 'vitest/browser'
import { frameOf, opened, type Stack, statuses } from '../../testing/frameOf.js'
import { mount } from '../../testing/mount.js'
import { startStack } from '../../testing/startStack.js'
import { ConversationFrameError } from '../ConversationFrameError.js'
import { usePrefetchConversation } from '../usePrefetchConversation.js'

function watch() {
  const watching = watchSecrets()
  const inspection = inspectPage()
  onTestFinished(() => {
    inspection.stop()
    watching.stop()
  })
  return {
    ...watching,
    inside: inspection.texts,
    /** Into what extensions and recordings hold. */
    lookInside(): void {
      for (const [where, text] of Object.entries(inspection.texts())) watching.look(where, text)
    },
  }
}

function Prefetch({ stack }: { stack: Stack }) {
  const options = { endpoint: stack.endpoint, credentials: 'omit', loginOrigins: [stack.loginOrigin] } as const
  const prefetch = usePrefetchConversation(options)
  return (
    <button type="button" onClick={() => prefetch({ conversationId: 166, phoneNumber: '972502345678' })}>
      Prefetch
    </button>
  )
}

/** What a frame says to its host. */
function callbacks(look: (where: string, value: unknown) => void) {
  const names = ['onStatusChange', 'onError', 'onNavigate', 'onMessage', 'errorFallback'] as const
  return Object.fromEntries(
    names.map((name) => [
      name,
      (...args: unknown[]) => {
        look(name, args)
        return null
      },
    ]),
  )
}

it('lets no link show on any surface of the page, through the life of a frame', async () => {
  const stack = await startStack()
  const { look, lookInside, inside, leaks, stored } = watch()
  const client = new QueryClient()
  Object.assign(window, { __TANSTACK_QUERY_CLIENT__: client })
  const life = (target: object | null) => (
    <QueryClientProvider client={client}>
      <Prefetch stack={stack} />
      {target && frameOf(stack, { ...callbacks(look), ...target })}
    </QueryClientProvider>
  )

  const view = mount(life({}))
  await opened(view.container)
  await page.getByRole('button', { name: 'Prefetch' }).click()
  await expect.poll(stack.ledger).toMatchObject({ minted: 2 })
  const { recording, React, Query, dehydrated } = inside()
  expect([recording, React, Query, dehydrated]).toEqual([
    expect.stringContaining('Prefetch'),
    expect.stringContaining('972501234567'),
    expect.stringContaining('972502345678'),
    expect.stringContaining('972502345678'),
  ])
  lookInside()
  view.render(life({ conversationId: 166, phoneNumber: '972502345678' }))
  await expect.poll(stack.ledger).toMatchObject({ redeemed: 2 })
  await opened(view.container)
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect.poll(stack.ledger).toMatchObject({ redeemed: 3 })
  await stack.faults({ loginConversation: { reason: 36, times: 1 } })
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect.poll(() => statuses(view.container)).toEqual(['failed'])
  lookInside()
  view.render(life(null))
  await expect.poll(() => statuses(view.container)).toEqual([])
  lookInside()

  expect(await stored()).toEqual([])
  expect(leaks()).toEqual([])
  const held = Object.values(inside())
  expect(
    await stack.hasSecret([...held, JSON.stringify(dehydrate(client)), document.documentElement.outerHTML].join('\n')),
  ).toBe(false)
  expect(client.getQueryCache().getAll()).toEqual([])
})

const link = 'https://online.99digital.co.il/app/login?email=maya%40oliveandoak.example&sso_auth_token='

it.each([
  ['an encoded link', () => ({ url: `${link}${'a1'.repeat(32)}\\u0026x=1`, expiresInSeconds: 300 })],
  ['a link elsewhere', () => ({ url: `https://elsewhere.example/?${link}${'a1'.repeat(32)}`, expiresInSeconds: 300 })],
  ['a relative link', () => ({ url: `/app/login?sso_auth_token=${'a1'.repeat(32)}`, expiresInSeconds: 300 })],
  ['a link over http', () => ({ url: link.replace('https', 'http') + 'a1'.repeat(32), expiresInSeconds: 300 })],
  ['a link with credentials', () => ({ url: link.replace('//', '//a:b@') + 'a1'.repeat(32), expiresInSeconds: 300 })],
  ['a script', () => ({ url: `javascript:"${link}${'a1'.repeat(32)}"`, expiresInSeconds: 300 })],
  ['no lifetime', () => ({ url: link + 'a1'.repeat(32) })],
  ['a short lifetime', () => ({ url: link + 'a1'.repeat(32), expiresInSeconds: 20 })],
  ['a link under another name', () => ({ login: link + 'a1'.repeat(32), expiresInSeconds: 300 })],
])('tells nothing of %s that cannot be opened', async (_, body) => {
  const stack = await startStack()
  const { look, lookInside, leaks } = watch()
  const onError = vi.fn()
  const endpoint = async () => body() as { url: string; expiresInSeconds: number }
  const { container } = mount(frameOf(stack, { endpoint, onError, loginOrigins: undefined }))
  await expect.poll(() => statuses(container)).toEqual(['failed'])
  expect(onError.mock.calls.flat()).toEqual([expect.any(ConversationFrameError)])
  look('error', onError.mock.calls)
  lookInside()
  expect(leaks()).toEqual([])
})

it('renders neither a link nor a frame on a server', async () => {
  const stack = await startStack()
  const html = renderToString(frameOf(stack))
  expect(html).toContain('data-conversation-frame')
  expect(html).not.toMatch(/<iframe|sso_auth_token|src=/)
  expect(await stack.ledger()).toMatchObject({ minted: 0 })
})

it('is watched by a watch that sees', async () => {
  const { look, leaks } = watch()
  const secret = link + 'a1'.repeat(32)
  const element = document.createElement('p')
  document.body.append(element)
  element.title = secret
  await expect.poll(() => leaks().map((leak) => leak.split(':')[0])).toEqual(['DOM', 'attribute title', 'document'])
  element.remove()
  localStorage.setItem('leak', secret)
  expect(leaks().at(-1)).toContain('localStorage')
  localStorage.clear()
  look('error', new Error('outer', { cause: { deep: [new URL(secret)] } }))
  expect(leaks().at(-1)).toContain('error')
})
