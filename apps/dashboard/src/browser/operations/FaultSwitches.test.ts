import { createSimulator } from '@conversation-frame/simulator'
import { describe, expect, it } from 'vitest'
import {
  apiOutcomes,
  caps,
  cookies,
  countBroken,
  type FaultSwitches,
  faultsOf,
  framings,
  healthy,
  limits,
  linkKinds,
  pageOutcomes,
  switchesOf,
} from './FaultSwitches.js'

const all: Partial<FaultSwitches>[] = [
  ...apiOutcomes.map((api) => ({ api })),
  ...linkKinds.map((link) => ({ link })),
  ...pageOutcomes.map((loginPage) => ({ loginPage })),
  ...framings.map((framing) => ({ framing })),
  ...cookies.map((cookie) => ({ cookie })),
  ...limits.map((throttle) => ({ throttle })),
  ...caps.map((sessionCap) => ({ sessionCap })),
  { delay: 3 },
  { delay: 3, api: '503', once: true },
]

describe('the switches', () => {
  it.each(all)('set %o in the simulator, and read it back', (change) => {
    const switches = { ...healthy, ...change }
    const { faults } = createSimulator()
    faults.set(faultsOf(switches))
    expect(switchesOf(faults.current())).toEqual(switches)
  })

  it('do not change a healthy vendor', () => {
    expect(faultsOf(healthy)).toEqual({})
    expect(countBroken(healthy)).toBe(0)
  })

  it('count the broken settings', () => {
    expect(countBroken({ ...healthy, api: 'hang', framing: 'deny', once: true })).toBe(2)
  })
})
