import type { VendorSettings } from '../SimulatorOptions.js'
import { checkFaults } from './checkFaults.js'
import type { Fault, FaultEndpoint, Faults } from './Fault.js'

/** The switchboard of a simulator's faults. */
export interface FaultsControl {
  /** Adds faults and settings; one that is already there under the same name is replaced, the others stay. Throws on names and values it does not know. */
  set(faults: Faults): void
  /** Removes all faults and puts the settings back to the options. */
  clear(): void
  /** A copy of what is set, `times` being what is left. */
  current(): Faults
}

/** The switchboard as the vendor uses it. */
export interface FaultsState extends FaultsControl {
  /** The fault for this request, if any; counts one of its `times`. */
  take(endpoint: FaultEndpoint): Fault | undefined
  /** The option, unless a fault has changed it. */
  setting<Name extends keyof VendorSettings>(name: Name): VendorSettings[Name]
}

/** Starts with no fault. */
export function createFaults(options: VendorSettings): FaultsState {
  let faults: Faults = {}
  return {
    set(added) {
      checkFaults(added)
      faults = { ...faults, ...structuredClone(added) }
    },
    clear() {
      faults = {}
    },
    current: () => structuredClone(faults),
    take(endpoint) {
      const name = faults[endpoint] ? endpoint : 'all'
      const fault = faults[name]
      if (fault?.times !== undefined) {
        const { [name]: _taken, ...others } = faults
        faults = fault.times > 1 ? { ...faults, [name]: { ...fault, times: fault.times - 1 } } : others
      }
      return fault
    },
    setting: <Name extends keyof VendorSettings>(name: Name): VendorSettings[Name] => {
      const changed: Partial<VendorSettings> = faults
      return changed[name] ?? options[name]
    },
  }
}
