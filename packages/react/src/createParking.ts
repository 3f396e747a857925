import type { Frame } from './createFrame.js'

/** The frames that left the page and stay alive. */
export type Parking = ReturnType<typeof createParking>

/**
 * Keeps the last frames that left the page, out of sight, of the tab order and of assistive technology. They go on making
 * sounds, which is how an agent hears of a new message.
 */
export function createParking() {
  let lot: HTMLElement | undefined
  let parked: Frame[] = []

  /** Made when it is first needed: importing or rendering on a server touches no document. */
  function ground(): HTMLElement {
    if (lot?.isConnected) return lot
    lot = document.createElement('div')
    lot.hidden = true
    lot.inert = true
    lot.dataset.conversationFrameParking = ''
    document.body.append(lot)
    return lot
  }

  function trim(limit: number): void {
    for (const frame of parked.splice(0, parked.length - limit)) frame.dispose()
    if (parked.length === 0) lot?.remove()
  }

  return {
    /** False when the frame cannot be kept alive. */
    add(frame: Frame, limit: number): boolean {
      if (limit <= 0 || !frame.park(ground())) return false
      parked.push(frame)
      trim(limit)
      return true
    },

    /** The frame with that key, once. */
    take(key: string): Frame | undefined {
      const frame = parked.find((each) => each.key === key)
      parked = parked.filter((each) => each !== frame)
      return frame
    },

    /** Whether that frame was still here, and is no more. */
    remove(frame: Frame): boolean {
      return parked.includes(frame) && this.take(frame.key) !== undefined
    },

    clear(): void {
      trim(0)
    },
  }
}
