import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import * as publicNames from './index.js'
import * as nodeNames from './node.js'

it('exports exactly these names', () => {
  expect(Object.keys(publicNames).sort()).toEqual([
    'DroppedConnection',
    'SimulatorError',
    'controlHandler',
    'createSimulator',
    'defaultSeed',
    'faultEndpoints',
    'stockThrottle',
    'stockVendor',
  ])
  expect(Object.keys(nodeNames)).toEqual(['startSimulator'])
})

it('imports nothing from Node, so that it runs in browsers and workers', () => {
  const seen = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: URL) => {
    if (seen.has(file.href)) return
    seen.add(file.href)
    const source = readFileSync(file, 'utf8')
    for (const [, name = ''] of source.matchAll(/(?:from|import) '([^']+)'/g)) {
      if (name.startsWith('.')) visit(new URL(name.replace(/\.js$/, '.ts'), file))
      else packages.add(name)
    }
    expect(source, file.pathname).not.toMatch(/\b(process|Buffer|require|__dirname)\b/)
  }
  visit(new URL('index.ts', import.meta.url))
  expect(seen.size).toBeGreaterThan(30)
  expect([...packages].sort()).toEqual(['hono', 'hono/html'])
})
