import { getEventListeners } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ConversationFrameError } from '../ConversationFrameError.js'
import { now } from '../now.js'
import { type RequestLinkOptions, requestLink } from './requestLink.js'

const target = { conversationId: 165, phoneNumber: '972501234567' }
const url = 'https://online.99digital.co.il/app/login?sso_auth_token=s3cret'
const body = { url, expiresInSeconds: 300, conversationId: 165 }

let answer: (request: IncomingMessage, response: ServerResponse) => void
let endpoint: string
const server = createServer((request, response) => answer(request, response))

beforeEach(async () => {
  vi.stubGlobal('location', { origin: 'https://app.example.com' })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})

afterEach(async () => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function ask(options: Partial<RequestLinkOptions> = {}, signal = new AbortController().signal) {
  const defaults = {
    endpoint,
    credentials: 'same-origin' as const,
    requestTimeout: 5_000,
    loginOrigins: ['https://*.99digital.co.il'],
    sandbox: 'allow-same-origin',
  }
  return requestLink(target, { ...defaults, ...options }, signal)
}

function answerWith(status: number, content: unknown, headers: Record<string, string> = {}) {
  answer = (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof content === 'string' ? content : JSON.stringify(content))
  }
}

describe('a link', () => {
  it('can be taken once, and prints as nothing', async () => {
    const once = `${url}-for-this-test`
    answerWith(200, { ...body, url: once })
    const link = await ask()
    expect(JSON.stringify(link)).not.toContain('s3cret')
    expect(link).toMatchObject({ origin: 'https://online.99digital.co.il', conversationId: 165 })
    expect(link.take()).toBe(once)
    expect(link.take()).toBeUndefined()
  })

  it('can be opened for its life less 30 s, counted from before the request left', async () => {
    let clock = 1_000_000
    vi.spyOn(Date, 'now').mockImplementation(() => clock)
    vi.spyOn(performance, 'now').mockReturnValue(0)
    const endpoint = async () => {
      clock += 4_000
      return body
    }
    const sentAt = now()
    const first = await ask({ endpoint })
    expect(first.opensUntil).toBe(sentAt + 270_000)
    const second = await ask({ endpoint })
    vi.restoreAllMocks()
    expect(second.opensUntil - first.opensUntil).toBe(4_000)
  })
})

describe('what is opened', () => {
  const page = 'https://app.example.com/deep/page'
  const base = `${url}-for-these-tests`
  const vendor = /^https:\/\/[\w-]+\.99digital\.co\.il$/

  /** Where a browser goes when a script of the page gives it that text. */
  function destination(text: string): string {
    return new URL(text, page).origin
  }

  const piece = fc.oneof(
    fc.constantFrom('https', 'HTTPS', 'http', 'javascript', ':', '/', '\\', '//', '@', '?', '#', '..', '.', '%2f', '&'),
    fc.constantFrom('\t', '\n', '\r', ' ', '\0', '\u00a0', '\u3002', '\uff0f', '\ufeff', '\u202e', '%', '[', ']', '*'),
    fc.constantFrom('online.99digital.co.il', '.99digital.co.il', 'evil.example', 'app.example.com', ':443', '[::1]'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  )
  const nearMiss = fc
    .record({ at: fc.nat(base.length), gone: fc.nat(4), pieces: fc.array(piece, { maxLength: 3 }) })
    .map(({ at, gone, pieces }) => base.slice(0, at) + pieces.join('') + base.slice(at + gone))
  const anything = fc.oneof(
    nearMiss,
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    fc.string(),
  )

  it('has the origin that was checked, whatever text the endpoint answers', { timeout: 60_000 }, async () => {
    let opened = 0
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        const link = await ask({ endpoint: async () => ({ ...body, url: text }) }).catch((error: unknown) => error)
        if (link instanceof ConversationFrameError) return
        const { origin, take } = link as Awaited<ReturnType<typeof ask>>
        const taken = take() ?? ''
        opened += 1
        expect([taken, destination(taken), vendor.test(origin)]).toEqual([new URL(taken).href, origin, true])
      }),
      { numRuns: 3_000 },
    )
    expect(opened).toBeGreaterThan(100)
  })

  it.each([
    'https:online.99digital.co.il/../x',
    'https:/online.99digital.co.il/../x',
    'https:\\online.99digital.co.il/../x',
    'https:\\\\online.99digital.co.il/x',
    'https:/\\online.99digital.co.il/x',
    'https:///online.99digital.co.il/x',
    'https://\\online.99digital.co.il/x',
    'https://\t/online.99digital.co.il/x',
    'ht\ntps://online.99digital.co.il/x',
    '//online.99digital.co.il/x',
    ' https://online.99digital.co.il/x',
    'https:',
    'https://',
  ])('is nothing for %j, which has no scheme and authority', async (text) => {
    await expect(ask({ endpoint: async () => ({ ...body, url: text }) })).rejects.toMatchObject({
      code: 'origin_not_allowed',
    })
  })
})

describe('what is sent', () => {
  it('is the target alone, as JSON, with the headers of that moment', async () => {
    const seen: { method?: string; type?: string; token?: string; body?: string } = {}
    answer = async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      seen.body = Buffer.concat(chunks).toString()
      Object.assign(seen, {
        method: request.method,
        type: request.headers['content-type'],
        token: request.headers['x-csrf'],
      })
      response.end(JSON.stringify(body))
    }
    await ask({ headers: async () => ({ 'x-csrf': 'now', 'content-type': 'text/plain' }) })
    expect(seen).toEqual({ method: 'POST', type: 'application/json', token: 'now', body: JSON.stringify(target) })
  })
})

describe('a refusal', () => {
  const problem = { type: 'about:blank', title: 'No', status: 400 }

  it.each([
    [403, { ...problem, code: 'account_suspended' }, 'account_suspended'],
    [500, { ...problem, code: 'misconfigured' }, 'misconfigured'],
    [401, '<html>', 'unauthenticated'],
    [403, {}, 'forbidden'],
    [429, '', 'rate_limited'],
    [500, '', 'vendor_unavailable'],
    [503, 'down', 'vendor_unavailable'],
    [404, '', 'invalid_request'],
    [418, { ...problem, code: 'teapot' }, 'invalid_request'],
  ])('with status %i and %j is %s %s', async (status, content, code) => {
    answerWith(status, content)
    await expect(ask()).rejects.toMatchObject({ name: 'ConversationFrameError', code, retryAfterSeconds: undefined })
  })

  it('says what exactly the endpoint found wrong', async () => {
    answerWith(400, { ...problem, code: 'invalid_request', detail: 'phoneNumber is not valid' })
    await expect(ask()).rejects.toThrow('invalid_request: status 400: phoneNumber is not valid. See ')
  })

  it('says what the code means where the endpoint says no more, and its status where it says nothing', async () => {
    answerWith(403, { ...problem, code: 'account_suspended', title: 'The account is suspended' })
    await expect(ask()).rejects.toThrow('account_suspended: status 403: The account is suspended. See ')
    answerWith(404, '<html>')
    await expect(ask()).rejects.toThrow('invalid_request: status 404 without a problem body. See ')
  })

  it.each([
    ['the header', 60, { 'retry-after': '90' }, 90],
    ['the body', 120, { 'retry-after': '90' }, 120],
    ['nothing but the body', 7, {}, 7],
    ['a header that is nonsense', 7, { 'retry-after': 'soon' }, 7],
  ])('waits the longer time: %s', async (_, retryAfterSeconds, headers, expected) => {
    answerWith(429, { ...problem, code: 'rate_limited', retryAfterSeconds }, headers)
    await expect(ask()).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: expected })
  })

  it('waits until the date of a Retry-After', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 0, 1))
    answerWith(503, '', { 'retry-after': new Date(Date.UTC(2026, 0, 1, 0, 1)).toUTCString() })
    await expect(ask()).rejects.toMatchObject({ retryAfterSeconds: 60 })
    vi.restoreAllMocks()
  })
})

describe('an answer that is not the contract', () => {
  it.each([
    ['HTML', '<!doctype html><title>s3cret</title>', 'the answer is not a login link'],
    ['nothing', '', 'the answer is not a login link'],
    ['another shape', { link: url }, 'the answer is not a login link'],
    ['a link that expires before it can be opened', { ...body, expiresInSeconds: 30 }, 'expires in 30 s'],
  ])('%s', async (_, content, detail) => {
    answerWith(200, content)
    const error = await ask().catch((error: unknown) => error)
    expect(error).toMatchObject({ code: 'invalid_response', message: expect.stringContaining(detail) })
    expect(String((error as Error).cause) + String(error)).not.toContain('s3cret')
  })

  it('a redirect, which browsers do not show to scripts', async () => {
    const redirect = Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' })
    vi.stubGlobal('fetch', async () => redirect)
    const message = expect.stringContaining('the answer is a redirect, often to a sign-in page: answer 401 instead')
    await expect(ask()).rejects.toMatchObject({ code: 'invalid_response', message })
  })

  it('a link of a foreign origin', async () => {
    answerWith(200, { ...body, url: 'https://evil.example/?sso_auth_token=s3cret' })
    const error = await ask().catch((error: unknown) => error)
    expect(error).toMatchObject({ code: 'origin_not_allowed' })
    expect(String(error)).not.toContain('s3cret')
  })
})

describe('no answer', () => {
  it('in time is a timeout', async () => {
    answer = () => {}
    await expect(ask({ requestTimeout: 20 })).rejects.toMatchObject({ code: 'timeout' })
  })

  it.each([Number.POSITIVE_INFINITY, 2 ** 31])('is waited for, for %d ms', async (requestTimeout) => {
    answer = (_, response) => void setTimeout(() => response.end(JSON.stringify(body)), 20)
    await expect(ask({ requestTimeout })).resolves.toMatchObject({ conversationId: 165 })
  })

  it('in time is a timeout for a function that ignores its signal too', async () => {
    await expect(ask({ endpoint: () => new Promise(() => {}), requestTimeout: 20 })).rejects.toMatchObject({
      code: 'timeout',
    })
  })

  it('at all is the network', async () => {
    answer = (request) => request.socket.destroy()
    await expect(ask()).rejects.toMatchObject({ code: 'network' })
  })

  it('that is whole is the network', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"url":', () => response.destroy())
    }
    await expect(ask()).rejects.toMatchObject({ code: 'network' })
  })

  it('is waited for once the caller gives up', async () => {
    const closed = new Promise<void>((resolve) => {
      answer = (_, response) => response.on('close', resolve)
    })
    const giveUp = new AbortController()
    const asked = ask({}, giveUp.signal)
    asked.catch(() => {})
    await new Promise((resolve) => server.once('request', resolve))
    giveUp.abort()
    await expect(asked).rejects.toThrow()
    await closed
  })
})

describe('a function as the endpoint', () => {
  it('is aborted when its result is no longer needed', async () => {
    const giveUp = new AbortController()
    const endpoint = vi.fn((_target: object, _options: { signal: AbortSignal }) => new Promise<never>(() => {}))
    const asked = ask({ endpoint }, giveUp.signal)
    giveUp.abort(new Error('unmounted'))
    await expect(asked).rejects.toThrow('unmounted')
    expect(endpoint).toHaveBeenCalledExactlyOnceWith(target, { signal: expect.objectContaining({ aborted: true }) })
  })

  it('leaves no timer and no listener behind once it has answered', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { signal } = new AbortController()
    await ask({ endpoint: async () => body }, signal)
    expect(vi.getTimerCount()).toBe(0)
    expect(getEventListeners(signal, 'abort')).toEqual([])
    vi.useRealTimers()
  })

  it('may say why by an error of ours', async () => {
    const refusal = new ConversationFrameError('forbidden', 'not on this team')
    await expect(ask({ endpoint: () => Promise.reject(refusal) })).rejects.toBe(refusal)
  })

  it('may say why by an error of another copy of the package, as of a second bundle on the page', async () => {
    vi.resetModules()
    const copy = await import('../ConversationFrameError.js')
    expect(copy.ConversationFrameError).not.toBe(ConversationFrameError)
    class HostError extends copy.ConversationFrameError {
      override name = 'HostError'
    }
    for (const refusal of [
      new copy.ConversationFrameError('unauthenticated', 'signed out'),
      new HostError('unauthenticated', 'signed out'),
    ]) {
      await expect(ask({ endpoint: () => Promise.reject(refusal) })).rejects.toBe(refusal)
    }
  })

  it.each([
    'unauthenticated',
    null,
    undefined,
    { code: 'unauthenticated' },
    Object.assign(new Error('unauthenticated'), { code: 'unauthenticated', name: 'AxiosError' }),
  ])('fails by the network when it throws %o', async (cause) => {
    await expect(ask({ endpoint: () => Promise.reject(cause) })).rejects.toMatchObject({ code: 'network', cause })
  })

  it('fails by the network with anything else', async () => {
    const cause = new Error('socket hang up')
    const throws = () => {
      throw cause
    }
    await expect(ask({ endpoint: throws })).rejects.toMatchObject({ code: 'network', cause })
  })
})
