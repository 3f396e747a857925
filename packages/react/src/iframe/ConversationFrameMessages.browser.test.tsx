import { createRef } from 'react'
import { expect, inject, it, onTestFinished, vi } from 'vitest'
import { opened } from '../../testing/frameOf.js'
import { mount } from '../../testing/mount.js'
import { ConversationFrame, type ConversationFrameHandle } from '../ConversationFrame.js'

/** A page of another origin that sends `here`, and answers each message with `heard …`. */
const echoUrl = `${inject('stacksUrl')}/echo`

async function openEcho() {
  await fetch(`${echoUrl}/heard`, { method: 'DELETE' })
  const ref = createRef<ConversationFrameHandle>()
  const onMessage = vi.fn<(event: MessageEvent<unknown>) => void>()
  const onNavigate = vi.fn()
  const { container } = mount(
    <ConversationFrame
      ref={ref}
      endpoint={async () => ({ url: `${echoUrl}?${crypto.randomUUID()}`, expiresInSeconds: 300 })}
      loginOrigins={[new URL(echoUrl).origin]}
      conversationId={165}
      phoneNumber="972501234567"
      title="Dana Levi"
      settleTime={0}
      onMessage={onMessage}
      onNavigate={onNavigate}
    />,
  )
  await opened(container)
  const received = () => onMessage.mock.calls.map(([{ data }]) => data)
  await expect.poll(received).toEqual(['here'])
  return {
    say: (data: string) => ref.current?.postMessage(data),
    element: () => ref.current?.element,
    received,
    onNavigate,
    heard: async () => (await fetch(`${echoUrl}/heard`)).json(),
  }
}

it('messages go to the frame and come from it', async () => {
  const { say, received, heard } = await openEcho()
  say('hello')
  await expect.poll(received).toEqual(['here', 'heard hello'])
  expect(await heard()).toEqual(['127.0.0.1: hello'])
})

it('messages of other windows are not the frame’s, whatever their origin', async () => {
  const { say, received } = await openEcho()
  const other = document.createElement('iframe')
  const there = new Promise((resolve) => window.addEventListener('message', resolve, { once: true }))
  other.src = echoUrl
  document.body.append(other)
  onTestFinished(() => other.remove())
  await there
  window.postMessage('from the host itself', '*')
  say('last')
  await expect.poll(received).toEqual(['here', 'heard last'])
})

it('exchanges no messages with a frame that has gone to another origin', async () => {
  const { say, element, received, heard, onNavigate } = await openEcho()
  const origins: string[] = []
  const listen = ({ origin }: MessageEvent) => origins.push(origin)
  window.addEventListener('message', listen)
  onTestFinished(() => window.removeEventListener('message', listen))
  say('leave')
  await expect.poll(() => onNavigate.mock.calls.length).toBe(1)
  // The page there has said that it is there, and the window has heard it.
  await expect.poll(() => origins.some((origin) => origin.includes('localhost'))).toBe(true)
  say('a secret')
  // It hears one message after the other.
  element()?.contentWindow?.postMessage('anything', '*')
  await expect.poll(heard).toContain('localhost: anything')
  expect(received()).toEqual(['here'])
  expect(await heard()).toEqual(['127.0.0.1: leave', 'localhost: anything'])
})
