import { expect, it } from 'vitest'
import { startProcess } from './startProcess.js'
import { startServer } from './startServer.js'

const script = (text: string) => ({ command: process.execPath, args: ['--eval', text] })
const serve = "require('node:http').createServer((_, response) => response.end('here')).listen(PORT, '127.0.0.1')"

it('resolves with the exit code and has the output, errors included', async () => {
  const running = startProcess(script("console.log('one'); console.error('two'); process.exitCode = 3"))
  expect(await running.ended).toBe(3)
  expect(running.output()).toMatch(/one\n/)
  expect(running.output()).toMatch(/two\n/)
})

it('starts a server, waits for its port, and stops it', async () => {
  const server = await startServer(script(serve))
  const url = `http://127.0.0.1:${server.port}`
  expect(await (await fetch(url)).text()).toBe('here')
  await server.stop()
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})

it('says what a server wrote that ended before it listened', async () => {
  await expect(startServer(script("console.log('no database'); process.exit(1)"))).rejects.toThrow('no database')
})

it('rejects a command that does not exist', async () => {
  await expect(startServer({ command: 'no-such-command', args: [] })).rejects.toThrow('no-such-command')
})
