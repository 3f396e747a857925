import { useEffect, useState } from 'react'
import { askForLink } from '../askForLink.js'
import { environment } from '../environment.js'
import { startPage, type ViewProps } from '../startPage.js'

/** The data fetching effect from React's documentation, and an iframe. */
function HandWritten({ conversationId, phoneNumber }: ViewProps) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    let ignore = false
    askForLink(environment.endpoint, { conversationId, phoneNumber }).then((url) => {
      if (!ignore) setUrl(url)
    }, console.error)
    return () => {
      ignore = true
    }
  }, [conversationId, phoneNumber])
  if (!url) return <p>Loading…</p>
  return <iframe src={url} title="Dana Levi" style={{ width: '100%', height: 480, border: 0 }} />
}

startPage(HandWritten)
