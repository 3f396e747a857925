import type { VendorSettings } from '../SimulatorOptions.js'
import { checkFaults } from './checkFaults.js'
import type { Fault, FaultEndpoint, Faults } from './Fault.js'

/** Sets the faults of a simulator. */
export interface FaultsControl {
  /** Adds faults and settings. A new one replaces the one of the same name; the others stay. Throws for unknown names and values. */
  set(faults: Faults): void
  /** Removes all faults and resets the settings to the options. */
  clear(): void
  /** A copy of the current faults and settings; `times` is the remaining number. */
  current(): Faults
}

/** The faults as the vendor reads them. */
export interface FaultsState extends FaultsControl {
  /** The fault for this request, if any. Decrements its `times`. */
  take(endpoint: FaultEndpoint): Fault | undefined
  /** The option, unless a fault overrides it. */
  setting<Name extends keyof VendorSettings>(name: Name): VendorSettings[Name]
}

/** Starts without faults. */
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
