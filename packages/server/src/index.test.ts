import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import * as root from './index.js'
import * as node from './node.js'
import * as redis from './redis.js'

it('exports what the documentation names, and nothing else', () => {
  expect(Object.keys(root).sort()).toEqual([
    'Forbidden',
    'LoginError',
    'LoginLink',
    'createLoginHandler',
    'createMemoryLimiter',
    'createPartnerClient',
    'normalisePhoneNumber',
  ])
  expect(Object.keys(node)).toEqual(['createNodeListener'])
  expect(Object.keys(redis)).toEqual(['createRedisTokenStore'])
})

it('needs nothing of Node outside the node entry and the command, so that it runs in workers, Deno and Bun', () => {
  const folder = new URL('.', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  )
  const needNode = files.filter((name) => /from 'node:/.test(readFileSync(new URL(name, folder), 'utf8')))
  expect(needNode.filter((name) => !/^(node|command|doctor)\/|^bin\.ts$/.test(name))).toEqual([])
  expect(needNode).toContain('node/createNodeListener.ts')
})
