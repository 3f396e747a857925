// First: React looks for its devtools when it loads.
import '../testing/devtoolsHook.js'
import { dehydrate, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { record } from 'rrweb'
import { expect, it, onTestFinished, vi } from 'vitest'
import { page } from 'vitest/browser'
import { devtoolsHook } from '../testing/devtoolsHook.js'
import { frameOf, opened, type Stack, statuses } from '../testing/frameOf.js'
import { mount } from '../testing/mount.js'
import { startStack } from '../testing/startStack.js'
import { watchSecrets, written } from '../testing/watchSecrets.js'
import { ConversationFrameError } from './ConversationFrameError.js'
import { usePrefetchConversation } from './usePrefetchConversation.js'

/** All caches of TanStack Query that are made or used from now on, ours too. */
function queryCaches() {
  const caches = new Set<QueryCache>()
  const build = QueryCache.prototype.build
  vi.spyOn(QueryCache.prototype, 'build').mockImplementation(function (this: QueryCache, ...args: unknown[]) {
    caches.add(this)
    return Reflect.apply(build, this, args)
  } as typeof build)
  onTestFinished(() => void vi.restoreAllMocks())
  return caches
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
  const watch = watchSecrets()
  const events: unknown[] = []
  const stopRecording = record({ emit: (event) => void events.push(event) })
  onTestFinished(() => stopRecording?.())
  const caches = queryCaches()
  const client = new QueryClient()
  Object.assign(window, { __TANSTACK_QUERY_CLIENT__: client })
  const life = (target: object | null) => (
    <QueryClientProvider client={client}>
      <Prefetch stack={stack} />
      {target && frameOf(stack, { ...callbacks(watch.look), ...target })}
    </QueryClientProvider>
  )

  const view = mount(life({}))
  await opened(view.container)
  await page.getByRole('button', { name: 'Prefetch' }).click()
  await expect.poll(stack.ledger).toMatchObject({ minted: 2 })
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

  expect(await watch.stored()).toEqual([])
  expect(watch.leaks()).toEqual([])
  expect(await stack.hasSecret(everything())).toBe(false)
  expect(events.length).toBeGreaterThan(2)
  expect(devtoolsHook.roots.size).toBeGreaterThan(0)
  expect(caches.size).toBeGreaterThan(0)
  expect(client.getQueryCache().getAll()).toEqual([])

  /** Into what extensions and recordings hold. */
  function lookInside(): void {
    watch.look('everything', everything())
  }

  function everything(): string {
    const queries = [...caches].flatMap((cache) => cache.getAll())
    const dehydrated = dehydrate(client)
    return [
      written(events),
      JSON.stringify(events),
      written([...devtoolsHook.roots]),
      written(queries.map(({ queryKey, state, options }) => ({ queryKey, state, options }))),
      JSON.stringify([queries.map(({ queryKey, state }) => ({ queryKey, state })), dehydrated]),
      document.documentElement.outerHTML,
    ].join('\n')
  }
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
  const watch = watchSecrets()
  const onError = vi.fn()
  const endpoint = async () => body() as { url: string; expiresInSeconds: number }
  const { container } = mount(frameOf(stack, { endpoint, onError, loginOrigins: undefined }))
  await expect.poll(() => statuses(container)).toEqual(['failed'])
  expect(onError.mock.calls.flat()).toEqual([expect.any(ConversationFrameError)])
  watch.look('error', onError.mock.calls)
  watch.look('fibers', [...devtoolsHook.roots])
  expect(watch.leaks()).toEqual([])
})

it('renders neither a link nor a frame on a server', async () => {
  const stack = await startStack()
  const html = renderToString(frameOf(stack))
  expect(html).toContain('data-conversation-frame')
  expect(html).not.toMatch(/<iframe|sso_auth_token|src=/)
  expect(await stack.ledger()).toMatchObject({ minted: 0 })
})

it('is watched by a watch that sees', async () => {
  const watch = watchSecrets()
  const secret = link + 'a1'.repeat(32)
  const element = document.createElement('p')
  document.body.append(element)
  element.title = secret
  await expect
    .poll(() => watch.leaks().map((leak) => leak.split(':')[0]))
    .toEqual(['DOM', 'attribute title', 'document'])
  element.remove()
  localStorage.setItem('leak', secret)
  expect(watch.leaks().at(-1)).toContain('localStorage')
  localStorage.clear()
  watch.look('error', new Error('outer', { cause: { deep: [new URL(secret)] } }))
  expect(watch.leaks().at(-1)).toContain('error')
})
