import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ConversationFrame, type ConversationFrameProps } from '../src/ConversationFrame.js'
import { ConversationFrameError } from '../src/ConversationFrameError.js'
import { ConversationFrameProvider } from '../src/ConversationFrameProvider.js'
import { ConversationLink } from '../src/ConversationLink.js'

let minted = 0

/** As an endpoint has to answer: each time with another link. */
async function mint() {
  minted += 1
  const url = `https://online.99digital.co.il/app/login?sso_auth_token=link-secret-${minted}`
  return { url, expiresInSeconds: 300 }
}

const dana = { conversationId: 165, phoneNumber: '972501234567', title: 'Dana Levi' }

/**
 * What hosts do in tests of their own, in an imitation of a browser in which nothing navigates: the component renders, asks,
 * tells its statuses and unmounts, and throws nothing.
 */
export function describeUserTest() {
  const errors: unknown[] = []
  const onError = (event: ErrorEvent | PromiseRejectionEvent) => void errors.push(event)

  beforeEach(() => {
    errors.length = 0
    window.addEventListener('error', onError)
    window.addEventListener('unhandledrejection', onError as EventListener)
    for (const method of ['error', 'warn'] as const) {
      vi.spyOn(console, method).mockImplementation((...line) => void errors.push(line))
    }
  })

  afterEach(() => {
    cleanup()
    vi.restoreAllMocks()
    expect(errors).toEqual([])
  })

  function show(props: Partial<ConversationFrameProps>) {
    return render(<ConversationFrame {...({ endpoint: mint, ...dana, ...props } as ConversationFrameProps)} />)
  }

  describe('a host’s unit test', () => {
    it('sees the frame asked for and opening', async () => {
      const endpoint = vi.fn(mint)
      const onStatusChange = vi.fn()
      const { unmount } = show({ endpoint, onStatusChange })
      expect(screen.getByRole('group', { name: 'Dana Levi' })).toBeDefined()
      await waitFor(() => expect(onStatusChange.mock.calls.flat()).toEqual(['requesting', 'opening']))
      expect(endpoint).toHaveBeenCalledTimes(1)
      expect(endpoint).toHaveBeenCalledWith(expect.objectContaining({ conversationId: 165 }), expect.anything())
      expect(document.body.innerHTML).not.toContain('link-secret')
      unmount()
      expect(document.querySelector('iframe')).toBeNull()
    })

    it('sees a failure, and the person asking again', async () => {
      const endpoint = vi.fn().mockRejectedValueOnce(new ConversationFrameError('forbidden', 'for this test'))
      endpoint.mockImplementation(mint)
      const onError = vi.fn()
      show({ endpoint, onError })
      await waitFor(() => expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'forbidden' })))
      fireEvent.click(screen.getByRole('button', { name: 'Reload' }))
      await waitFor(() => expect(endpoint).toHaveBeenCalledTimes(2))
    })

    it('logs the failure in the console if there is no onError', async () => {
      show({ endpoint: vi.fn().mockRejectedValue(new ConversationFrameError('forbidden', 'for this test')) })
      await waitFor(() => expect(errors).toEqual([[expect.stringContaining('forbidden: for this test')]]))
      errors.length = 0
    })

    it.each([
      ['with a path', ['https://online.99digital.co.il/']],
      ['as text', 'https://online.99digital.co.il'],
    ])('reports login origins %s', (_, loginOrigins) => {
      expect(() => show({ loginOrigins } as object)).toThrow('loginOrigins must be a list of origins')
      errors.length = 0
    })

    it('changes the words of single failures', async () => {
      const failing = vi.fn().mockRejectedValue(new ConversationFrameError('forbidden', 'for this test'))
      show({ endpoint: failing, onError: () => {}, labels: { errors: { forbidden: 'Ask Maya.' } } })
      expect(await screen.findByText('Ask Maya.')).toBeDefined()
    })

    it('says that something went wrong where its own language, or this version, does not know the code', async () => {
      const failing = vi.fn().mockRejectedValue(new ConversationFrameError('new_code' as 'forbidden', 'for this test'))
      const onError = vi.fn()
      show({ endpoint: failing, onError })
      expect(await screen.findByText(/^Something went wrong/)).toBeDefined()
      expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'new_code' }))
    })

    it('sees a lazy frame asked for: nothing is out of view where there is no layout', async () => {
      const endpoint = vi.fn(mint)
      show({ endpoint, loading: 'lazy' })
      await waitFor(() => expect(endpoint).toHaveBeenCalledTimes(1))
    })

    it('sees a frame asked for in a part of the page that the host hides', async () => {
      const endpoint = vi.fn(mint)
      render(
        <div style={{ display: 'none' }}>
          <ConversationFrame endpoint={endpoint} {...dana} />
        </div>,
      )
      await waitFor(() => expect(endpoint).toHaveBeenCalledTimes(1))
    })

    it('waits for the network as in a browser', async () => {
      const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
      const endpoint = vi.fn(mint)
      const { container } = show({ endpoint })
      await waitFor(() => expect(container.querySelector('[data-status="offline"]')).not.toBeNull())
      online.mockReturnValue(true)
      fireEvent(window, new Event('online'))
      await waitFor(() => expect(endpoint).toHaveBeenCalledTimes(1))
    })

    it('asks once when a person reloads while the browser says offline, and shows why it failed', async () => {
      vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
      const endpoint = vi.fn().mockRejectedValueOnce(new Error('for this test'))
      endpoint.mockResolvedValue(await mint())
      const onError = vi.fn()
      const { container } = show({ endpoint, onError })
      const reaches = (status: string) =>
        waitFor(() => expect(container.querySelector(`[data-status="${status}"]`)).not.toBeNull())
      await reaches('offline')
      expect(endpoint).not.toHaveBeenCalled()
      fireEvent.click(screen.getByRole('button', { name: 'Reload' }))
      await reaches('failed')
      expect(onError.mock.calls.flat()).toEqual([expect.objectContaining({ code: 'network' })])
      expect(endpoint).toHaveBeenCalledTimes(1)
      fireEvent.click(screen.getByRole('button', { name: 'Reload' }))
      await reaches('opening')
      expect(endpoint).toHaveBeenCalledTimes(2)
    })

    it('opens a new tab while the browser says offline', async () => {
      vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
      const tab = { document: { title: '' }, location: { replace: vi.fn() }, closed: false, close: vi.fn() }
      vi.spyOn(window, 'open').mockReturnValue(tab as unknown as Window)
      render(
        <ConversationLink endpoint={mint} settleTime={0} {...dana}>
          Dana
        </ConversationLink>,
      )
      fireEvent.click(screen.getByRole('button', { name: 'Dana' }))
      await waitFor(() => expect(tab.location.replace).toHaveBeenCalledTimes(1))
      tab.closed = true
    })

    it('re-renders, changes the target, and unmounts while a link is asked for', async () => {
      const endpoint = vi.fn(() => new Promise<never>(() => {}))
      const { rerender, unmount } = show({ endpoint })
      rerender(<ConversationFrame endpoint={endpoint} {...dana} name="Dana" />)
      rerender(<ConversationFrame endpoint={endpoint} {...dana} conversationId={166} />)
      await waitFor(() => expect(endpoint).toHaveBeenCalled())
      unmount()
    })

    it('renders under a provider, and a link beside it', async () => {
      const endpoint = vi.fn(mint)
      const open = vi.spyOn(window, 'open').mockReturnValue(null)
      const onError = vi.fn()
      render(
        <ConversationFrameProvider endpoint={endpoint} keepAlive={1} sessionKey="u1">
          <ConversationFrame {...dana} />
          <ConversationLink {...dana} onError={onError}>
            Dana
          </ConversationLink>
        </ConversationFrameProvider>,
      )
      await waitFor(() => expect(endpoint).toHaveBeenCalledTimes(1))
      fireEvent.click(screen.getByRole('button', { name: 'Dana' }))
      await waitFor(() => expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'popup_blocked' })))
      expect(open).toHaveBeenCalledTimes(1)
    })
  })
}
