import type { Group } from '../../src/Scenario.js'
import { views } from './views.js'

/** All scenarios, in the order of the table. */
export const groups: readonly Group[] = [views]
