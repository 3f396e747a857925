import { type Browser, launch, testedEngines } from '@conversation-frame/browsers'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { buildHostPage } from '../src/buildHostPage.js'
import { runScenario } from '../src/runScenario.js'
import type { StackOptions } from '../src/startStack.js'
import { groups } from './scenarios/groups.js'

let pages: StackOptions['pages']

beforeAll(async () => {
  pages = { '18': await buildHostPage('18'), '19': await buildHostPage('19') }
})

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('keeps the promises', () => {
    let browser: Browser

    beforeAll(async () => {
      browser = await launch(engine, { clock: 'controlled' })
    })

    afterAll(() => browser?.close())

    describe.each(groups)('$title', ({ scenarios }) => {
      for (const scenario of scenarios) {
        it.skipIf(scenario.cannot?.[engine])(scenario.name, () => runScenario(scenario, browser, pages))
      }
    })
  })
})
