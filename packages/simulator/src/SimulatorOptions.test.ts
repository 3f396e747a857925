import { expect, it } from 'vitest'
import { createSimulator } from './createSimulator.js'
import type { SimulatorOptions } from './SimulatorOptions.js'

it.each<[SimulatorOptions, string]>([
  [{ linkLife: -1 }, 'linkLife must be a number of at least 0, not -1.'],
  [{ tokenLife: Number.NaN }, 'tokenLife must be a number of at least 0'],
  [{ partnerOrigin: 'https://partners.example/' }, 'partnerOrigin must be an origin such as'],
  [{ workspaceOrigin: 'online.example' }, 'workspaceOrigin must be an origin such as'],
  [{ sessionCap: 0 }, 'sessionCap must be a number of at least 1, not 0.'],
  [{ frameOptions: ['host.example'] }, 'frameOptions must be an origin such as'],
  [{ wrongCredentials: { max: 0, blockMs: 1 } }, 'wrongCredentials.max must be a number of at least 1, not 0.'],
])('refuses %j with the reason', (options, problem) => {
  expect(() => createSimulator(options)).toThrow(problem)
})

it('refuses to move to a URL that is not an origin', () => {
  const simulator = createSimulator()
  expect(() => simulator.reachedAt({ workspaceOrigin: 'http://localhost:1/app' })).toThrow('workspaceOrigin must be')
  expect(() => simulator.clock.advance(-5)).toThrow('ms must be a number of at least 0, not -5.')
})
