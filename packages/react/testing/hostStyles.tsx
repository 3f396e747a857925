import { expect, onTestFinished } from 'vitest'
import { userEvent } from 'vitest/browser'
import { ConversationFrame } from '../src/ConversationFrame.js'
import { ConversationFrameError } from '../src/ConversationFrameError.js'
import { mount } from './mount.js'

export async function forbidden(): Promise<never> {
  throw new ConversationFrameError('forbidden', 'for this test')
}

/** The buttons of a failed frame's card and of a loading frame's toolbar, on a page with rules of its own that come last. */
export async function buttonsAmid(css: string): Promise<HTMLElement[]> {
  const style = document.createElement('style')
  style.textContent = css
  document.head.append(style)
  onTestFinished(() => style.remove())
  const dana = { className: 'desk', conversationId: 165, email: 'dana@example.com', onError() {} }
  const { container } = mount(
    <>
      <ConversationFrame {...dana} title="Failed" endpoint={forbidden} />
      <ConversationFrame {...dana} title="Loading" endpoint={() => new Promise(() => {})} />
    </>,
  )
  await expect.poll(() => container.querySelector('[data-part=card]')).not.toBeNull()
  await userEvent.hover(document.body, { position: { x: 0, y: 0 } })
  return [...container.querySelectorAll<HTMLElement>('[data-part=card] button, [data-part=toolbar] button')]
}
