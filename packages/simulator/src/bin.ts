#!/usr/bin/env node
import { readFlags, usage } from './node/readFlags.js'
import { startSimulator } from './node/startSimulator.js'
import { SimulatorError } from './SimulatorError.js'

try {
  const options = readFlags(process.argv.slice(2))
  if (options === 'help') process.stdout.write(usage)
  else await run(options)
} catch (error) {
  if (!(error instanceof SimulatorError)) throw error
  process.stderr.write(`conversation-frame-simulator: ${error.message}\n`)
  if (error.code === 'invalid_flag') process.stderr.write('Run it with --help to list the flags.\n')
  process.exitCode = 1
}

async function run(options: Exclude<ReturnType<typeof readFlags>, 'help'>): Promise<void> {
  const running = await startSimulator(options)
  const { partnerUrl, workspaceUrl, controlUrl } = running
  const { clientId = 'demo-client', clientSecret = 'demo-secret' } = options
  const lines = [
    ['partner API', partnerUrl],
    ['workspace', workspaceUrl],
    ...(controlUrl ? [['control API', controlUrl]] : []),
    ['client id', clientId],
    ['client secret', clientSecret],
    ['try', 'account 4142, agent 3142, server online, conversation 165, phone number 972501234567'],
  ]
  process.stdout.write(lines.map(([name = '', value]) => `${name.padEnd(14)} ${value}\n`).join(''))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.stop())
}
