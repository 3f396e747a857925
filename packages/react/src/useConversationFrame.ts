'use client'
import { type createRef, useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useFrameContext, useLocale } from './ConversationFrameProvider.js'
import type { ConversationTarget } from './ConversationTarget.js'
import { createFrameView, type FrameSnapshot } from './frame/createFrameView.js'
import { type FrameOptions, frameSettings } from './frame/frameSettings.js'

/** A target and how to open it. */
export type UseConversationFrameOptions = ConversationTarget & FrameOptions

export interface UseConversationFrameResult extends FrameSnapshot {
  /** For the element that the iframe is created in: empty, with a height of its own. An element without a box, such as one with `display: contents`, counts as hidden. */
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

/** What a `<div>` takes as its `ref`: the types of React 18 and of 19 each accept only their own way of writing it. */
type Container = ReturnType<typeof createRef<HTMLDivElement>>

// A server has no layout, and React 18 warns of the effect there.
const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect

/** `<ConversationFrame>` without its markup. */
export function useConversationFrame(options: UseConversationFrameOptions): UseConversationFrameResult {
  const context = useFrameContext()
  const { registry, keepAlive } = context
  const { title, loading } = useLocale(options).labels
  const settings = frameSettings(options, context, title)
  const containerRef = useRef<HTMLDivElement>(null)
  const [view] = useState(createFrameView)
  const snapshot = useSyncExternalStore(view.subscribe, view.snapshot, view.snapshot)

  useBrowserLayoutEffect(() => view.show(containerRef.current, settings, registry, keepAlive))
  useBrowserLayoutEffect(() => () => view.hide(registry, keepAlive), [view, registry, keepAlive])
  useEffect(view.look)

  return {
    ...snapshot,
    containerRef,
    reload: view.reload,
    openInNewTab: useCallback(() => void view.openInNewTab(loading), [view, loading]),
    focus: view.focus,
    postMessage: view.postMessage,
    getElement: view.element,
  }
}
