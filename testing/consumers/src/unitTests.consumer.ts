import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Consumer, installConsumer } from './installConsumer.js'

describe("a host's own unit tests", () => {
  let consumer: Consumer

  beforeAll(async () => {
    consumer = await installConsumer('unit-tests')
  })

  afterAll(() => consumer?.[Symbol.asyncDispose]())

  it.each(['jsdom', 'happy-dom'])('pass under %s with Testing Library', async (environment) => {
    const { output } = await consumer.bin('vitest', ['run', '--environment', environment, '--reporter=json'])
    expect(JSON.parse(output.slice(output.indexOf('{"num')))).toMatchObject({ numPassedTests: 3, numFailedTests: 0 })
  })
})
