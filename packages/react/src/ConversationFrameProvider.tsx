'use client'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import type { Budget, ConversationUrl, EndpointOptions } from './frame/frameSettings.js'
import { dropPrefetched } from './link/linkRequests.js'
import { closeWaitingTabs } from './link/openLinkInNewTab.js'
import { type ConversationFrameLabelChanges, type ConversationFrameLocale, english } from './locales/labels.js'
import { createFrameRegistry, type FrameRegistry } from './session/createFrameRegistry.js'

export interface ConversationFrameProviderProps extends EndpointOptions {
  /**
   * The host's signed-in user. When it changes, all frames, parked frames and prefetched links of the former user are
   * dropped, and new tabs that still wait for their link are closed. Give it wherever users can change without a page load.
   */
  sessionKey?: string | undefined
  /** The language of all frames. @default English */
  locale?: ConversationFrameLocale | undefined
  /** Changes to the words of `locale`. */
  labels?: ConversationFrameLabelChanges | undefined
  /** How many links the page may ask for by itself. @default { max: 3, windowMs: 300000 } */
  budget?: Budget | undefined
  /** Opens the vendor in frames whose cookies and storage are this page's own. Chromium only. @default false */
  credentialless?: boolean | undefined
  /** Gives the focus back to a field that is typed into when a page of the vendor takes it. @default true */
  returnFocus?: boolean | undefined
  /** A harmless page of the vendor, opened unseen while a first link is asked for. @default none */
  warmUrl?: string | undefined
  /**
   * How many frames that left the page stay alive, so that going back costs no link, no login and no draft. Only in
   * browsers with `moveBefore`; elsewhere a frame that comes back asks for a fresh link. Their sounds go on.
   * @default 0
   */
  keepAlive?: number | undefined
  /**
   * The address of a conversation in the vendor's workspace, for vendors whose session is known to hold in a frame. The
   * login then happens in a first frame, and the conversation is opened in a second one, in which Back is harmless.
   * It gets the ids as the login endpoint returned them; what it returns must be on the same origin.
   */
  conversationUrl?: ConversationUrl | undefined
  children?: ReactNode
}

export interface FrameContext extends Omit<ConversationFrameProviderProps, 'children'> {
  registry: FrameRegistry
  keepAlive: number
  locale: ConversationFrameLocale
}

const Context = createContext<FrameContext>({ registry: createFrameRegistry(), keepAlive: 0, locale: english })

/** Defaults for the frames below, and what they share. Everything works without it. */
export function ConversationFrameProvider({ children, ...props }: ConversationFrameProviderProps) {
  const [registry] = useState(createFrameRegistry)
  const { sessionKey = '', keepAlive = 0, locale = english } = props
  const user = useRef(sessionKey)
  useEffect(() => {
    if (user.current !== sessionKey) closeWaitingTabs(user.current)
    user.current = sessionKey
    registry.keepOnly(sessionKey)
  }, [registry, sessionKey])
  useEffect(() => serveUser(sessionKey), [sessionKey])
  // After what the frames below have to say: an Activity hides both, and then they stay.
  useEffect(() => () => queueMicrotask(() => registry.trim(0)), [registry])
  return <Context.Provider value={{ ...props, registry, keepAlive, locale }}>{children}</Context.Provider>
}

const users = new Map<string, number>()

/**
 * Until the returned function is called. With the last provider of a user go the links that were minted ahead, and the new
 * tabs that wait for theirs. Where no user is named, nobody signs out without a page load: those tabs stay.
 */
function serveUser(sessionKey: string): () => void {
  const count = (change: number) => users.set(sessionKey, (users.get(sessionKey) ?? 0) + change)
  count(1)
  return () => {
    count(-1)
    // Another provider may come at the same moment, and StrictMode only pretends that this one goes.
    queueMicrotask(() => {
      if (users.get(sessionKey)) return
      dropPrefetched(sessionKey)
      if (sessionKey) closeWaitingTabs(sessionKey)
    })
  }
}

export function useFrameContext(): FrameContext {
  return useContext(Context)
}

/** The language of one frame: its own or the provider's, with the host's changes of both. */
export function useLocale({
  locale,
  labels,
}: Pick<FrameContext, 'labels'> & { locale?: ConversationFrameLocale | undefined }) {
  const context = useFrameContext()
  const base = locale ?? context.locale
  const errors = { ...base.labels.errors, ...context.labels?.errors, ...labels?.errors }
  return { ...base, labels: { ...base.labels, ...context.labels, ...labels, errors } }
}
