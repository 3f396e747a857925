import { expect, it, vi } from 'vitest'
import { createRedisTokenStore } from './createRedisTokenStore.js'

// Checks the commands for both kinds of clients. The cluster test (`npm run test:slow hosts`) uses a real Redis.
const clients = [
  ['ioredis', (call: (...args: string[]) => Promise<unknown>) => ({ call, sendCommand: () => Promise.reject() })],
  ['redis', (call: (...args: string[]) => Promise<unknown>) => ({ sendCommand: (args: string[]) => call(...args) })],
] as const

it.each(clients)('sends its commands through %s', async (_, client) => {
  const command = vi.fn(async (..._args: string[]): Promise<unknown> => 'OK')
  const store = createRedisTokenStore(client(command))
  await store.get('key')
  await store.set('key', 'value', 1_500)
  expect(await store.add('key', 'value', 1_500)).toBe(true)
  command.mockResolvedValueOnce(null)
  expect(await store.add('key', 'value', 1_500)).toBe(false)
  await store.delete('key')
  expect(command.mock.calls.map((words) => words.join(' '))).toEqual([
    'GET key',
    'SET key value PX 1500',
    'SET key value PX 1500 NX',
    'SET key value PX 1500 NX',
    'DEL key',
  ])
})
