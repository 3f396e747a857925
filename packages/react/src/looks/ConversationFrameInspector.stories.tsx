import type { Faults } from '@conversation-frame/simulator'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { fn } from 'storybook/test'
import type { StageOptions } from '../../../../.storybook/stage/createStage.js'
import { shows } from '../../../../.storybook/stage/shows.js'
import { ConversationFrame, type ConversationFrameProps } from '../ConversationFrame.js'

const faults = {
  none: {},
  'conversation not found': { loginConversation: { reason: 36 } },
  'account suspended': { loginConversation: { reason: 32 } },
  'vendor answers 500': { loginConversation: { status: 500 } },
  'vendor answers 500 once': { loginConversation: { status: 500, times: 1 } },
  'vendor hangs': { loginConversation: { hang: true } },
} satisfies Record<string, Faults>

type InspectorProps = Extract<ConversationFrameProps, { conversationId: number; phoneNumber: string }> & {
  /** Milliseconds that the login endpoint takes. */
  delay: number
  /** What the simulated vendor does wrong. */
  fault: keyof typeof faults
}

const meta = {
  title: 'ConversationFrame/Inspector',
  component: ConversationFrame,
  args: {
    conversationId: 165,
    phoneNumber: '972501234567',
    title: 'Dana Levi',
    toolbar: true,
    loading: 'eager',
    sandbox: 'allow-scripts allow-forms allow-popups',
    settleTime: 3_000,
    loadTimeout: 20_000,
    requestTimeout: 15_000,
    delay: 600,
    fault: 'none',
    onStatusChange: fn(),
    onError: fn(),
    onNavigate: fn(),
  },
  argTypes: {
    // Members of a union, which react-docgen does not look into.
    conversationId: { description: 'The conversation to open: a positive integer. This or `inboxId` is needed.' },
    inboxId: {
      description:
        'The inbox to open, or to start a conversation in: a positive integer. Ignored beside a `conversationId`.',
      type: 'number',
    },
    phoneNumber: { description: 'The contact’s phone number, as people write it. This or `email` is needed.' },
    email: { description: 'The contact’s e-mail address.', type: 'string' },
    delay: { control: { type: 'range', min: 0, max: 5_000, step: 100 } },
    fault: { control: 'select', options: Object.keys(faults) },
    loading: { control: 'inline-radio', options: ['eager', 'lazy'] },
  },
  parameters: {
    stage: ({ delay, fault }: InspectorProps): StageOptions => ({ delay, faults: faults[fault] }),
  },
  render: ({ delay, fault, ...props }) => <ConversationFrame {...props} />,
} satisfies Meta<InspectorProps>
export default meta

/** Change anything; the ledger below shows what it costs in login links. The callbacks are under Actions. */
export const Inspector: StoryObj<typeof meta> = { play: shows('open') }
