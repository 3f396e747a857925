import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  ConversationFrame,
  type ConversationFrameHandle,
  type ConversationFrameProps,
  ConversationFrameProvider,
  ConversationLink,
  type ConversationTarget,
  type UseConversationFrameOptions,
  type usePrefetchConversation,
} from './index.js'

// `tsc` is what proves these: an `@ts-expect-error` without an error is one.

/** As it comes out of a host's database. */
const contact: { phone: string; email?: string; maybePhone: string | undefined; name: string | undefined } = {
  phone: '972501234567',
  maybePhone: undefined,
  name: undefined,
}
const endpoint = '/api/conversation-login'

describe('the target props', () => {
  it('take a conversation or an inbox, and a contact', () => {
    const accepted = [
      <ConversationFrame key={1} conversationId={165} phoneNumber="972501234567" />,
      <ConversationFrame key={2} inboxId={12} email="dana@example.com" name="Dana Levi" />,
    ]
    expect(accepted).toHaveLength(2)
  })

  it('take both ids, and both contacts', () => {
    const accepted = <ConversationFrame conversationId={165} inboxId={12} phoneNumber="1" email="dana@example.com" />
    expect(accepted.props.inboxId).toBe(12)
  })

  it('take undefined for what is optional', () => {
    const accepted = [
      <ConversationFrame key={1} conversationId={165} phoneNumber={contact.phone} email={contact.email} />,
      <ConversationFrame key={2} inboxId={12} email="dana@example.com" phoneNumber={contact.maybePhone} />,
      <ConversationFrame key={3} conversationId={165} inboxId={undefined} email="a@example.com" name={contact.name} />,
      <ConversationFrame key={4} conversationId={undefined} inboxId={12} email="a@example.com" title={contact.name} />,
    ]
    expect(accepted).toHaveLength(4)
  })

  it('refuse what names no place', () => {
    // @ts-expect-error Neither a conversation nor an inbox.
    expect(<ConversationFrame phoneNumber="972501234567" />).toBeTruthy()
    // @ts-expect-error Both left open.
    expect(<ConversationFrame conversationId={undefined} inboxId={undefined} email="a@example.com" />).toBeTruthy()
  })

  it('refuse what names no contact', () => {
    // @ts-expect-error Neither a phone number nor an e-mail address.
    expect(<ConversationFrame conversationId={165} />).toBeTruthy()
    // @ts-expect-error A name does not say who it is.
    expect(<ConversationFrame inboxId={12} name="Dana Levi" />).toBeTruthy()
    // @ts-expect-error Both may be missing.
    expect(<ConversationFrame inboxId={12} phoneNumber={contact.maybePhone} email={contact.email} />).toBeTruthy()
  })

  it('refuse ids that are strings, and invalid contacts', () => {
    // @ts-expect-error An id from a route's parameters has to be parsed first.
    expect(<ConversationFrame conversationId="165" phoneNumber="972501234567" />).toBeTruthy()
    // @ts-expect-error A phone number as a number loses its leading zeros.
    expect(<ConversationFrame conversationId={165} phoneNumber={972501234567} />).toBeTruthy()
    // @ts-expect-error null is not undefined.
    expect(<ConversationFrame conversationId={165} phoneNumber="1" email={null} />).toBeTruthy()
  })

  it('refuse to name an agent or an account, which is for the endpoint to decide', () => {
    // @ts-expect-error
    expect(<ConversationFrame conversationId={165} phoneNumber="1" agentId={3142} />).toBeTruthy()
    // @ts-expect-error
    expect(<ConversationFrame conversationId={165} phoneNumber="1" accountId={4142} />).toBeTruthy()
    // @ts-expect-error A login link is never given by hand.
    expect(<ConversationFrame conversationId={165} phoneNumber="1" src="https://online.99digital.co.il" />).toBeTruthy()
  })

  it('are the same for the hook, the link and the prefetch', () => {
    expectTypeOf<UseConversationFrameOptions>().toExtend<ConversationTarget>()
    expectTypeOf<ConversationFrameProps>().toExtend<ConversationTarget>()
    expectTypeOf<ReturnType<typeof usePrefetchConversation>>().parameter(0).toEqualTypeOf<ConversationTarget>()
    expect(<ConversationLink inboxId={12} email="dana@example.com" />).toBeTruthy()
    // @ts-expect-error No contact.
    expect(<ConversationLink inboxId={12} />).toBeTruthy()
  })
})

describe('the other props', () => {
  it('take an address or a function as the endpoint', () => {
    const mint: ConversationFrameProps['endpoint'] = async (target, { signal }) => {
      expectTypeOf(target).toEqualTypeOf<ConversationTarget>()
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
      return { url: 'https://online.99digital.co.il/app/login', expiresInSeconds: 300 }
    }
    expect(<ConversationFrameProvider endpoint={mint} sessionKey={undefined} />).toBeTruthy()
    // @ts-expect-error A bare address is not a link's life.
    expect(<ConversationFrame endpoint={async () => 'https://…'} conversationId={1} email="a@b.c" />).toBeTruthy()
  })

  it('take what a <div> takes, and refuse children', () => {
    expect(
      <ConversationFrame endpoint={endpoint} conversationId={1} email="a@b.c" className="c" data-test-id="x" id="i" />,
    ).toBeTruthy()
    expect(
      // @ts-expect-error The frame is all that is inside.
      <ConversationFrame endpoint={endpoint} conversationId={1} email="a@b.c">
        text
      </ConversationFrame>,
    ).toBeTruthy()
  })

  it('give the iframe away only through the handle', () => {
    expectTypeOf<ConversationFrameHandle['element']>().toEqualTypeOf<HTMLIFrameElement | null>()
    expectTypeOf<ConversationFrameHandle>().not.toHaveProperty('url')
  })
})
