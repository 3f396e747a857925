import type { CSSProperties } from 'react'
import type { FrameSnapshot } from './frame/createSnapshotStore.js'
import { type ConversationFrameLabels, errorLabel } from './locales/labels.js'

interface HeaderProps {
  frame: FrameSnapshot & { openInNewTab: () => void }
  labels: ConversationFrameLabels
  lang: string
  toolbar: boolean
  /** The message is ours: the host shows no screen of its own. */
  isOwn: boolean
  onReload: () => void
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
const transparent: CSSProperties = { opacity: 0 }

/**
 * The message and the buttons: a toolbar above the conversation, or a card in its place. They are the same elements in every
 * state, so that a message is announced once and a button does not go from under a finger.
 */
export function ConversationFrameHeader({ frame, labels, lang, toolbar, isOwn, onReload }: HeaderProps) {
  const { status, tabError, navigated, openInNewTab } = frame
  const isCard = isOwn && /^(offline|waiting|stalled|failed)$/.test(status)
  const notice = tabError ? errorLabel(labels, tabError) : navigated && labels.navigated
  const isVisible = isOwn ? toolbar || status !== 'open' : toolbar && notice
  // The only status that a server renders. Beside a host's screen it has no message, so there is nothing to hide.
  const isSilent = !isOwn && !notice && status === 'idle'
  return (
    <div data-part={isCard ? 'card' : toolbar ? 'toolbar' : 'notice'}>
      <div
        data-part="message"
        data-notice={notice ? '' : undefined}
        role="status"
        style={isVisible || isSilent ? undefined : toolbar ? transparent : visuallyHidden}
      >
        {/* A space keeps the line where there is no stylesheet. */}
        {notice || (isSilent ? toolbar && '\u00a0' : message(frame, labels, lang))}
      </div>
      {(toolbar || isCard) && (
        <div data-part="actions">
          <button type="button" data-part="reload" onClick={onReload}>
            {labels.reload}
          </button>
          <button type="button" data-part="new-tab" onClick={openInNewTab}>
            {labels.openInNewTab}
          </button>
        </div>
      )}
    </div>
  )
}

function message({ status, error, retryAt }: FrameSnapshot, labels: ConversationFrameLabels, lang: string): string {
  if (status === 'open' || status === 'offline') return labels[status]
  const reason = error && errorLabel(labels, error)
  if (status !== 'waiting') return reason ?? labels.loading
  const time = new Intl.DateTimeFormat(lang, { timeStyle: 'medium' }).format(retryAt)
  const next = labels.waiting.replace('{time}', time)
  return reason ? `${reason} ${next}` : next
}
