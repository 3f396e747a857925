import { Icon } from '../Icon.js'

/** What stands where a conversation would. */
export function Notice({ title, hint }: { title: string; hint: string }) {
  return (
    <div className="notice">
      <span className="notice-mark">
        <Icon name="conversations" />
      </span>
      <h2>{title}</h2>
      <p>{hint}</p>
    </div>
  )
}
