import type { VendorSession } from './conversationAddress.js'
import { createFrame, type Frame } from './createFrame.js'
import type { FrameSettings } from './frameSettings.js'

/** Where views get their frames from, and leave them. */
export interface Frames {
  /** The frame for these settings: the one that the view has had, a kept one, or a new one. */
  obtain: (settings: FrameSettings, former?: Frame) => Frame
  /** Whether the frame is alive. */
  has: (frame: Frame | undefined) => frame is Frame
  /** The view shows another frame now. */
  release: (frame: Frame, successor?: Frame) => void
  /** The view's effects are cleaned up. React does the same for hiding and for unmounting. */
  hide: (frame: Frame, view: HiddenView) => void
  /** Whether there is such a frame. */
  some: (test: (frame: Frame) => boolean) => boolean
}

/** A view whose effects were cleaned up. Only after the commit does it show whether React has hidden or unmounted it. */
export interface HiddenView {
  readonly container: HTMLElement | null
  isShownAgain: () => boolean
  /** Another view may have the frame from now on. */
  forget: () => void
}

/** Frames that live as long as their views. */
export function createFrames(
  frames: Set<Frame> = new Set(),
  sessionFor: (settings: FrameSettings) => VendorSession | undefined = () => undefined,
): Frames {
  const has = (frame: Frame | undefined): frame is Frame => frame !== undefined && frames.has(frame)

  function release(frame: Frame): void {
    frame.dispose()
    frames.delete(frame)
  }

  return {
    obtain(settings, former) {
      if (has(former) && former.key === settings.key) return former
      const created = createFrame(settings, sessionFor(settings))
      // React does not report when it removes what an Activity hides.
      for (const frame of frames) if (frame.isOrphaned()) release(frame)
      frames.add(created)
      return created
    },
    has,
    release,
    hide(frame, { container, isShownAgain }) {
      queueMicrotask(() => isShownAgain() || container?.isConnected || release(frame))
    },
    some: (test) => [...frames].some(test),
  }
}
