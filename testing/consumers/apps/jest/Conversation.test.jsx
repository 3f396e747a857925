import { ConversationFrame } from '@conversation-frame/react'
import { render, waitFor } from '@testing-library/react'

it.each(['eager', 'lazy'])('asks for the conversation of the contact: %s', async (loading) => {
  const endpoint = jest.fn(() => new Promise(() => {}))
  const contact = { conversationId: 165, phoneNumber: '972501234567', title: 'Dana Levi' }
  render(<ConversationFrame endpoint={endpoint} {...contact} loading={loading} />)
  await waitFor(() => expect(endpoint).toHaveBeenCalledTimes(1))
  expect(endpoint.mock.calls[0][0]).toMatchObject({ conversationId: 165, phoneNumber: '972501234567' })
})
