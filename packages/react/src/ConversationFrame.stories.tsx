import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import type { StageOptions } from '../../../.storybook/stage/createStage.js'
import { localeIn } from '../../../.storybook/stage/localeIn.js'
import { settled, shows } from '../../../.storybook/stage/shows.js'
import { ConversationFrame } from './ConversationFrame.js'

const meta = {
  title: 'ConversationFrame',
  component: ConversationFrame,
  args: {
    conversationId: 165,
    phoneNumber: '972501234567',
    title: 'Dana Levi',
    // The simulated vendor runs on this page's own origin, which is safe only in a sandbox without allow-same-origin.
    sandbox: 'allow-scripts allow-forms allow-popups',
  },
} satisfies Meta<typeof ConversationFrame>
export default meta

type Story = StoryObj<typeof meta>

const stage = (options: StageOptions) => ({ stage: options })

/** The conversation is open. Write a message: the contact replies. */
export const Open: Story = { play: shows('open', ({ open }) => open) }

/** The second frame waits for the first one's login before it requests a link. */
export const Idle: Story = {
  parameters: stage({ leadsTo: 'nothing' }),
  render: (args) => (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 10, height: '100%' }}>
      <ConversationFrame {...args} />
      <ConversationFrame {...args} title="Marcus Webb" />
    </div>
  ),
  play: shows('idle'),
}

/** The frame requests a link. The skeleton appears after 150 ms, so that it does not flash before a fast response. */
export const Requesting: Story = {
  parameters: stage({ delay: 3_600_000 }),
  args: { requestTimeout: 7_200_000 },
  play: shows('requesting', ({ loading }) => loading),
}

/** The frame opens the link. */
export const Opening: Story = {
  parameters: stage({ leadsTo: 'nothing' }),
  args: { loadTimeout: 7_200_000 },
  play: shows('opening', ({ loading }) => loading),
}

/** Without a network the frame requests nothing, and continues automatically when it is back. */
export const Offline: Story = {
  beforeEach: () => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false })
    return () => void Reflect.deleteProperty(navigator, 'onLine')
  },
  play: shows('offline', ({ offline }) => offline),
}

/** The frame backs off and shows the time of the next attempt. */
export const Waiting: Story = {
  parameters: stage({ problem: { code: 'vendor_unavailable', retryAfterSeconds: 3_600 } }),
  play: shows('waiting', ({ waiting }) => waiting.split('{time}')[0] ?? ''),
}

/** Nothing has loaded in time. After one automatic new link, the user has to reload. */
export const Stalled: Story = {
  parameters: stage({ leadsTo: 'nothing' }),
  args: { loadTimeout: 100, budget: { max: 0, windowMs: 300_000 } },
  play: shows('stalled', ({ errors }) => errors.stalled),
}

/** The open frame loaded another page, perhaps after a logout. The host page cannot see which, so the frame asks. */
export const Navigated: Story = {
  play: async (context) => {
    await shows('open')(context)
    const iframe = within(context.canvasElement).getByTitle<HTMLIFrameElement>('Dana Levi')
    await settled()
    const loginForm = new URL('workspace.html?path=/app/login?notice=session', document.baseURI)
    iframe.contentWindow?.location.replace(loginForm)
    await shows('open', ({ navigated }) => navigated)(context)
  },
}

/** A reload requests a new link. The focus stays on the button. */
export const ReloadedByUser: Story = {
  play: async (context) => {
    const canvas = within(context.canvasElement)
    const button = () => canvas.getByRole('button', { name: localeIn(context.globals).labels.reload })
    await shows('open')(context)
    await userEvent.click(button())
    await waitFor(() => expect(canvas.getByRole('list')).toHaveTextContent('minted 2'))
    await shows('open')(context)
    await expect(button()).toHaveFocus()
    await expect(canvas.getByRole('list')).toHaveTextContent('replayed 0')
  },
}

/** The browser blocked the new tab. */
export const NewTabBlocked: Story = {
  beforeEach: () => {
    const { open } = window
    window.open = () => null
    return () => {
      window.open = open
    }
  },
  play: async (context) => {
    await shows('open')(context)
    await settled()
    const name = localeIn(context.globals).labels.openInNewTab
    await userEvent.click(within(context.canvasElement).getByRole('button', { name }))
    await shows('open', ({ errors }) => errors.popup_blocked)(context)
  },
}
