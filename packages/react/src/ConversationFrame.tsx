'use client'
import {
  type ComponentPropsWithoutRef,
  type CSSProperties,
  forwardRef,
  type ReactNode,
  useImperativeHandle,
} from 'react'
import type { ConversationFrameError } from './ConversationFrameError.js'
import { useLocale } from './ConversationFrameProvider.js'
import type { ConversationTarget } from './ConversationTarget.js'
import type { FrameSnapshot } from './createFrameView.js'
import type { FrameOptions } from './frameSettings.js'
import type { ConversationFrameLabels } from './labels.js'
import { type UseConversationFrameResult, useConversationFrame } from './useConversationFrame.js'

/** What a `ref` on `<ConversationFrame>` gives. */
export interface ConversationFrameHandle
  extends Pick<UseConversationFrameResult, 'reload' | 'openInNewTab' | 'focus' | 'postMessage'> {
  /** The iframe, once there is one. */
  readonly element: HTMLIFrameElement | null
}

/** The ways out that an error screen can offer. */
export type WaysOut = Pick<UseConversationFrameResult, 'reload' | 'openInNewTab'>

type RootProps = Omit<
  ComponentPropsWithoutRef<'div'>,
  keyof FrameOptions | 'children' | 'dangerouslySetInnerHTML' | 'dir' | 'lang'
>

/** The props of `<ConversationFrame>`. What a `<div>` takes beside them goes to the root element. */
export type ConversationFrameProps = ConversationTarget &
  FrameOptions &
  RootProps & {
    /** Shown while the conversation is not there yet. @default a skeleton, with the stylesheet */
    fallback?: ReactNode
    /** Shown when it `failed` or `stalled`. @default what happened, and the ways out */
    errorFallback?: ((error: ConversationFrameError, ways: WaysOut) => ReactNode) | undefined
    /** Reload and new tab, above the conversation. @default true */
    toolbar?: boolean | undefined
  }

// Inline, so that it holds without the stylesheet too.
const visuallyHidden: CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
}

/** A customer's conversation in the vendor's chat system, opened by a single-use login link from the host's own endpoint. */
export const ConversationFrame = forwardRef<ConversationFrameHandle, ConversationFrameProps>(
  function ConversationFrame(props, ref) {
    const { fallback, errorFallback, toolbar = true, ...options } = props
    const frame = useConversationFrame(options)
    const { lang, dir, labels } = useLocale(options)
    const { status, error, reload, openInNewTab, focus, postMessage, getElement } = frame
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
    const broken = status === 'failed' || status === 'stalled'
    const notice = tabError ? labels.errors[tabError.code] : navigated && labels.navigated
    // What the host shows instead of our own words.
    const replaced = broken ? errorFallback : status !== 'open' && fallback
    const replacement = broken && error ? errorFallback?.(error, { reload, openInNewTab }) : replaced
    return (
      // biome-ignore lint
      <div
        role="group"
        aria-label={options.title ?? labels.title}
        // Takes the focus of a button that is about to go.
        tabIndex={-1}
        {...rootProps(options)}
        data-conversation-frame=""
        data-status={status}
        aria-busy={status === 'requesting' || status === 'opening'}
        lang={lang}
        dir={dir}
      ></div>
    )
  },
)

/** What is left for the root element. */
function rootProps({
  conversationId,
  inboxId,
  phoneNumber,
  email,
  name,
  endpoint,
  headers,
  credentials,
  loginOrigins,
  requestTimeout,
  settleTime,
  loading,
  title,
  sandbox,
  allow,
  loadTimeout,
  budget,
  locale,
  labels,
  onStatusChange,
  onError,
  onNavigate,
  onMessage,
  ...root
}: ConversationTarget & FrameOptions & RootProps): RootProps {
  return root
}
