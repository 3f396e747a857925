import type { ConversationFrameLabels, ConversationFrameStatus } from '@conversation-frame/react'
import { expect, waitFor } from 'storybook/test'
import { localeIn } from './localeIn.js'

interface Played {
  canvasElement: HTMLElement
  globals: Record<string, unknown>
}

/** A play function: waits until one of the story's frames has this status and shows this label, in the story's language. */
export function shows(status: ConversationFrameStatus, say?: (labels: ConversationFrameLabels) => string) {
  return async ({ canvasElement, globals }: Played) => {
    const words = say?.(localeIn(globals).labels)
    await waitFor(() => {
      const frames = [...canvasElement.querySelectorAll<HTMLElement>('[data-conversation-frame]')]
      expect(frames.map(({ dataset }) => dataset.status)).toContain(status)
      if (words) expect(frames.map(({ textContent }) => textContent).join(' ')).toContain(words)
    })
  }
}

/** Waits until every login has settled. */
export async function settled() {
  await waitFor(async () => expect((await navigator.locks.query()).held).toEqual([]))
}
