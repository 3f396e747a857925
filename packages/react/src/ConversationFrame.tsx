'use client'
import { type CSSProperties, forwardRef, type ReactNode, useImperativeHandle } from 'react'
import type { ConversationFrameError } from './ConversationFrameError.js'
import { useLocale } from './ConversationFrameProvider.js'
import type { ConversationTarget } from './ConversationTarget.js'
import { activeElementBeside } from './frame/activeElementBeside.js'
import type { FrameSnapshot } from './frame/createFrameView.js'
import type { FrameOptions } from './frame/frameSettings.js'
import { type ConversationFrameLabels, errorLabel } from './locales/labels.js'
import { type RootProps, rootProps } from './rootProps.js'
import { type UseConversationFrameResult, useConversationFrame } from './useConversationFrame.js'

/** What a `ref` on `<ConversationFrame>` gives. */
export interface ConversationFrameHandle
  extends Pick<UseConversationFrameResult, 'reload' | 'openInNewTab' | 'focus' | 'postMessage'> {
  /** The iframe, once there is one. */
  readonly element: HTMLIFrameElement | null
}

/** The ways out that an error screen can offer. */
export type WaysOut = Pick<UseConversationFrameResult, 'reload' | 'openInNewTab'>

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

// Inline, so that it also holds without the stylesheet. Only the browser renders these: a Content-Security-Policy refuses
// style attributes in server HTML, but not what a script sets.
const visuallyHidden: CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
}

// In the toolbar it keeps its place, so that nothing moves when the conversation opens after a host's own fallback.
const unseen: CSSProperties = { opacity: 0 }

/** A customer's conversation in the vendor's chat system, opened by a single-use login link from the host's own endpoint. */
export const ConversationFrame = forwardRef<ConversationFrameHandle, ConversationFrameProps>(
  function ConversationFrame(props, ref) {
    const { fallback, errorFallback, toolbar = true, ...options } = props
    const frame = useConversationFrame(options)
    const { lang, dir, labels } = useLocale(options)
    const { status, error, tabError, navigated, containerRef } = frame
    const { reload, openInNewTab, focus, postMessage, getElement } = frame
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
    // Our own words and skeleton, unless the host shows something else.
    const own = broken ? !errorFallback : status === 'open' || fallback === undefined
    const card = own && /^(offline|waiting|stalled|failed)$/.test(status)
    const notice = tabError ? errorLabel(labels, tabError) : navigated && labels.navigated
    const shown = own ? toolbar || status !== 'open' : toolbar && notice
    // The only status that a server renders. Next to a host's screen it says nothing, so there is nothing to hide.
    const silent = !own && !notice && status === 'idle'

    /** For a button that goes with its screen: the focus stays in the frame instead of falling to the page. */
    function leave() {
      const root = containerRef.current?.closest<HTMLElement>('[data-conversation-frame]')
      if (root?.contains(activeElementBeside(root))) root.focus()
      reload()
    }

    // The message and the buttons are the same elements in every state: spoken once, and never taken from under a finger.
    return (
      <div
        {...rootProps(options, labels.title)}
        data-conversation-frame=""
        data-status={status}
        aria-busy={status === 'requesting' || status === 'opening'}
        lang={lang}
        dir={dir}
      >
        <div data-part={card ? 'card' : toolbar ? 'toolbar' : 'notice'}>
          <div
            data-part="message"
            data-notice={notice ? '' : undefined}
            role="status"
            style={shown || silent ? undefined : toolbar ? unseen : visuallyHidden}
          >
            {/* A space keeps the line where there is no stylesheet. */}
            {notice || (silent ? toolbar && '\u00a0' : message(frame, labels, lang))}
          </div>
          {(toolbar || card) && (
            <div data-part="ways-out">
              <button type="button" data-part="reload" onClick={toolbar ? reload : leave}>
                {labels.reload}
              </button>
              <button type="button" data-part="new-tab" onClick={openInNewTab}>
                {labels.openInNewTab}
              </button>
            </div>
          )}
        </div>
        <div data-part="viewport">
          <div data-part="frame" ref={containerRef} />
          {!own && (
            <div data-part="cover">
              {broken ? error && errorFallback?.(error, { reload: leave, openInNewTab }) : fallback}
            </div>
          )}
          {own && !card && status !== 'open' && <div data-part="skeleton" aria-hidden="true" />}
        </div>
      </div>
    )
  },
)

function message({ status, error, retryAt }: FrameSnapshot, labels: ConversationFrameLabels, lang: string): string {
  if (status === 'open' || status === 'offline') return labels[status]
  const why = error && errorLabel(labels, error)
  if (status !== 'waiting') return why ?? labels.loading
  const time = new Intl.DateTimeFormat(lang, { timeStyle: 'medium' }).format(retryAt)
  const next = labels.waiting.replace('{time}', time)
  return why ? `${why} ${next}` : next
}
