import { usePrefetchConversation } from '@conversation-frame/react'
import { useEffect, useRef } from 'react'
import type { ContactBody } from '../../DashboardApi.js'
import { targetOf } from './targetOf.js'

/** How long the pointer or the focus must rest on a name, so that passing over the list does not mint a link for each. */
const rest = 120

/** Event handlers that prefetch a contact's login link before the click. */
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
  // A move, not an enter: a list that appears under a resting pointer does not show intent.
  return { onPointerMove: begin, onPointerLeave: end, onFocus: begin, onBlur: end, onClick: end }
}
