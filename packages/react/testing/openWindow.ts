import { onTestFinished } from 'vitest'

/** A window that the host opens for a pop-out: a document of its own, until the test has finished. */
export function openWindow(): Window & typeof globalThis {
  const opened = window.open('', '_blank', 'width=800,height=600')
  if (!opened) throw new Error('The browser opened no window.')
  onTestFinished(() => opened.close())
  return opened as Window & typeof globalThis
}
