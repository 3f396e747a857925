import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, within } from 'storybook/test'
import { shows } from '../../../../.storybook/stage/shows.js'
import { ConversationFrame } from '../ConversationFrame.js'

const meta = {
  title: 'ConversationFrame/Looks',
  component: ConversationFrame,
  args: {
    conversationId: 165,
    phoneNumber: '972501234567',
    title: 'Dana Levi',
    sandbox: 'allow-scripts allow-forms allow-popups',
  },
} satisfies Meta<typeof ConversationFrame>
export default meta

type Story = StoryObj<typeof meta>

const notFound = { stage: { faults: { loginConversation: { reason: 36 } } } }

export const Dark: Story = { globals: { theme: 'dark' }, play: shows('open') }
export const DarkFailure: Story = { globals: { theme: 'dark' }, parameters: notFound, play: shows('failed') }
export const Narrow: Story = { globals: { width: 'narrow' }, play: shows('open') }
export const NarrowFailure: Story = { globals: { width: 'narrow' }, parameters: notFound, play: shows('failed') }
export const Hebrew: Story = {
  args: { conversationId: 166, phoneNumber: '972502345678', title: 'יואב מזרחי' },
  globals: { locale: 'he' },
  play: shows('open', ({ reload }) => reload),
}
export const HebrewFailure: Story = {
  globals: { locale: 'he' },
  parameters: notFound,
  play: shows('failed', ({ errors }) => errors.conversation_not_found),
}
export const Arabic: Story = { globals: { locale: 'ar' }, play: shows('open', ({ reload }) => reload) }
export const ArabicDarkFailure: Story = {
  globals: { locale: 'ar', theme: 'dark' },
  parameters: notFound,
  play: shows('failed', ({ errors }) => errors.conversation_not_found),
}

/** A rounder, greener look: set custom properties on the frame or on an ancestor. */
export const Branded: Story = {
  args: {
    style: {
      '--conversation-frame-accent': 'light-dark(#0b6b50, #7fd8bb)',
      '--conversation-frame-on-accent': 'light-dark(#ffffff, #04241a)',
      '--conversation-frame-radius': '22px',
    } as object,
  },
  parameters: notFound,
  play: shows('failed'),
}

/** Without the toolbar, the host shows its own buttons and uses the `ref`. */
export const WithoutToolbar: Story = {
  args: { toolbar: false },
  play: async (context) => {
    await shows('open')(context)
    await expect(within(context.canvasElement).queryByRole('button')).toBeNull()
  },
}

/** A custom loading screen instead of the skeleton. */
export const OwnFallback: Story = {
  args: { fallback: <p style={{ padding: 24, margin: 0 }}>Loading Dana’s conversation…</p> },
  parameters: { stage: { delay: 3_600_000 } },
  play: shows('requesting', () => 'Loading Dana’s conversation…'),
}

/** A custom error screen, with functions to recover. */
export const OwnErrorFallback: Story = {
  args: {
    toolbar: false,
    errorFallback: ({ code }, { reload }) => (
      <div style={{ padding: 24 }}>
        <p>This did not work ({code}).</p>
        <button type="button" onClick={reload}>
          Try again
        </button>
      </div>
    ),
  },
  parameters: notFound,
  play: shows('failed', () => 'This did not work (conversation_not_found).'),
}
