'use client'
import { forwardRef, type ReactNode, useImperativeHandle } from 'react'
import type { ConversationFrameError } from './ConversationFrameError.js'
import { ConversationFrameHeader } from './ConversationFrameHeader.js'
import { useLocale } from './ConversationFrameProvider.js'
import type { ConversationTarget } from './ConversationTarget.js'
import type { FrameOptions } from './FrameOptions.js'
import { activeElementBeside } from './iframe/activeElementBeside.js'
import { type RootProps, rootProps } from './rootProps.js'
import { type UseConversationFrameResult, useConversationFrame } from './useConversationFrame.js'

/** The handle that `ref` on `<ConversationFrame>` receives. */
export interface ConversationFrameHandle
  extends Pick<UseConversationFrameResult, 'reload' | 'openInNewTab' | 'focus' | 'postMessage'> {
  /** The iframe, once there is one. */
  readonly element: HTMLIFrameElement | null
}

/** What an error screen can offer. */
export type RecoveryActions = Pick<UseConversationFrameResult, 'reload' | 'openInNewTab'>

/** The props of `<ConversationFrame>`. All other props of a `<div>` go to the root element. */
export type ConversationFrameProps = ConversationTarget &
  FrameOptions &
  RootProps & {
    /** Shown until the conversation is open. @default a skeleton, with the stylesheet */
    fallback?: ReactNode
    /** Shown when the status is `failed` or `stalled`. @default what happened, and the recovery actions */
    errorFallback?: ((error: ConversationFrameError, actions: RecoveryActions) => ReactNode) | undefined
    /** Shows "Reload" and "Open in a new tab" above the conversation. @default true */
    toolbar?: boolean | undefined
  }

/** A customer's conversation in the vendor's chat system, opened by a single-use login link from the host's own endpoint. */
export const ConversationFrame = forwardRef<ConversationFrameHandle, ConversationFrameProps>(
  function ConversationFrame(props, ref) {
    const { fallback, errorFallback, toolbar = true, ...options } = props
    const frame = useConversationFrame(options)
    const { lang, dir, labels } = useLocale(options)
    const { status, error, containerRef, reload, openInNewTab, focus, postMessage, getElement } = frame
    useImperativeHandle(
      ref,
      () => ({
        reload,
        openInNewTab,
        focus,
        postMessage,
        get element() {
          return getElement()
        },
      }),
      [reload, openInNewTab, focus, postMessage, getElement],
    )
    const isBroken = status === 'failed' || status === 'stalled'
    const isOwn = isBroken ? !errorFallback : status === 'open' || fallback === undefined
    const hasSkeleton = isOwn && /^(idle|requesting|opening)$/.test(status)

    /** For a button that its screen takes away: the focus stays in the frame instead of falling to the page. */
    function reloadAndKeepFocus() {
      const root = containerRef.current?.closest<HTMLElement>('[data-conversation-frame]')
      if (root?.contains(activeElementBeside(root))) root.focus()
      reload()
    }

    return (
      <div
        {...rootProps(options, labels.title)}
        data-conversation-frame=""
        data-status={status}
        aria-busy={status === 'requesting' || status === 'opening'}
        lang={lang}
        dir={dir}
      >
        <ConversationFrameHeader
          {...{ frame, labels, lang, toolbar, isOwn }}
          onReload={toolbar ? reload : reloadAndKeepFocus}
        />
        <div data-part="viewport">
          <div data-part="frame" ref={containerRef} />
          {!isOwn && (
            <div data-part="cover">
              {isBroken ? error && errorFallback?.(error, { reload: reloadAndKeepFocus, openInNewTab }) : fallback}
            </div>
          )}
          {hasSkeleton && <div data-part="skeleton" aria-hidden="true" />}
        </div>
      </div>
    )
  },
)
