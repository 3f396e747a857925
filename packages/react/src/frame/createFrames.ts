import type { VendorSession } from './conversationAddress.js'
import { createFrame, type Frame } from './createFrame.js'
import type { FrameSettings } from './frameSettings.js'

/** Where views get their frames from, and leave them. */
export interface Frames {
  /** The frame for these settings: a kept one, or a new one. */
  obtain: (settings: FrameSettings) => Frame
  /** Whether the frame still belongs to the view that obtained it. */
  has: (frame: Frame | undefined) => frame is Frame
  /** The view shows another frame now. */
  release: (frame: Frame, successor?: Frame) => void
  /** React hides the view, or is about to remove it: it calls both the same. */
  hide: (frame: Frame, view: HiddenView) => void
  /** Whether there is such a frame. */
  some: (test: (frame: Frame) => boolean) => boolean
}

/** A view whose effects were cleaned up. What React meant by it shows when it is done. */
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
  function release(frame: Frame): void {
    frame.dispose()
    frames.delete(frame)
  }

  return {
    obtain(settings) {
      const created = createFrame(settings, sessionFor(settings))
      // React does not report when it removes what an Activity hides.
      for (const frame of frames) if (frame.isOrphaned()) release(frame)
      frames.add(created)
      return created
    },
    has: (frame): frame is Frame => frame !== undefined && frames.has(frame),
    release,
    hide(frame, { container, isShownAgain }) {
      queueMicrotask(() => isShownAgain() || container?.isConnected || release(frame))
    },
    some: (test) => [...frames].some(test),
  }
}
