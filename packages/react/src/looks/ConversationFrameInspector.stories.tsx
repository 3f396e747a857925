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
  /** Delay of the login endpoint in milliseconds. */
  delay: number
  /** The simulated vendor's fault. */
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
    // react-docgen does not describe the members of a union.
    conversationId: { description: 'The conversation to open: a positive integer. Pass this or `inboxId`.' },
    inboxId: {
      description:
        'The inbox to open, or to start a conversation in: a positive integer. Ignored if `conversationId` is set.',
      type: 'number',
    },
    phoneNumber: { description: 'The contact’s phone number, in any common notation. Pass this or `email`.' },
    email: { description: 'The contact’s email address.', type: 'string' },
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

/** Change any prop. The ledger below counts the login links; the Actions panel lists the callbacks. */
export const Inspector: StoryObj<typeof meta> = { play: shows('open') }
