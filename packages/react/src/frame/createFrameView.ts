import { asFrameError } from '../ConversationFrameError.js'
import { openLinkInNewTab } from '../link/openLinkInNewTab.js'
import type { Frame } from './createFrame.js'
import type { Frames } from './createFrames.js'
import { createSnapshotStore, type SnapshotStore } from './createSnapshotStore.js'
import type { FrameState } from './FrameState.js'
import type { FrameSettings } from './frameSettings.js'

/** One component's place in the page. Which frame stands there changes with its target. */
export interface FrameView extends Pick<SnapshotStore, 'subscribe' | 'snapshot'> {
  /** Puts the frame that the settings ask for into the container, or leaves it there. */
  show: (container: HTMLElement | null, settings: FrameSettings, frames: Frames) => void
  /** Checks the frame again once the effects of all parents have run. */
  recheck: () => void
  /** The component is hidden, or about to be removed. */
  hide: () => void
  reload: () => void
  /** Never rejects: a failure is reported like one of the frame. */
  openInNewTab: (waitingText: string) => Promise<void>
  postMessage: (data: unknown) => void
  focus: () => void
  element: () => HTMLIFrameElement | null
}

/** What a view shows, from its first effect on. */
interface Shown {
  readonly frame: Frame
  readonly frames: Frames
  readonly settings: FrameSettings
  readonly container: HTMLElement | null
  isHidden: boolean
}

export function createFrameView(): FrameView {
  let shown: Shown | undefined
  const { publish, publishTabError, ...store } = createSnapshotStore(() => shown?.settings ?? {})
  const report = (state: FrameState) => publish(state, () => shown?.frame.hasNavigated() === true)
  const attach = () => {
    if (shown && !shown.isHidden && shown.container) shown.frame.attach(shown.container, report)
  }

  return {
    ...store,
    show(container, settings, frames) {
      const frame = frameFor(settings, frames, shown?.frame)
      shown = { frame, frames, settings, container, isHidden: false }
      frame.update(settings)
      report(frame.state())
      attach()
    },
    recheck: () => queueMicrotask(attach),
    hide() {
      const hidden = shown
      if (!hidden) return
      hidden.isHidden = true
      hidden.frame.detach()
      hidden.frames.hide(hidden.frame, {
        container: hidden.container,
        isShownAgain: () => shown !== hidden,
        forget() {
          shown = undefined
        },
      })
    },
    reload: () => shown?.frame.reload(),
    async openInNewTab(waitingText) {
      if (!shown) return
      const { settings, container } = shown
      publishTabError(await openLinkInNewTab(settings, waitingText, container).then(() => undefined, asFrameError))
    },
    postMessage: (data) => shown?.frame.postMessage(data),
    focus: () => shown?.frame.focus(),
    element: () => shown?.frame.element() ?? null,
  }
}

function frameFor(settings: FrameSettings, frames: Frames, former: Frame | undefined): Frame {
  const frame = frames.obtain(settings, former)
  if (former !== frame && frames.has(former)) {
    former.detach()
    frames.release(former, frame)
  }
  return frame
}
