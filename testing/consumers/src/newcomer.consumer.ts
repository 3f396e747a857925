import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launch } from '@conversation-frame/browsers'
import { freePort, startProcess } from '@conversation-frame/processes'
import { expect, it } from 'vitest'
import { installConsumer } from './installConsumer.js'
import { complaints, openConversation } from './openConversation.js'
import { consumerEnv } from './run.js'
import { startVendor } from './startVendor.js'

it('opens a conversation by what the README says to try against the simulator, in a fresh Vite app', async () => {
  const pasted = await readTryIt()
  await using consumer = await installConsumer('newcomer')
  const { folder } = consumer
  const files = [
    { name: '.env.local', line: '# .env.local' },
    { name: 'server.ts', line: '// server.ts' },
    { name: 'vite.config.ts', line: '// vite.config.ts' },
    { name: 'src/App.tsx', line: '// src/App.tsx' },
  ]
  for (const { name, line } of files) await writeFile(join(folder, name), pasted(line))

  const commands = pasted('npx tsx').split('\n')
  const argumentsOf = (command: string) => {
    const line = commands.find((each) => each.includes(command)) ?? ''
    return line.slice(line.indexOf(command) + command.length).match(/\S+/g) ?? []
  }
  await using vendor = await startVendor(consumer, argumentsOf('conversation-frame-simulator '))

  // Without npm, npx and tsx around them, whose children would outlive them.
  const server = ['--import', 'tsx', ...argumentsOf('npx tsx ')]
  await using api = startProcess({ command: process.execPath, args: server, cwd: folder, env: consumerEnv() })
  await api.until(() => fetch(`http://localhost:${pasted.port(3000)}/api/conversation-login`))

  const port = String(await freePort())
  const page = ['--port', port, '--strictPort', '--host', 'localhost']
  await using app = startProcess({
    command: join(folder, 'node_modules/.bin/vite'),
    args: page,
    cwd: folder,
    env: consumerEnv(),
  })
  await app.until(async () => (await fetch(`http://localhost:${port}`)).ok)

  await using browser = await launch('chromium')
  await openConversation(browser, vendor, `http://localhost:${port}`)
  expect(await complaints(browser)).toEqual([])
}, 400_000)

/** The code blocks of the README's "Try it against the simulator", by a line that one of them has. Only its ports are others. */
async function readTryIt() {
  const readme = await readFile(join(import.meta.dirname, '../../../README.md'), 'utf8')
  const [, section = ''] = readme.split('\n### Try it against the simulator\n')
  const ports = new Map<number, number>()
  for (const port of [3000, 4101, 4102]) ports.set(port, await freePort())
  const blocks = [...section.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)
  const free = (code: string) => code.replace(/\b(3000|4101|4102)\b/g, (port) => String(ports.get(Number(port))))
  const find = (line: string) => {
    const code = blocks.find((block) => block.includes(line))
    if (!code) throw new Error(`README.md has no block to try with: ${line}`)
    return free(code)
  }
  return Object.assign(find, { port: (port: number) => ports.get(port) })
}
