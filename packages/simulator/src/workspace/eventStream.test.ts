import { expect, it } from 'vitest'
import { sampleTarget, testVendor } from '../testVendor.fixture.js'

const api = '/api/v1/accounts/4142/conversations/165'

/** Reads server-sent events one by one. */
function readEvents(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const next = async () => {
    const { value = '' } = (await reader?.read()) ?? {}
    return value.startsWith('data: ') ? JSON.parse(value.slice(6)) : value
  }
  return { next, close: () => reader?.cancel() }
}

const say = (content: unknown) => ({ method: 'POST', body: JSON.stringify({ content }) })

it('sends the agent’s message, a typing event, and the reply after a delay', async () => {
  const { logIn, visit, time } = testVendor()
  const { headers } = await logIn()
  const response = await visit(`${api}/events?after=5`, { headers })
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const { next, close } = readEvents(response)
  expect(await next()).toBe(': listening\n\n')
  const posted = await visit(`${api}/messages`, { headers, ...say('  After four it is.  ') })
  const message = { id: expect.any(Number), from: 'agent', text: 'After four it is.', at: time.now() }
  expect(await posted.json()).toEqual(message)
  expect(await next()).toEqual({ type: 'message', message })
  time.pass(420)
  expect(await next()).toEqual({ type: 'typing', typing: true })
  time.pass(980)
  expect(await next()).toEqual({ type: 'typing', typing: false })
  expect(await next()).toMatchObject({
    type: 'message',
    message: { from: 'contact', text: 'That would be perfect, thank you.' },
  })
  await close()
})

it('starts with missed messages', async () => {
  const { logIn, visit } = testVendor()
  const { headers } = await logIn()
  const { next, close } = readEvents(await visit(`${api}/events?after=4`, { headers }))
  await next()
  expect(await next()).toMatchObject({ message: { id: 5, from: 'contact' } })
  await close()
})

it('separates conversations', async () => {
  const { logIn, visit, time } = testVendor()
  const { headers } = await logIn()
  const { next, close } = readEvents(await visit(`${api}/events?after=5`, { headers }))
  await next()
  await visit('/api/v1/accounts/4142/conversations/167/messages', { headers, ...say('Oiled.') })
  await visit(`${api}/messages`, { headers, ...say('Hello') })
  expect(await next()).toMatchObject({ message: { text: 'Hello' } })
  await close()
  time.pass(2000)
})

it('repeats the replies from the start, and uses the contact’s language if the seed has none', async () => {
  const { logIn, visit, time } = testVendor()
  const target = { ...sampleTarget, conversation_id: undefined, inbox_id: 13, phone_number: '972502345678' }
  const { headers, redirect } = await logIn(target)
  for (let message = 1; message <= 5; message++) {
    await visit(`${redirect.replace('/app/', '/api/v1/')}/messages`, { headers, ...say('?') })
    time.pass(1400)
  }
  const page = await (await visit(redirect, { headers })).text()
  expect(page.match(/תודה, זה עוזר\./g)?.length).toBeGreaterThanOrEqual(2)
})

it('requires a session', async () => {
  const { visit } = testVendor()
  expect((await visit(`${api}/events`)).status).toBe(401)
  expect((await visit(`${api}/messages`, say('hi'))).status).toBe(401)
})

it.each([
  ['nothing', ''],
  ['blanks', '  \n'],
  ['a number', 7],
  ['4,001 characters', 'x'.repeat(4001)],
])('refuses %s as a message', async (_, content) => {
  const { logIn, visit } = testVendor()
  const { headers } = await logIn()
  expect((await visit(`${api}/messages`, { headers, ...say(content) })).status).toBe(422)
})

it('answers 404 for other calls and conversations', async () => {
  const { logIn, visit } = testVendor()
  const { headers } = await logIn()
  expect((await visit(`${api}/notes`, { headers })).status).toBe(404)
  expect((await visit('/api/v1/accounts/4150/conversations/265/events', { headers })).status).toBe(404)
})
