import { createEmbeddingContext } from 'amazon-quicksight-embedding-sdk'
import { useEffect, useRef } from 'react'
import { askForLink } from '../askForLink.js'
import { startPage, type ViewProps } from '../startPage.js'

/** As in its README: create a context, then call `embedDashboard` with a URL that the host has fetched. */
function QuickSight({ conversationId, phoneNumber }: ViewProps) {
  const container = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const embed = async () => {
      const asked = askForLink('/login/quicksight', { conversationId, phoneNumber })
      const context = await createEmbeddingContext()
      const url = await asked
      if (container.current) await context.embedDashboard({ url, container: container.current, height: '480px' })
    }
    embed().catch(console.error)
  }, [conversationId, phoneNumber])
  return <div ref={container} />
}

startPage(QuickSight)
