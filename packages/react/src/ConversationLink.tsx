'use client'
import { type ComponentPropsWithoutRef, type MouseEvent, useState } from 'react'
import { asFrameError, type ConversationFrameError } from './ConversationFrameError.js'
import { useFrameContext, useLocale } from './ConversationFrameProvider.js'
import type { ConversationTarget } from './ConversationTarget.js'
import type { EndpointOptions } from './FrameOptions.js'
import { frameSettings } from './frame/frameSettings.js'
import { openLinkInNewTab } from './link/openLinkInNewTab.js'

/** The props of `<ConversationLink>`: a target, how to ask for its link, and the props of a `<button>`. */
export type ConversationLinkProps = ConversationTarget &
  EndpointOptions &
  Omit<ComponentPropsWithoutRef<'button'>, 'onError' | 'name' | 'type'> & {
    /** The new tab could not be opened. */
    onError?: ((error: ConversationFrameError) => void) | undefined
  }

/**
 * Opens a conversation in a new tab by a link of its own, which is requested by the click. It is a button and not an anchor:
 * there is no address that could be copied, dragged or opened twice.
 */
export function ConversationLink(props: ConversationLinkProps) {
  const { conversationId, inboxId, phoneNumber, email, name, ...rest } = props
  const {
    endpoint,
    headers,
    credentials,
    loginOrigins,
    requestTimeout,
    sandbox,
    settleTime,
    onError,
    onClick,
    ...button
  } = rest
  const context = useFrameContext()
  const { loading } = useLocale({}).labels
  const [opening, setOpening] = useState(false)

  async function open(event: MouseEvent<HTMLButtonElement>) {
    onClick?.(event)
    if (event.defaultPrevented || opening) return
    setOpening(true)
    try {
      await openLinkInNewTab(frameSettings(props, context), loading, event.currentTarget)
    } catch (error) {
      const failure = asFrameError(error)
      if (onError) onError(failure)
      else if (process.env.NODE_ENV !== 'production') console.warn(`<ConversationLink> ${failure.message}`)
    } finally {
      setOpening(false)
    }
  }

  return <button {...button} type="button" data-conversation-link="" aria-busy={opening} onClick={open} />
}
