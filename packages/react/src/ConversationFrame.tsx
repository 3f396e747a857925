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
    const own = broken ? !errorFallback : status !== 'open' && fallback === undefined
    return (
      <div
        {...rootProps(options)}
        data-conversation-frame=""
        data-status={status}
        aria-busy={status === 'requesting' || status === 'opening'}
        lang={lang}
        dir={dir}
      >
        {toolbar && <Toolbar labels={labels} {...frame} />}
        <div data-part="viewport">
          <div data-part="frame" ref={frame.containerRef} />
          <div data-part="cover">
            {own && !broken && <div data-part="skeleton" aria-hidden="true" />}
            <p data-part="message" role="status" style={own ? undefined : visuallyHidden}>
              {message(frame, labels, lang)}
            </p>
            {broken && error && errorFallback?.(error, { reload, openInNewTab })}
            {broken && own && <WaysOutButtons labels={labels} {...frame} />}
            {!broken && status !== 'open' && fallback}
          </div>
        </div>
      </div>
    )
  },
)

function Toolbar({
  labels,
  tabError,
  navigated,
  ...ways
}: FrameSnapshot & WaysOut & { labels: ConversationFrameLabels }) {
  return (
    <div data-part="toolbar">
      <p data-part="notice" role="status">
        {tabError ? labels.errors[tabError.code] : navigated && labels.navigated}
      </p>
      <WaysOutButtons labels={labels} {...ways} />
    </div>
  )
}

function WaysOutButtons({ labels, reload, openInNewTab }: WaysOut & { labels: ConversationFrameLabels }) {
  return (
    <div data-part="ways-out">
      <button type="button" data-part="reload" onClick={reload}>
        {labels.reload}
      </button>
      <button type="button" data-part="new-tab" onClick={openInNewTab}>
        {labels.openInNewTab}
      </button>
    </div>
  )
}

function message({ status, error, retryAt }: FrameSnapshot, labels: ConversationFrameLabels, lang: string): string {
  if (status === 'open' || status === 'offline') return labels[status]
  if (status === 'waiting')
    return labels.waiting(new Intl.DateTimeFormat(lang, { timeStyle: 'medium' }).format(retryAt))
  return error ? labels.errors[error.code] : labels.loading
}

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
