import { Activity, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { frameOf, opened, redeemed, type Stack, settled, statuses } from '../testing/frameOf.js'
import { mount } from '../testing/mount.js'
import { startStack } from '../testing/startStack.js'
import { ConversationFrameProvider, type ConversationFrameProviderProps } from './ConversationFrameProvider.js'
import { usePrefetchConversation } from './usePrefetchConversation.js'

const dana = { conversationId: 165, phoneNumber: '972501234567', email: undefined, inboxId: undefined }

function Prefetch({ stack }: { stack: Stack }) {
  const prefetch = usePrefetchConversation({
    endpoint: stack.endpoint,
    credentials: 'omit',
    loginOrigins: [stack.loginOrigin],
  })
  return (
    <button type="button" onClick={() => prefetch(dana)}>
      Prefetch
    </button>
  )
}

describe('prefetch', () => {
  it('mints one link however often it is asked, and the next frame opens it', async () => {
    const stack = await startStack()
    const view = mount(<Prefetch stack={stack} />)
    for (let i = 0; i < 3; i++) await page.getByRole('button', { name: 'Prefetch' }).click()
    await expect.poll(stack.ledger).toMatchObject({ minted: 1, navigated: 0 })
    view.render([<Prefetch key="prefetch" stack={stack} />, <div key="frame">{frameOf(stack)}</div>])
    await opened(view.container)
    await redeemed(stack)
  })

  it('mints nothing for a conversation that is opening', async () => {
    const stack = await startStack()
    await stack.faults({ loginPage: { hang: true, times: 1 } })
    const view = mount([<Prefetch key="prefetch" stack={stack} />, <div key="frame">{frameOf(stack)}</div>])
    await expect.poll(() => statuses(view.container)).toEqual(['opening'])
    await page.getByRole('button', { name: 'Prefetch' }).click()
    view.render([<Prefetch key="prefetch" stack={stack} />])
    await settled()
    expect(await stack.ledger()).toMatchObject({ minted: 1 })
  })

  it('mints nothing for a conversation that is open', async () => {
    const stack = await startStack()
    const view = mount([<Prefetch key="prefetch" stack={stack} />, <div key="frame">{frameOf(stack)}</div>])
    await opened(view.container)
    await settled()
    await page.getByRole('button', { name: 'Prefetch' }).click()
    await redeemed(stack)
  })

  it('is for the user, whatever providers come and go meanwhile', async () => {
    const stack = await startStack()
    const within = (key: string, child: ReactNode) => (
      <ConversationFrameProvider key={key} sessionKey="u1">
        <Prefetch stack={stack} />
        {child}
      </ConversationFrameProvider>
    )
    const view = mount(within('one page', null))
    await page.getByRole('button', { name: 'Prefetch' }).click()
    await expect.poll(stack.ledger).toMatchObject({ minted: 1 })
    flushSync(() => view.render(within('another page', null)))
    view.render(within('another page', frameOf(stack)))
    await opened(view.container)
    await redeemed(stack)
  })

  it('is dropped with the last provider, whichever user comes next', async () => {
    const stack = await startStack()
    const within = (child: ReactNode) => (
      <ConversationFrameProvider>
        <Prefetch stack={stack} />
        {child}
      </ConversationFrameProvider>
    )
    const view = mount(within(null))
    await page.getByRole('button', { name: 'Prefetch' }).click()
    await expect.poll(stack.ledger).toMatchObject({ minted: 1 })
    flushSync(() => view.render(null))
    view.render(within(frameOf(stack)))
    await opened(view.container)
    await expect.poll(stack.ledger).toMatchObject({ minted: 2, navigated: 1 })
  })

  it('is forgotten when another user comes, even if the former one comes back', async () => {
    const stack = await startStack()
    const within = (sessionKey: string, child: ReactNode) => (
      <ConversationFrameProvider sessionKey={sessionKey}>
        <Prefetch stack={stack} />
        {child}
      </ConversationFrameProvider>
    )
    const view = mount(within('u1', null))
    await page.getByRole('button', { name: 'Prefetch' }).click()
    await expect.poll(stack.ledger).toMatchObject({ minted: 1 })
    flushSync(() => view.render(within('u2', null)))
    view.render(within('u1', frameOf(stack)))
    await opened(view.container)
    await expect.poll(stack.ledger).toMatchObject({ minted: 2, navigated: 1 })
  })

  it('opens nothing that the frame itself may not open', async () => {
    const stack = await startStack()
    const onError = vi.fn()
    const view = mount(<Prefetch stack={stack} />)
    await page.getByRole('button', { name: 'Prefetch' }).click()
    await expect.poll(stack.ledger).toMatchObject({ minted: 1 })
    const loginOrigins = ['https://elsewhere.example']
    view.render([
      <Prefetch key="prefetch" stack={stack} />,
      <div key="frame">{frameOf(stack, { loginOrigins, onError })}</div>,
    ])
    await expect.poll(() => onError.mock.calls[0]?.[0]).toMatchObject({ code: 'origin_not_allowed' })
    expect(await stack.ledger()).toMatchObject({ minted: 1, navigated: 0 })
  })

  it('gives two frames of one target a link each', async () => {
    const stack = await startStack()
    const view = mount(<Prefetch stack={stack} />)
    await page.getByRole('button', { name: 'Prefetch' }).click()
    view.render([<div key="a">{frameOf(stack)}</div>, <div key="b">{frameOf(stack)}</div>])
    await opened(view.container, 2)
    await redeemed(stack, 2)
  })
})

describe('keepAlive', () => {
  const within = (stack: Stack, target: 'dana' | 'other' | 'none', props: ConversationFrameProviderProps = {}) => (
    <ConversationFrameProvider keepAlive={1} {...props}>
      {target === 'dana' && <section key="dana">{frameOf(stack)}</section>}
      {target === 'other' && (
        <section key="other">
          {frameOf(stack, { conversationId: undefined, inboxId: 12, phoneNumber: undefined, email: 'new@example.com' })}
        </section>
      )}
    </ConversationFrameProvider>
  )

  it('shows the same frame again, at no cost', async () => {
    const stack = await startStack()
    const view = mount(within(stack, 'dana'))
    await opened(view.container)
    await redeemed(stack)
    const iframe = view.container.querySelector('iframe')
    await expect.poll(() => iframe && getComputedStyle(iframe).visibility).toBe('visible')
    await settled()
    view.render(within(stack, 'none'))
    await expect.poll(() => statuses(view.container)).toEqual([])
    expect(iframe?.isConnected).toBe(true)
    expect(iframe?.closest('[inert]')).not.toBeNull()
    view.render(within(stack, 'dana'))
    await opened(view.container)
    expect(view.container.querySelector('iframe')).toBe(iframe)
    await redeemed(stack)
  })

  it('tells of a navigation once, also when the frame comes back', async () => {
    const stack = await startStack()
    const onNavigate = vi.fn()
    // A page that loads once: how long the vendor's own takes between its two loads is not this test's matter.
    const url = `${stack.loginOrigin}/health`
    const endpoint = async () => ({ url, expiresInSeconds: 300 })
    const around = (isShown: boolean) => (
      <ConversationFrameProvider keepAlive={1}>
        {isShown && <section>{frameOf(stack, { endpoint, onNavigate })}</section>}
      </ConversationFrameProvider>
    )
    const view = mount(around(true))
    await opened(view.container)
    await settled()
    const iframe = view.container.querySelector('iframe')
    const again = () => iframe?.contentWindow?.location.replace(url)
    again()
    await expect.poll(() => onNavigate.mock.calls.length).toBe(1)
    view.render(around(false))
    await expect.poll(() => statuses(view.container)).toEqual([])
    view.render(around(true))
    await opened(view.container)
    expect(onNavigate).toHaveBeenCalledTimes(1)
    again()
    await expect.poll(() => onNavigate.mock.calls.length).toBe(2)
    expect(view.container.querySelector('iframe')).toBe(iframe)
  })

  it('gives a view its own frame back, and not the kept one of the same conversation', async () => {
    const stack = await startStack()
    const other = { conversationId: undefined, inboxId: 12, phoneNumber: undefined, email: 'new@example.com' }
    const around = (first: object, mode: 'visible' | 'hidden') => (
      <ConversationFrameProvider keepAlive={2}>
        <section key="first">{frameOf(stack, first)}</section>
        <section key="second">
          <Activity mode={mode}>{frameOf(stack)}</Activity>
        </section>
      </ConversationFrameProvider>
    )
    const view = mount(around({}, 'visible'))
    await opened(view.container, 2)
    await settled()
    const second = view.container.querySelectorAll('iframe')[1]
    view.render(around(other, 'visible'))
    await redeemed(stack, 3)
    await opened(view.container, 2)
    view.render(around(other, 'hidden'))
    await expect.poll(() => second?.checkVisibility()).toBe(false)
    view.render(around(other, 'visible'))
    await opened(view.container, 2)
    expect(view.container.querySelectorAll('iframe')[1]).toBe(second)
    await redeemed(stack, 3)
  })

  it('leaves a frame alone that an Activity around the provider hides', async () => {
    const stack = await startStack()
    const inActivity = (mode: 'visible' | 'hidden') => <Activity mode={mode}>{within(stack, 'dana')}</Activity>
    const view = mount(inActivity('visible'))
    await opened(view.container)
    await settled()
    const iframe = view.container.querySelector('iframe')
    flushSync(() => view.render(inActivity('hidden')))
    await expect.element(page.getByTitle('Dana Levi')).not.toBeVisible()
    view.render(inActivity('visible'))
    await expect.element(page.getByTitle('Dana Levi')).toBeVisible()
    expect(view.container.querySelector('iframe')).toBe(iframe)
    await redeemed(stack)
  })

  it('drops the frames of a user who is gone', async () => {
    const stack = await startStack()
    const view = mount(within(stack, 'dana', { sessionKey: 'u1' }))
    await opened(view.container)
    await redeemed(stack)
    await settled()
    const iframe = view.container.querySelector('iframe')
    view.render(within(stack, 'none', { sessionKey: 'u1' }))
    await expect.poll(() => statuses(view.container)).toEqual([])
    view.render(within(stack, 'none', { sessionKey: 'u2' }))
    await expect.poll(() => iframe?.isConnected).toBe(false)
    view.render(within(stack, 'dana', { sessionKey: 'u2' }))
    await redeemed(stack, 2)
  })
})

describe('conversationUrl', () => {
  const conversationUrl: ConversationFrameProviderProps['conversationUrl'] = ({ conversationId, origin }) =>
    `${origin}/app/accounts/4142/conversations/${conversationId}`

  it('logs in in a first frame and opens the conversation in a second one', async () => {
    const stack = await startStack()
    const onStatusChange = vi.fn()
    const { container } = mount(
      <ConversationFrameProvider conversationUrl={conversationUrl}>
        {frameOf(stack, { onStatusChange })}
      </ConversationFrameProvider>,
    )
    await opened(container)
    await redeemed(stack)
    const frames = container.querySelectorAll('iframe')
    expect(frames).toHaveLength(1)
    expect(frames[0]?.getAttribute('src')).toBe(`${stack.loginOrigin}/app/accounts/4142/conversations/165`)
    expect(onStatusChange.mock.calls.flat()).toEqual(['requesting', 'opening', 'open'])
  })

  it('goes to another conversation without a login', async () => {
    const stack = await startStack()
    const within = (conversationId: number) => (
      <ConversationFrameProvider conversationUrl={conversationUrl}>
        {frameOf(stack, { conversationId })}
      </ConversationFrameProvider>
    )
    const view = mount(within(165))
    await opened(view.container)
    view.render(within(166))
    await expect.poll(() => view.container.querySelector('iframe')?.src).toContain('/conversations/166')
    await opened(view.container)
    await redeemed(stack)
  })

  it('serves a frame elsewhere in the page too', async () => {
    const stack = await startStack()
    const within = (conversationId: number) => (
      <ConversationFrameProvider conversationUrl={conversationUrl}>
        <section key={conversationId}>{frameOf(stack, { conversationId })}</section>
      </ConversationFrameProvider>
    )
    const view = mount(within(165))
    await opened(view.container)
    view.render(within(166))
    await expect.poll(() => view.container.querySelector('iframe')?.src).toContain('/conversations/166')
    await opened(view.container)
    await redeemed(stack)
  })

  it('never serves what another endpoint is to be asked for', async () => {
    const stack = await startStack()
    const within = (endpoint: string) => (
      <ConversationFrameProvider conversationUrl={conversationUrl}>
        {frameOf(stack, { endpoint })}
      </ConversationFrameProvider>
    )
    const view = mount(within(stack.endpoint))
    await opened(view.container)
    await redeemed(stack)
    view.render(within(`${stack.endpoint}?account=2`))
    await redeemed(stack, 2)
    await opened(view.container)
  })

  it('is not opened for a lazy frame that is not visible', async () => {
    const stack = await startStack()
    const onStatusChange = vi.fn()
    const within = (other: ReactNode) => (
      <ConversationFrameProvider conversationUrl={conversationUrl}>
        {frameOf(stack)}
        <div style={{ height: 5_000 }} />
        <section>{other}</section>
      </ConversationFrameProvider>
    )
    const view = mount(within(null))
    await opened(view.container)
    view.render(within(frameOf(stack, { conversationId: 166, loading: 'lazy', onStatusChange })))
    await expect.poll(() => statuses(view.container)).toEqual(['open', 'idle'])
    await settled()
    expect(view.container.querySelector('section iframe')).toBeNull()
    view.container.querySelector('section')?.scrollIntoView()
    await opened(view.container, 2)
    expect(onStatusChange.mock.calls.flat()).toEqual(['opening', 'open'])
    await redeemed(stack)
  })

  it('that throws or returns another origin is ignored: the login frame stays', async () => {
    const stack = await startStack()
    const nowhere = vi.fn<NonNullable<typeof conversationUrl>>(() => 'https://evil.example/165')
    nowhere.mockImplementationOnce(() => {
      throw new Error('no such conversation')
    })
    const { container } = mount(
      <ConversationFrameProvider conversationUrl={nowhere}>{frameOf(stack)}</ConversationFrameProvider>,
    )
    await opened(container)
    await redeemed(stack)
    expect(container.querySelector('iframe')?.getAttribute('src')).toBeNull()
  })
})

describe('another user', () => {
  it('leaves no frame of the former one, not even in a hidden Activity', async () => {
    const stack = await startStack()
    const within = (sessionKey: string, mode: 'visible' | 'hidden') => (
      <ConversationFrameProvider sessionKey={sessionKey}>
        <Activity mode={mode}>{frameOf(stack)}</Activity>
      </ConversationFrameProvider>
    )
    const view = mount(within('u1', 'visible'))
    await opened(view.container)
    const iframe = view.container.querySelector('iframe')
    view.render(within('u1', 'hidden'))
    await expect.element(page.getByTitle('Dana Levi')).not.toBeVisible()
    view.render(within('u2', 'hidden'))
    await expect.poll(() => iframe?.isConnected).toBe(false)
    view.render(within('u2', 'visible'))
    await redeemed(stack, 2)
    await opened(view.container)
  })
})
