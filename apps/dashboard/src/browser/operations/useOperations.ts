import { useEffect, useState } from 'react'
import type { OperationsBody } from '../../DashboardApi.js'

/** The simulated vendor's counts and the endpoint's events, live. The browser reconnects automatically. */
export function useOperations(): { body: OperationsBody | undefined; isLive: boolean } {
  const [body, setBody] = useState<OperationsBody>()
  const [isLive, setIsLive] = useState(false)
  useEffect(() => {
    const source = new EventSource('/api/operations/events')
    source.onopen = () => setIsLive(true)
    source.onerror = () => setIsLive(false)
    source.onmessage = ({ data }: MessageEvent<string>) => setBody(JSON.parse(data))
    return () => source.close()
  }, [])
  return { body, isLive }
}
