import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Desk } from './Desk'

// Whoever signs in gets a cookie; here it is said right away.
await cookieStore.set('session', 'u1')

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Desk />
    </StrictMode>,
  )
}
