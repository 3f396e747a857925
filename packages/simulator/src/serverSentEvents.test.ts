import { expect, it } from 'vitest'
import { controlHandler } from './control/controlHandler.js'
import { testVendor } from './testVendor.fixture.js'

const conversation = '/api/v1/accounts/4142/conversations/165'

/** An open stream of each kind, and a function that causes `count` events in it. */
async function openStreams() {
  const { simulator, logIn, visit } = testVendor()
  const { headers } = await logIn()
  const chat = simulator.openChat({ ...headers, path: '/cable/accounts/4142/conversations/165', send: () => {} })
  return {
    ledger: await controlHandler(simulator)(new Request('https://demo.example/control/ledger/events')),
    chat: await visit(`${conversation}/events?after=5`, { headers }),
    happen(count: number) {
      for (let each = 0; each < count; each++) {
        chat?.receive('{"text":"Hello"}')
        simulator.ledger.clear()
      }
    },
  }
}

/** Reads to the end. Returns the number of events, and whether the stream failed. */
async function readAll({ body }: Response, most = 100_000) {
  const reader = body?.getReader()
  let events = 0
  try {
    for (; events < most; events++) if ((await reader?.read())?.done) return { events, ended: 'closed' }
  } catch {
    return { events, ended: 'broken off' }
  }
  await reader?.cancel()
  return { events, ended: 'open' }
}

it.each(['ledger', 'chat'] as const)('ends the %s stream of a client that does not read', async (kind) => {
  const { happen, [kind]: response } = await openStreams()
  happen(2_000)
  const { events, ended } = await readAll(response, 2_000)
  expect(ended).toBe('broken off')
  expect(events).toBeLessThan(1_100)
})

it.each(['ledger', 'chat'] as const)('keeps the %s stream of a client that is slow', async (kind) => {
  const { happen, [kind]: response } = await openStreams()
  const reader = response.body?.getReader()
  for (let round = 0; round < 4; round++) {
    happen(500)
    for (let each = 0; each < 500; each++) expect((await reader?.read())?.done).toBe(false)
  }
  await reader?.cancel()
})
