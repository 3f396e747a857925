import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { settled, shows } from '../../../.storybook/stage/shows.js'
import { ConversationFrame } from './ConversationFrame.js'
import { ConversationFrameProvider } from './ConversationFrameProvider.js'
import { usePrefetchConversation } from './usePrefetchConversation.js'

const meta = { title: 'ConversationFrameProvider', component: ConversationFrameProvider } satisfies Meta<
  typeof ConversationFrameProvider
>
export default meta

type Story = StoryObj<typeof meta>

const contacts = [
  { conversationId: 165, phoneNumber: '972501234567', title: 'Dana Levi' },
  { conversationId: 166, phoneNumber: '972502345678', title: 'יואב מזרחי' },
]

// The simulated vendor runs on this page's own origin, which is safe only in a sandbox without allow-same-origin.
const inPage = { settleTime: 1_000, sandbox: 'allow-scripts allow-forms' }

/** A small dashboard: a list that prefetches, and one conversation at a time. */
function Contacts({ prefetching = false }) {
  const prefetch = usePrefetchConversation(inPage)
  const [open, setOpen] = useState<number>()
  return (
    <div style={{ display: 'grid', gridTemplateRows: 'auto 1fr', gap: 8, height: '100%' }}>
      <div style={{ display: 'flex', gap: 8 }}>
        {contacts.map(({ title, ...target }, index) => (
          <button
            key={title}
            type="button"
            aria-pressed={open === index}
            onPointerEnter={() => prefetching && prefetch(target)}
            onClick={() => setOpen(index)}
          >
            {title}
          </button>
        ))}
        <button type="button" aria-pressed={open === undefined} onClick={() => setOpen(undefined)}>
          None
        </button>
      </div>
      {contacts.map(
        (contact, index) => index === open && <ConversationFrame key={contact.title} {...contact} {...inPage} />,
      )}
    </div>
  )
}

/** The last two conversations stay alive. Going back costs no link if the browser can move a frame. */
export const KeepAlive: Story = {
  parameters: { provider: { keepAlive: 2 } },
  render: () => <Contacts />,
  play: async (context) => {
    const canvas = within(context.canvasElement)
    const click = (name: string) => userEvent.click(canvas.getByRole('button', { name }))
    await click('Dana Levi')
    await shows('open')(context)
    await settled()
    await click('None')
    await click('Dana Levi')
    await shows('open')(context)
    await expect(canvas.getByRole('list')).toHaveTextContent('minted 1')
  },
}

/** Hovering mints the link, and the click opens it. */
export const Prefetch: Story = {
  render: () => <Contacts prefetching />,
  play: async (context) => {
    const canvas = within(context.canvasElement)
    await userEvent.hover(canvas.getByRole('button', { name: 'Dana Levi' }))
    await waitFor(() => expect(canvas.getByRole('list')).toHaveTextContent('minted 1'))
    await userEvent.click(canvas.getByRole('button', { name: 'Dana Levi' }))
    await shows('open')(context)
    await expect(canvas.getByRole('list')).toHaveTextContent('minted 1')
  },
}
