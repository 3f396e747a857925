import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ConversationFrame } from './ConversationFrame.js'
import { ConversationFrameProvider } from './ConversationFrameProvider.js'
import { ConversationLink } from './ConversationLink.js'
import { english } from './locales/labels.js'

const dana = {
  endpoint: '/api/conversation-login',
  conversationId: 165,
  phoneNumber: '972501234567',
  title: 'Dana Levi',
} as const
const fallback = <b>One moment…</b>

describe.each([
  ['as it comes', {}],
  ['without a toolbar', { toolbar: false }],
  ["with the host's own fallback", { fallback }],
  ["with the host's own fallback and without a toolbar", { fallback, toolbar: false }],
  ['with an empty fallback', { fallback: null }],
  ['lazy', { loading: 'lazy', fallback }],
] as const)('the server HTML of a frame %s', (_, props) => {
  const html = renderToString(
    <ConversationFrameProvider keepAlive={1}>
      <ConversationFrame {...dana} {...props} />
      <ConversationLink {...dana}>Dana Levi</ConversationLink>
    </ConversationFrameProvider>,
  )

  it('has no style that a Content-Security-Policy could refuse', () => {
    expect(html).not.toMatch(/\sstyle\s*=|<style/)
  })

  it('has one live region, with our words only where nothing of the host stands for them', () => {
    expect(html.match(/role="status"/g)).toHaveLength(1)
    expect(html.includes(english.labels.loading)).toBe(!('fallback' in props))
  })
})
