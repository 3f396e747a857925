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

describe("a host's own unit tests in Jest", () => {
  it('load the packages with the configuration of the guide, and see frames ask', async () => {
    await using consumer = await installConsumer('jest')
    const { output } = await consumer.bin('jest', ['--json'])
    expect(JSON.parse(output.slice(output.indexOf('{"num')))).toMatchObject({ numPassedTests: 2, numFailedTests: 0 })
  })
})
