import { type ComponentType, StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { environment } from './environment.js'
import { hostTime, setHostTime } from './hostTime.js'

/** The props of every subject. */
export interface ViewProps {
  conversationId: number
  phoneNumber: string
}

/** The operations that the measurements use in a subject's page. */
export interface BenchPage {
  setHostTime(): Promise<void>
  /** Renders a number of views. Returns the start time, by the host's clock. */
  mount(count?: number): number
  /** The same, but returns the milliseconds until React had committed. */
  mountAtOnce(count: number): number
  rerender(): void
  unmount(): void
  /** Mounts and unmounts repeatedly. Each time the navigation of the frame has started. */
  cycle(times: number): Promise<void>
  frames(): number
}

declare global {
  interface Window {
    bench: BenchPage
  }
}

const target: ViewProps = { conversationId: 165, phoneNumber: '972501234567' }

/** Sets up the page of one subject. */
export function startPage(View: ComponentType<ViewProps>): void {
  // The page already has text and a button, as any dashboard: the cost of a page's first text is not the frame's.
  document.body.insertAdjacentHTML(
    'afterbegin',
    '<header style="font: 0.9375rem / 1.5 system-ui, sans-serif"><b>Customers</b> <button style="font: inherit">Dana Levi</button></header>',
  )
  const container = document.createElement('div')
  document.body.append(container)
  let root: Root | undefined
  let count = 1

  function draw(): void {
    // New elements on each render, as in most dashboards.
    const views = Array.from({ length: count }, (_, index) => (
      <div key={index} style={{ height: 500 }}>
        <View {...target} />
      </div>
    ))
    root?.render(environment.strict ? <StrictMode>{views}</StrictMode> : views)
  }

  function mount(wanted = 1): number {
    count = wanted
    root = createRoot(container)
    const began = hostTime()
    draw()
    return began
  }

  function unmount(): void {
    flushSync(() => root?.unmount())
    root = undefined
  }

  window.bench = {
    setHostTime,
    mount,
    mountAtOnce(wanted) {
      const began = performance.now()
      flushSync(() => mount(wanted))
      return performance.now() - began
    },
    rerender: () => flushSync(draw),
    unmount,
    async cycle(times) {
      for (let i = 0; i < times; i += 1) {
        mount()
        await until(() => isUnderWay(container))
        unmount()
      }
    },
    frames: () => document.querySelectorAll('iframe').length,
  }
}

/** Whether there is an iframe other than the empty one that waits for a link. */
function isUnderWay(container: Element): boolean {
  const frame = container.querySelector('iframe')
  const status = frame?.closest<HTMLElement>('[data-status]')?.dataset.status
  return frame !== null && (status === undefined || status === 'opening' || status === 'open')
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve))
}
