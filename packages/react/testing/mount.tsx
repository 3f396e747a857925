import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { onTestFinished } from 'vitest'

/** Renders into the page as an application does, in StrictMode, and unmounts when the test has finished. */
export function mount(node: ReactNode) {
  const container = document.createElement('div')
  container.style.height = '600px'
  document.body.append(container)
  const root = createRoot(container)
  const render = (next: ReactNode) => root.render(<StrictMode>{next}</StrictMode>)
  let mounted = true
  const unmount = () => {
    if (mounted) root.unmount()
    mounted = false
  }
  onTestFinished(() => {
    unmount()
    container.remove()
  })
  render(node)
  return { container, render, unmount }
}
