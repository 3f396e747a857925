import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launch } from '@conversation-frame/browsers'
import { expect, it } from 'vitest'
import { installConsumer } from './installConsumer.js'
import { complaints, openConversation } from './openConversation.js'
import { freePort, startProcess } from './startProcess.js'
import { startVendor } from './startVendor.js'

it("opens a conversation by the README's quick start, with a Vite app in development and Express", async () => {
  const quickStart = await readQuickStart()
  await using consumer = await installConsumer('newcomer')
  await using vendor = await startVendor(consumer)
  const { PARTNER_BASE_URL, LOGIN_ORIGIN } = vendor.env
  const apiPort = String(await freePort())

  // What the quick start tells to change for the simulator, and ports that are free.
  const desk = quickStart('export function Desk').with(
    'endpoint="/api/conversation-login"',
    `endpoint="/api/conversation-login" loginOrigins={['${LOGIN_ORIGIN}']}`,
  )
  const endpoint = quickStart('export const conversationLogin').with(
    'createPartnerClient({',
    `createPartnerClient({ baseUrl: '${PARTNER_BASE_URL}', loginOrigins: ['${LOGIN_ORIGIN}'],`,
  )
  const server = quickStart("import express from 'express'").with('listen(3000)', `listen(${apiPort})`)
  const { folder } = consumer
  await mkdir(join(folder, 'server'))
  await writeFile(join(folder, 'src/Desk.tsx'), desk)
  await writeFile(join(folder, 'server/conversationLogin.ts'), endpoint)
  await writeFile(join(folder, 'server/server.ts'), server)

  const credentials = { PARTNER_CLIENT_ID: 'demo-client', PARTNER_CLIENT_SECRET: 'demo-secret' }
  await using api = startProcess(process.execPath, ['--import', 'tsx', 'server/server.ts'], {
    cwd: folder,
    env: credentials,
  })
  await api.until(() => fetch(`http://localhost:${apiPort}/api/conversation-login`))

  const port = String(await freePort())
  const args = ['--port', port, '--strictPort', '--host', 'localhost']
  await using app = startProcess(join(folder, 'node_modules/.bin/vite'), args, {
    cwd: folder,
    env: { API_PORT: apiPort },
  })
  await app.until(async () => (await fetch(`http://localhost:${port}`)).ok)

  await using browser = await launch('chromium')
  await openConversation(browser, vendor, `http://localhost:${port}`)
  expect(await complaints(browser)).toEqual([])
}, 400_000)

/** The code blocks of the README's quick start, by a line that one of them has. */
async function readQuickStart() {
  const readme = await readFile(join(import.meta.dirname, '../../../README.md'), 'utf8')
  const [, quickStart = ''] = readme.split('\n## Quick start\n')
  const blocks = [...quickStart.matchAll(/^```tsx?\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)
  return (line: string) => {
    const code = blocks.find((block) => block.includes(line))
    if (!code) throw new Error(`The quick start of README.md has no block with: ${line}`)
    return {
      with(text: string, replacement: string): string {
        if (!code.includes(text)) throw new Error(`The quick start of README.md no longer says: ${text}`)
        return code.replace(text, () => replacement)
      },
    }
  }
}
