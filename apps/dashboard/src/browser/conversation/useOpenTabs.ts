import { useEffect, useState } from 'react'
import { navigate } from '../useRoute.js'

/** The kept conversations, and the current one. */
const most = 6

/** The conversations that are open in tabs. They survive a page reload, in this browser tab only. */
export function useOpenTabs(sessionKey: string, current: number | undefined) {
  const key = `frontdesk-tabs-${sessionKey}`
  const [tabs, setTabs] = useState(() => read(key))
  const open = current === undefined || tabs.includes(current) ? tabs : [...tabs, current].slice(-most)
  if (open !== tabs) setTabs(open)
  useEffect(() => write(key, open), [key, open])

  return {
    tabs: open,
    close(id: number): void {
      const rest = open.filter((each) => each !== id)
      setTabs(rest)
      if (id !== current) return
      const next = rest[Math.min(open.indexOf(id), rest.length - 1)]
      navigate(next === undefined ? { page: 'conversations' } : { page: 'conversation', contactId: next })
    },
  }
}

function read(key: string): number[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]')
    return Array.isArray(stored)
      ? stored.filter((id): id is number => Number.isSafeInteger(id) && id > 0).slice(-most)
      : []
  } catch {
    return []
  }
}

function write(key: string, tabs: number[]): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(tabs))
  } catch {}
}
