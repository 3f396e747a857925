import { testedEngines } from '@conversation-frame/browsers'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type Lab, openLab } from '../src/openLab.js'
import { runScenario } from '../src/runScenario.js'
import { groups } from './scenarios/groups.js'

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('keeps the promises', () => {
    let lab: Lab

    beforeAll(async () => {
      lab = await openLab(engine)
    })

    afterAll(() => lab?.[Symbol.asyncDispose]())

    describe.each(groups)('$title', ({ scenarios }) => {
      for (const scenario of scenarios) {
        it.skipIf(scenario.cannot?.[engine])(scenario.name, () => runScenario(scenario, lab))
      }
    })
  })
})
