import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Consumer, installConsumer } from './installConsumer.js'

describe('a strict TypeScript project', () => {
  let consumer: Consumer

  beforeAll(async () => {
    consumer = await installConsumer('types')
  })

  afterAll(() => consumer?.[Symbol.asyncDispose]())

  it.each([
    ['typescript', 'bundler'],
    ['typescript', 'nodenext'],
    ['typescript', 'react18'],
    ['typescript-5', 'nodenext'],
  ])('finds no error by %s under %s, our declarations included', async (compiler, settings) => {
    const { output } = await consumer.bin(`../${compiler}/bin/tsc`, ['-p', `tsconfig.${settings}.json`])
    expect(output).toBe('')
  })
})
