import { describe, expect, it } from 'vitest'
import { endlessAnswer } from '../../testing/endlessAnswer.js'
import { loginEndpoint } from '../../testing/loginEndpoint.js'
import { conversation, type ReadCheck } from '../../testing/runInSimulator.js'
import { okAnswer } from '../../testing/scriptedVendor.js'
import { runCommand } from '../command/runCommand.js'

describe('doctor --endpoint', () => {
  const endpoint = 'https://dashboard.example/api/conversation-login'

  async function examine(handler: (request: Request) => Promise<Response>, args: string[] = []) {
    const out: string[] = []
    const code = await runCommand(['doctor', '--endpoint', endpoint, '--json', ...args], {
      env: {},
      fetch: (input, init) => handler(new Request(input, init)),
      print: (line) => out.push(line),
      warn: (line) => out.push(line),
      version: '1.2.3',
    })
    const { checks } = JSON.parse(out.join('\n')) as { checks: ReadCheck[] }
    return { code, checks, failed: checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name) }
  }

  const signedIn = (request: Request) =>
    request.headers.get('cookie') === 'session=1'
      ? { userId: 'u1', accountId: 4142, agentId: 3142, server: 'online' }
      : null

  it('passes our own endpoint', async () => {
    let link = 0
    const logins = [async () => Response.json({ ...okAnswer, login: `${okAnswer.login}${++link}` })]
    const { handler } = loginEndpoint({ logins }, { authorize: signedIn })
    const { code, checks, failed } = await examine(handler, ['--header', 'Cookie: session=1', ...conversation])
    expect(failed).toEqual([])
    expect(code).toBe(0)
    expect(checks).toHaveLength(15)
    expect(link).toBe(2)
  })

  it('mints nothing without a target', async () => {
    const { handler, vendor } = loginEndpoint({}, { authorize: signedIn })
    const { checks } = await examine(handler)
    expect(checks.slice(-2)).toMatchObject([
      { name: 'link', outcome: 'skipped' },
      { name: 'new_link', outcome: 'skipped' },
    ])
    expect(vendor.calls).toEqual([])
  })

  it('fails an endpoint that sends everyone a link', async () => {
    const { code, failed } = await examine(
      async () => Response.json({ url: 'https://a.example/', expiresInSeconds: 3_600 }),
      conversation,
    )
    expect(code).toBe(1)
    expect(failed).toEqual([
      'cross_site',
      'same_site',
      'null_origin',
      'old_browser',
      'form_post',
      'method',
      'not_json',
      'no_target',
      'no_contact',
      'too_large',
      'contact_invalid',
      'unauthenticated',
      'link',
    ])
  })

  it.each(['http://localhost:3000/api', 'http://app.localhost/api', 'http://127.0.0.1/api', 'http://[::1]/api'])(
    'sends a header over plain http: to this machine: %s',
    async (url) => {
      const cookies: (string | null)[] = []
      const { handler } = loginEndpoint({}, { authorize: signedIn })
      await runCommand(['doctor', '--endpoint', url, '--header', 'Cookie: session=1'], {
        env: {},
        fetch: (input, init) => {
          const request = new Request(input, init)
          cookies.push(request.headers.get('cookie'))
          return handler(request)
        },
        print: () => {},
        warn: () => {},
        version: '1.2.3',
      })
      expect(cookies).toContain('session=1')
    },
  )

  it('checks an endpoint on plain http: without a header', async () => {
    const requests: string[] = []
    await runCommand(['doctor', '--endpoint', 'http://a.example/api'], {
      env: {},
      fetch: async (input) => {
        requests.push(String(input))
        return new Response()
      },
      print: () => {},
      warn: () => {},
      version: '1.2.3',
    })
    expect(requests).toContain('http://a.example/api')
  })

  it('fails an endpoint that sends the same link twice', async () => {
    const { handler } = loginEndpoint({}, { authorize: signedIn })
    const { failed } = await examine(handler, ['--header', 'Cookie: session=1', ...conversation])
    expect(failed).toEqual(['new_link'])
  })

  /** Answers as a login endpoint in a framework that checks the session before it reads the body. */
  const checksSessionFirst = (request: Request, contentType = 'application/problem+json') => {
    const refuse = (status: number, code: string) =>
      new Response(JSON.stringify({ type: 'about:blank', title: 'Refused', status, code }), {
        status,
        headers: { 'cache-control': 'no-store', 'content-type': contentType, allow: 'POST' },
      })
    const site = request.headers.get('sec-fetch-site')
    if (site !== 'same-origin') return refuse(403, 'forbidden')
    if (request.method !== 'POST') return refuse(405, 'invalid_request')
    return refuse(401, 'unauthenticated')
  }
  const hidden = ['form_post', 'not_json', 'no_target', 'no_contact', 'too_large', 'contact_invalid']

  it('skips what an endpoint hides that checks the session first, and says how to see it', async () => {
    const { code, checks } = await examine(async (request) => checksSessionFirst(request))
    expect(code).toBe(0)
    const skipped = checks.filter(({ outcome }) => outcome === 'skipped')
    expect(skipped.map(({ name }) => name)).toEqual([...hidden, 'link', 'new_link'])
    for (const { finding } of skipped) expect(finding).toContain('--header')
    expect(checks).toContainEqual(expect.objectContaining({ name: 'unauthenticated', outcome: 'ok' }))
  })

  it('fails the hidden checks if --header does not sign in', async () => {
    const { code, checks, failed } = await examine(
      async (request) => checksSessionFirst(request),
      ['--header', 'Cookie: session=over', ...conversation],
    )
    expect(code).toBe(1)
    expect(failed).toEqual([...hidden, 'link'])
    for (const name of failed) {
      const advice = expect.stringContaining('Correct --header')
      expect(checks).toContainEqual(expect.objectContaining({ name, advice }))
    }
  })

  it('fails a 401 without a problem body', async () => {
    const { failed } = await examine(async (request) => checksSessionFirst(request, 'text/html'))
    expect(failed).toEqual(expect.arrayContaining([...hidden, 'unauthenticated']))
  })

  it.each([
    ['referrer-policy', 'Not every answer has Referrer-Policy: no-referrer.'],
    ['x-content-type-options', 'Not every answer has X-Content-Type-Options: nosniff.'],
  ])('recommends %s with a warning', async (name, finding) => {
    const { handler } = loginEndpoint({}, { authorize: signedIn })
    const { code, checks } = await examine(async (request) => {
      const response = await handler(request)
      if (response.status === 405) response.headers.delete(name)
      return response
    })
    expect(code).toBe(0)
    expect(checks).toContainEqual(expect.objectContaining({ name: 'headers', outcome: 'warning', finding }))
  })

  it.each(['text/html', 'application/jsonp', undefined])('fails a link with the content type %s', async (type) => {
    const { handler } = loginEndpoint()
    const { checks } = await examine(async (request) => {
      const response = await handler(request)
      if (response.status !== 200) return response
      const headers = new Headers(response.headers)
      headers.delete('content-type')
      if (type) headers.set('content-type', type)
      return new Response(response.body, { headers })
    }, conversation)
    const finding = expect.stringContaining(`Content-Type is ${type ?? 'missing'}`)
    expect(checks).toContainEqual(expect.objectContaining({ name: 'link', outcome: 'failed', finding }))
  })

  it('names --header if it was not signed in', async () => {
    const { handler } = loginEndpoint({}, { authorize: signedIn })
    const { checks } = await examine(handler, conversation)
    expect(checks.slice(-2)).toMatchObject([
      { name: 'link', outcome: 'failed', advice: expect.stringContaining('--header') },
      { name: 'new_link', outcome: 'skipped', finding: 'Not checked, because link failed.' },
    ])
  })

  it('does not name --header if the endpoint has another fault', async () => {
    const { handler } = loginEndpoint({ logins: [new Response('<html>')] })
    const { checks } = await examine(handler, conversation)
    const advice = expect.not.stringContaining('--header')
    expect(checks.find(({ name }) => name === 'link')).toMatchObject({ outcome: 'failed', advice })
  })

  it('fails if there is no endpoint at the URL', async () => {
    const { checks } = await examine(async () => new Response('Cannot POST /api', { status: 404 }))
    expect(checks).toHaveLength(16)
    const [reachable, ...others] = checks
    expect(reachable).toMatchObject({ name: 'reachable', finding: expect.stringContaining('the status is 404') })
    for (const each of others) {
      expect(each).toMatchObject({ outcome: 'skipped', finding: 'Not checked, because reachable failed.' })
    }
  })

  it.each([
    [401, '--header'],
    [403, 'may open'],
    [429, 'Wait'],
    [302, 'Answer 401 instead of a redirect'],
    [500, 'Answer 200'],
  ])('has the advice for a link refused with %d, and names the status once', async (status, advice) => {
    const { handler } = loginEndpoint()
    const { checks } = await examine(async (request) => {
      const response = await handler(request)
      return response.status === 200
        ? new Response(null, { status, headers: { 'cache-control': 'no-store' } })
        : response
    }, conversation)
    const link = checks.find(({ name }) => name === 'link')
    expect(link).toMatchObject({ outcome: 'failed', advice: expect.stringContaining(advice) })
    expect(link?.finding.split(`the status is ${status}`)).toHaveLength(2)
  })

  it.each([
    [
      'its code',
      new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
      'ECONNREFUSED',
      'Start the endpoint',
    ],
    [
      'its certificate',
      new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }) }),
      'SELF_SIGNED',
      'NODE_EXTRA_CA_CERTS',
    ],
    ['its name', new DOMException('late', 'TimeoutError'), 'TimeoutError', 'Start the endpoint'],
    ['nothing', 'odd', 'unknown', 'Start the endpoint'],
  ])('says why the endpoint is unreachable, by %s', async (_, error, why, advice) => {
    const { checks } = await examine(() => Promise.reject(error))
    expect(checks[0]).toMatchObject({
      name: 'reachable',
      outcome: 'failed',
      finding: expect.stringContaining(why),
      advice: expect.stringContaining(advice),
    })
    expect(checks.slice(1).map(({ outcome }) => outcome)).toEqual(Array(15).fill('skipped'))
  })

  it.each([[[]], [['--json']]])('escapes control characters of an answer or an error: %j', async (format) => {
    const print = async (answer: () => Promise<Response>) => {
      const out: string[] = []
      await runCommand(['doctor', '--endpoint', endpoint, ...format], {
        env: {},
        fetch: answer,
        print: (line) => out.push(line),
        warn: (line) => out.push(line),
        version: '1.2.3',
      })
      return out.join('\n')
    }
    const hostile = 'text/\u009b31m\u0085\u007f'
    const answered = await print(async () => new Response(null, { status: 403, headers: { 'content-type': hostile } }))
    const cause = Object.assign(new Error(), { code: 'E\n✓ cross_site: \u202e' })
    const failed = await print(() => Promise.reject(new TypeError('fetch failed', { cause })))
    for (const text of [answered, failed]) expect(text).not.toMatch(/[^\n\P{Cc}]|\u202e/u)
    expect(failed.split('\n').filter((line) => line.startsWith('✓'))).toEqual([])
  })

  it.each([200, 403, 404])('does not read an endless answer with status %i', async (status) => {
    const answers: ReturnType<typeof endlessAnswer>[] = []
    const { code } = await examine(async () => {
      const answer = endlessAnswer({ status, headers: { 'content-length': '5' } })
      answers.push(answer)
      return answer.response
    }, conversation)
    expect(code).toBe(1)
    expect(answers.length).toBeGreaterThan(0)
    for (const { cancel, pulled } of answers) {
      expect(cancel).toHaveBeenCalledOnce()
      expect(pulled()).toBeLessThan(4)
    }
  })

  it('keeps its results if the endpoint stops before a link', async () => {
    const { handler } = loginEndpoint({}, { authorize: signedIn })
    let requests = 0
    const going = (request: Request) => (++requests > 12 ? Promise.reject(new Error('gone')) : handler(request))
    const { code, checks, failed } = await examine(going, ['--header', 'Cookie: session=1', ...conversation])
    expect(code).toBe(1)
    expect(failed).toEqual(['reachable'])
    expect(checks.filter(({ outcome }) => outcome === 'ok')).toHaveLength(12)
    const skipped = checks.filter(({ outcome }) => outcome === 'skipped').map(({ name }) => name)
    expect(skipped).toEqual(['headers', 'link', 'new_link'])
  })
})
