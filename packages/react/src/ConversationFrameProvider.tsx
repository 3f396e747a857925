'use client'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import type { Budget, ConversationUrl, EndpointOptions } from './FrameOptions.js'
import { createFrames, type Frames } from './frame/createFrames.js'
import { closeWaitingTabs } from './link/openLinkInNewTab.js'
import { dropPrefetchedLinks } from './link/prefetchedLinks.js'
import { type ConversationFrameLabelChanges, type ConversationFrameLocale, english } from './locales/labels.js'
import { createKeptFrames } from './session/createKeptFrames.js'

export interface ConversationFrameProviderProps extends EndpointOptions {
  /**
   * The host's signed-in user. When it changes, all frames, parked frames and prefetched links of the former user are
   * dropped, and new tabs that still wait for their link are closed. Give it wherever users can change without a page load.
   */
  sessionKey?: string | undefined
  /** The language of all frames. @default English */
  locale?: ConversationFrameLocale | undefined
  /** Changes to the labels of `locale`. */
  labels?: ConversationFrameLabelChanges | undefined
  /** How many links the page may request automatically. @default { max: 3, windowMs: 300000 } */
  budget?: Budget | undefined
  /** Opens the vendor in frames with cookies and storage of their own. Chromium only. @default false */
  credentialless?: boolean | undefined
  /** Gives the focus back to a field that is typed into when a page of the vendor takes it. @default true */
  returnFocus?: boolean | undefined
  /** A harmless page of the vendor, opened invisibly while a first link is requested. @default none */
  warmUrl?: string | undefined
  /**
   * How many frames that left the page stay alive, so that going back costs no link, no login and no draft. It needs a
   * browser with `moveBefore`; elsewhere a frame that comes back asks for a fresh link. Their sounds go on.
   * @default 0
   */
  keepAlive?: number | undefined
  /**
   * The address of a conversation in the vendor's workspace, for vendors whose session is known to hold in a frame. The
   * login then happens in a first frame, and the conversation is opened in a second one, in which Back is harmless.
   * The function gets the ids as the login endpoint returned them, and must return an address on the same origin.
   */
  conversationUrl?: ConversationUrl | undefined
  children?: ReactNode
}

export interface FrameContext extends Omit<ConversationFrameProviderProps, 'children' | 'keepAlive'> {
  frames: Frames
  locale: ConversationFrameLocale
}

const Context = createContext<FrameContext>({ frames: createFrames(), locale: english })

/** Defaults for the frames below, and what they share. Everything works without it. */
export function ConversationFrameProvider({ children, keepAlive = 0, ...props }: ConversationFrameProviderProps) {
  const [frames] = useState(createKeptFrames)
  const { sessionKey = '', locale = english } = props
  const user = useRef(sessionKey)
  useEffect(() => {
    if (user.current !== sessionKey) closeWaitingTabs(user.current)
    user.current = sessionKey
    frames.keepOnly(sessionKey)
  }, [frames, sessionKey])
  useEffect(() => serveUser(sessionKey), [sessionKey])
  useEffect(() => frames.setLimit(keepAlive), [frames, keepAlive])
  // Later than the cleanups of the frames below: an Activity hides both, and then they stay.
  useEffect(() => () => queueMicrotask(frames.dropParked), [frames])
  return <Context.Provider value={{ ...props, frames, locale }}>{children}</Context.Provider>
}

const providers = new Map<string, number>()

/**
 * Counts a provider of that user until the returned function is called. The last one takes the prefetched links with it, and
 * the new tabs that wait for theirs. Where no user is named, a sign-out needs a page load, so those tabs stay.
 */
function serveUser(sessionKey: string): () => void {
  const count = (change: number) => providers.set(sessionKey, (providers.get(sessionKey) ?? 0) + change)
  count(1)
  return () => {
    count(-1)
    // Another provider may replace this one, and StrictMode only simulates an unmount.
    queueMicrotask(() => {
      if (providers.get(sessionKey)) return
      dropPrefetchedLinks(sessionKey)
      if (sessionKey) closeWaitingTabs(sessionKey)
    })
  }
}

export function useFrameContext(): FrameContext {
  return useContext(Context)
}

/** The language of one frame: its own or the provider's, with the host's changes to both. */
export function useLocale({
  locale,
  labels,
}: Pick<FrameContext, 'labels'> & { locale?: ConversationFrameLocale | undefined }) {
  const context = useFrameContext()
  const base = locale ?? context.locale
  const errors = { ...base.labels.errors, ...context.labels?.errors, ...labels?.errors }
  return { ...base, labels: { ...base.labels, ...context.labels, ...labels, errors } }
}
