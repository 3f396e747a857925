import { Icon } from '../Icon.js'

export interface NoticeProps {
  title: string
  hint?: string
  /** `h1` if the page has no other content. @default 'h2' */
  heading?: 'h1' | 'h2'
}

/** Replaces the conversation. */
export function Notice({ title, hint, heading: Heading = 'h2' }: NoticeProps) {
  return (
    <div className="notice">
      <span className="notice-mark">
        <Icon name="conversations" />
      </span>
      <Heading>{title}</Heading>
      {hint && <p>{hint}</p>}
    </div>
  )
}
