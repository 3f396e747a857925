import { usePrefetchConversation } from '@conversation-frame/react'
import { useEffect, useRef } from 'react'
import type { ContactBody } from '../../DashboardApi.js'
import { targetOf } from './targetOf.js'

/** How long a pointer or the focus rests on a name before it is meant: passing over the list must not mint a link each. */
const rest = 120

/** Event handlers for the link of a contact, by which its login link is there before the click. */
export function usePrefetchOnIntent(contact: ContactBody) {
  const prefetch = usePrefetchConversation()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const begin = () => {
    timer.current ??= setTimeout(() => prefetch(targetOf(contact)), rest)
  }
  const end = () => {
    clearTimeout(timer.current)
    timer.current = undefined
  }
  // A move, not an enter: a list that appears under a resting pointer was not pointed at.
  return { onPointerMove: begin, onPointerLeave: end, onFocus: begin, onBlur: end, onClick: end }
}
