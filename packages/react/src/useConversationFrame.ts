'use client'
import { type createRef, useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useFrameContext, useLocale } from './ConversationFrameProvider.js'
import type { ConversationTarget } from './ConversationTarget.js'
import type { FrameOptions } from './FrameOptions.js'
import { createFrameView } from './frame/createFrameView.js'
import type { FrameSnapshot } from './frame/createSnapshotStore.js'
import { frameSettings } from './frame/frameSettings.js'
import { warnWithoutTitle } from './warnWithoutTitle.js'

/** A target, and how to open it. */
export type UseConversationFrameOptions = ConversationTarget & FrameOptions

export interface UseConversationFrameResult extends FrameSnapshot {
  /**
   * For the element that the iframe is created in: empty, with a height of its own. An element without a box, for example with
   * `display: contents`, counts as hidden.
   */
  containerRef: Container
  /** Asks for a fresh link. */
  reload: () => void
  /** Opens the conversation in a new tab by a link of its own. Call it in a click, or the browser blocks the tab. */
  openInNewTab: () => void
  /** Moves the focus into the frame. */
  focus: () => void
  /** Posts a message to the frame's document, for the login link's origin only. */
  postMessage: (data: unknown) => void
  /** The iframe, once there is one. */
  getElement: () => HTMLIFrameElement | null
}

/** The `ref` of a `<div>`: the types of React 18 and 19 each accept only their own. */
type Container = ReturnType<typeof createRef<HTMLDivElement>>

// React 18 warns of a layout effect on a server.
const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect

/** `<ConversationFrame>` without its markup. */
export function useConversationFrame(options: UseConversationFrameOptions): UseConversationFrameResult {
  const context = useFrameContext()
  const { frames } = context
  const { labels } = useLocale(options)
  const settings = frameSettings({ ...options, title: options.title ?? labels.title }, context)
  warnWithoutTitle(options.title)
  const containerRef = useRef<HTMLDivElement>(null)
  const [view] = useState(createFrameView)
  const snapshot = useSyncExternalStore(view.subscribe, view.snapshot, view.snapshot)

  useBrowserLayoutEffect(() => view.show(containerRef.current, settings, frames))
  // Also when the provider is another one: the frame belongs to the former.
  useBrowserLayoutEffect(() => view.hide, [view, frames])
  useEffect(view.recheck)

  return {
    ...snapshot,
    containerRef,
    reload: view.reload,
    openInNewTab: useCallback(() => void view.openInNewTab(labels.loading), [view, labels.loading]),
    focus: view.focus,
    postMessage: view.postMessage,
    getElement: view.element,
  }
}
