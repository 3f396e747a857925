import type { ConversationFrameStatus } from '@conversation-frame/react'
import { expect, waitFor } from 'storybook/test'

/** A play function: the story's frames reach this status, and say these words. */
export function shows(status: ConversationFrameStatus, words?: string) {
  return async ({ canvasElement }: { canvasElement: HTMLElement }) => {
    await waitFor(
      () => {
        const frames = [...canvasElement.querySelectorAll<HTMLElement>('[data-conversation-frame]')]
        expect(frames.map(({ dataset }) => dataset.status)).toContain(status)
        if (words) expect(frames.map(({ textContent }) => textContent).join(' ')).toContain(words)
      },
      { timeout: 5_000 },
    )
  }
}

/** Until no login has the turn any more. */
export async function settled() {
  await waitFor(async () => expect((await navigator.locks.query()).held).toEqual([]), { timeout: 5_000 })
}
