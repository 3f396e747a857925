#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { runCommand } from './command/runCommand.js'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  fetch,
  print: (line) => console.log(line),
  warn: (line) => console.error(line),
  version,
})
