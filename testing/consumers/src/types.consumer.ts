import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Consumer, installConsumer } from './installConsumer.js'
import { run } from './run.js'

let consumer: Consumer

beforeAll(async () => {
  consumer = await installConsumer('types')
})

afterAll(() => consumer?.[Symbol.asyncDispose]())

describe('a strict TypeScript project', () => {
  it.each([
    ['typescript', 'bundler'],
    ['typescript', 'node16'],
    ['typescript', 'nodenext'],
    ['typescript', 'react18'],
    ['typescript-6', 'nodenext'],
    ['typescript-5.9', 'bundler'],
    ['typescript-5.9', 'nodenext'],
    // The oldest: zod's own declarations use `NoInfer`.
    ['typescript-5.4', 'bundler'],
    ['typescript-5.4', 'node16'],
    ['typescript-5.4', 'nodenext'],
  ])('finds no error with %s under %s, our declarations included', async (compiler, settings) => {
    const { output } = await consumer.bin(`../${compiler}/bin/tsc`, ['-p', `tsconfig.${settings}.json`])
    expect(output).toBe('')
  })

  it('gets a hint at the right setting where `moduleResolution` is older than `exports`', async () => {
    const compiled = consumer.bin('../typescript-5.9/bin/tsc', ['-p', 'tsconfig.node10.json'])
    await expect(compiled).rejects.toThrow(/'node16', 'nodenext', or 'bundler'/)
  })
})

describe('Node', () => {
  it('loads every entry point by import and, in CommonJS, by require', async () => {
    const { output } = await run('node', [join(consumer.folder, 'entryPoints.cjs')], { cwd: consumer.folder })
    expect(output).toBe('')
  })
})
