import { selfSignedCertificate } from '@conversation-frame/browsers'
import { type StartSimulatorOptions, startSimulator } from '@conversation-frame/simulator/node'

/** The request in the vendor's documentation. */
const sampleTarget = {
  accountID: 4142,
  agentID: 3142,
  server: 'online',
  conversation_id: 165,
  phone_number: '972501234567',
}

/** A running vendor with a certificate, which mints links to its sample conversation. */
export async function startVendor(options: StartSimulatorOptions = {}) {
  const tls = await selfSignedCertificate()
  const running = await startSimulator({ host: 'vendor.localhost', tls, replyDelay: 50, ...options })
  const { simulator } = running
  // Node does not resolve *.localhost, so the partner API is called as a function.
  const call = async (path: string, body: unknown, headers = {}): Promise<Record<string, string>> => {
    const init = { method: 'POST', body: JSON.stringify(body), headers }
    return (await simulator.partner(new Request(`https://partners.vendor.example/api/${path}`, init))).json()
  }
  const mint = async (): Promise<string> => {
    const credentials = { client_id: 'demo-client', client_secret: 'demo-secret' }
    const { access_token } = await call('settings/accessToken', credentials)
    const { login } = await call('online/loginConversation', sampleTarget, { authorization: `Bearer ${access_token}` })
    if (!login) throw new Error('the vendor made no link')
    return login
  }
  return { ...running, mint }
}

/** A running vendor of `startVendor`. */
export type Vendor = Awaited<ReturnType<typeof startVendor>>
