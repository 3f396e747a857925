import { ConversationFrameError } from '@conversation-frame/react'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { Conversation } from './Conversation'

afterEach(cleanup)
afterEach(() => vi.unstubAllGlobals())

const link = { url: 'https://online.99digital.co.il/app/login?sso_auth_token=secret', expiresInSeconds: 300 }

it('asks a function for a link, reports its statuses, and unmounts', async () => {
  const endpoint = vi.fn(async () => link)
  const onStatusChange = vi.fn()
  const { unmount, container } = render(<Conversation endpoint={endpoint} onStatusChange={onStatusChange} />)
  await waitFor(() => expect(onStatusChange).toHaveBeenCalledWith('opening'))
  expect(onStatusChange).toHaveBeenCalledWith('requesting')
  expect(endpoint).toHaveBeenCalledTimes(1)
  expect(endpoint.mock.calls[0][0]).toMatchObject({ conversationId: 165, phoneNumber: '972501234567' })
  expect(container.innerHTML).not.toContain('secret')
  expect(screen.getByTitle('Dana Levi').tagName).toBe('IFRAME')
  unmount()
})

it('asks an address for a link', async () => {
  const fetch = vi.fn(async () => Response.json(link))
  vi.stubGlobal('fetch', fetch)
  render(<Conversation endpoint="/api/conversation-login" />)
  await waitFor(() => expect(fetch).toHaveBeenCalledTimes(1))
  expect(JSON.parse(fetch.mock.calls[0][1].body)).toMatchObject({ conversationId: 165 })
})

it('shows why there is no conversation', async () => {
  const onError = vi.fn()
  const endpoint = async () => {
    throw new ConversationFrameError('forbidden', 'not yours')
  }
  render(<Conversation endpoint={endpoint} onError={onError} />)
  await waitFor(() => expect(onError).toHaveBeenCalledTimes(1))
  expect(onError.mock.calls[0][0].code).toBe('forbidden')
  expect(screen.getByRole('button', { name: /reload|again/i })).toBeTruthy()
})
