import { embedDashboard } from '@superset-ui/embedded-sdk'
import { useEffect, useRef } from 'react'
import { environment } from '../environment.js'
import { startPage, type ViewProps } from '../startPage.js'

/** As in its README: the frame has a fixed URL and receives a guest token that the host fetches. */
function Superset({ conversationId }: ViewProps) {
  const container = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!container.current) return
    const embedded = embedDashboard({
      id: String(conversationId),
      supersetDomain: environment.standInOrigin,
      mountPoint: container.current,
      fetchGuestToken: async () => (await fetch('/login/superset', { method: 'POST' })).text(),
    })
    return () => {
      embedded.then(({ unmount }) => unmount(), console.error)
    }
  }, [conversationId])
  return <div ref={container} style={{ height: 480 }} />
}

startPage(Superset)
