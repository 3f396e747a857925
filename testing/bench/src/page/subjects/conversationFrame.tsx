import { ConversationFrame } from '@conversation-frame/react'
import '@conversation-frame/react/styles.css'
import { environment } from '../environment.js'
import { startPage } from '../startPage.js'

const { endpoint, vendorOrigin, settleTime, variant } = environment

startPage((target) => (
  <ConversationFrame
    {...target}
    endpoint={endpoint}
    loginOrigins={[vendorOrigin]}
    settleTime={settleTime}
    warmUrl={variant === 'warmed' ? `${vendorOrigin}/health` : undefined}
    title="Dana Levi"
    style={{ height: 480 }}
  />
))
