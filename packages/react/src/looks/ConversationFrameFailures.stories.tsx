import { Forbidden } from '@conversation-frame/server'
import type { Meta, StoryObj } from '@storybook/react-vite'
import type { StageOptions } from '../../../../.storybook/stage/createStage.js'
import { shows } from '../../../../.storybook/stage/shows.js'
import { ConversationFrame } from '../ConversationFrame.js'
import type { ConversationFrameErrorCode } from '../ConversationFrameError.js'

const meta = {
  title: 'ConversationFrame/Failures',
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

/** A final failure. */
function failed(code: ConversationFrameErrorCode, stage: StageOptions): Story {
  return { parameters: { stage }, play: shows('failed', ({ errors }) => errors[code]) }
}

/** A failure that the frame retries automatically. */
function retried(code: ConversationFrameErrorCode, stage: StageOptions): Story {
  return { parameters: { stage }, play: shows('waiting', ({ errors }) => errors[code]) }
}

export const InvalidRequest: Story = failed('invalid_request', { problem: { code: 'invalid_request' } })
export const Unauthenticated: Story = failed('unauthenticated', { authorize: async () => null })
export const NotAllowed: Story = failed('forbidden', {
  authorize: () => Promise.reject(new Forbidden('Not a conversation of this user.')),
})
export const AccountSuspended: Story = failed('account_suspended', { faults: { loginConversation: { reason: 32 } } })
export const ConversationNotFound: Story = failed('conversation_not_found', {
  faults: { loginConversation: { reason: 36 } },
})
export const ContactInvalid: Story = failed('contact_invalid', { faults: { loginConversation: { reason: 37 } } })
export const Misconfigured: Story = failed('misconfigured', { faults: { accessToken: { reason: 2 } } })
export const InternalError: Story = failed('internal_error', { authorize: () => Promise.reject(new Error('A bug.')) })
export const InvalidResponse: Story = failed('invalid_response', { problem: { code: 'invalid_response' } })
export const OriginNotAllowed: Story = failed('origin_not_allowed', { leadsTo: 'foreign' })

export const RateLimited: Story = retried('rate_limited', {
  problem: { code: 'rate_limited', retryAfterSeconds: 3_600 },
})
export const VendorUnavailable: Story = retried('vendor_unavailable', {
  faults: { loginConversation: { status: 500 } },
})
export const Unavailable: Story = retried('unavailable', { problem: { code: 'unavailable', retryAfterSeconds: 3_600 } })
export const Network: Story = retried('network', { unreachable: true })
export const Timeout: Story = { ...retried('timeout', { delay: 10_000 }), args: { requestTimeout: 100 } }

/** The automatic attempts are used up, so the user has to reload. */
export const BudgetExhausted: Story = {
  ...failed('budget_exhausted', { unreachable: true }),
  args: { budget: { max: 0, windowMs: 300_000 } },
}

/** The dashboard's own Content-Security-Policy forbids the frame. The story dispatches the browser's event. */
export const BlockedByCsp: Story = {
  ...failed('blocked_by_csp', { leadsTo: 'nothing' }),
  play: async (context) => {
    await shows('opening')(context)
    const blockedURI = window.location.origin
    const violation = { blockedURI, effectiveDirective: 'frame-src', violatedDirective: 'frame-src' } as const
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        ...violation,
        documentURI: document.URL,
        originalPolicy: "frame-src 'none'",
        disposition: 'enforce',
        statusCode: 200,
      }),
    )
    await shows('failed', ({ errors }) => errors.blocked_by_csp)(context)
  },
}
