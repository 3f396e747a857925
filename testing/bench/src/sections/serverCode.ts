import { buildPage } from '../buildPage.js'
import { bundle, external } from '../bundle.js'
import type { Section } from '../Section.js'

/** Strings that appear only in the login endpoint, the partner client or Node code. */
const serverWords = ['client_secret', 'clientSecret', 'access_token', 'accessToken', 'loginConversation', '"node:']

export const serverCode: Section = {
  name: 'server-code',
  title: 'Server-only code in the browser bundle',
  async measure() {
    const { code, inputs } = await bundle("export * from '@conversation-frame/react'", external.react)
    const page = (await buildPage('conversationFrame', 'production')).get('page.js') ?? ''
    const files = inputs.filter((file) => /packages\/(server|simulator)\/|^node:/.test(file))
    const words = serverWords.filter((word) => code.includes(word) || page.includes(word))
    const found = [...files, ...words]
    return {
      rows: [
        {
          what: 'server-only code in the browser bundle',
          measured: found.length === 0 ? 'none' : found.join(', '),
          goal: 'none',
          reached: found.length === 0,
        },
      ],
      details: `Everything that \`@conversation-frame/react\` exports, bundled with its peers: ${inputs.length} files, none of which may be of the server package, the simulator or
Node. In that bundle and in the production page of the benchmark none of these words may occur: ${serverWords.map((word) => `\`${word}\``).join(', ')}.`,
    }
  },
}
