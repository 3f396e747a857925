import { testedEngines } from '@conversation-frame/browsers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lab, openLab } from '../src/openLab.js'
import { cannotRun, promisesTable } from '../src/promisesTable.js'
import { runScenario } from '../src/runScenario.js'
import { groups } from './scenarios/groups.js'

const tested = testedEngines()
const proved = new Set<string>()
const nameOf = (...names: string[]) => names.join(' › ')

describe.each(tested)('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('keeps the promises', () => {
    let lab: Lab

    beforeAll(async () => {
      lab = await openLab(engine)
    })

    afterAll(() => lab?.[Symbol.asyncDispose]())

    describe.each(groups)('$title', ({ title, scenarios }) => {
      for (const scenario of scenarios) {
        it.skipIf(cannotRun(scenario, engine))(scenario.name, async () => {
          await runScenario(scenario, lab)
          proved.add(nameOf(engine, title, scenario.name))
        })
      }
    })
  })
})

it.skipIf(tested.some(({ skip }) => skip))('docs/promises.md says what this run has shown', async () => {
  const table = promisesTable(groups, (engine, { title }, { name }) => proved.has(nameOf(engine, title, name)))
  await expect(table).toMatchFileSnapshot('../../../docs/promises.md')
})
