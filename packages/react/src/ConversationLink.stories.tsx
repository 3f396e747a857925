import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { ConversationLink } from './ConversationLink.js'

const meta = {
  title: 'ConversationLink',
  component: ConversationLink,
  args: { conversationId: 165, phoneNumber: '972501234567', children: 'Open Dana Levi in a new tab', onError: fn() },
} satisfies Meta<typeof ConversationLink>
export default meta

type Story = StoryObj<typeof meta>

/** The browser blocked the tab. `onError` receives the reason, and no link was minted. */
export const Blocked: Story = {
  beforeEach: () => {
    const { open } = window
    window.open = () => null
    return () => {
      window.open = open
    }
  },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button'))
    await waitFor(() => expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'popup_blocked' })))
    await expect(canvas.getByRole('list')).toHaveTextContent('minted 0')
  },
}
