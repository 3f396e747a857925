import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Conversation } from './Conversation'

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <Conversation />
  </StrictMode>,
)
