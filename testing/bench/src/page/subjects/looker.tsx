import { getEmbedSDK } from '@looker/embed-sdk'
import { useEffect, useRef } from 'react'
import { environment } from '../environment.js'
import { startPage, type ViewProps } from '../startPage.js'

getEmbedSDK().init(environment.vendorOrigin, '/login/looker')

/** As in its README: `init` once with the host's endpoint, which the SDK requests itself; then build and connect. */
function Looker({ conversationId }: ViewProps) {
  const container = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!container.current) return
    getEmbedSDK()
      .createDashboardWithId(String(conversationId))
      .appendTo(container.current)
      .build()
      .connect()
      .catch(console.error)
  }, [conversationId])
  return <div ref={container} style={{ height: 480 }} />
}

startPage(Looker)
