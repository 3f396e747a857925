let warned = false

/** Warns once, in development, that a frame has no `title`. */
export function warnWithoutTitle(title: string | undefined): void {
  if (process.env.NODE_ENV === 'production' || title || warned) return
  warned = true
  console.warn(
    "<ConversationFrame> has no title: give the contact's name, so that screen readers can tell frames apart.",
  )
}
