import type { Group, Scenario } from '../../src/Scenario.js'
import { absence } from './absence.js'
import { failures } from './failures.js'
import { isolation } from './isolation.js'
import { backAfterRedirect, backWithConversationUrl, journeys } from './journeys.js'
import { moves } from './moves.js'
import { stalls } from './stalls.js'
import { time } from './time.js'
import { turns } from './turns.js'
import { users } from './users.js'
import { views } from './views.js'
import { waysOut } from './waysOut.js'

/** The same again under other circumstances. */
function again(title: string, circumstances: Partial<Scenario>, scenarios: readonly (Scenario | undefined)[]): Group {
  return {
    title,
    scenarios: scenarios.flatMap((scenario) => (scenario ? [{ ...scenario, ...circumstances }] : [])),
  }
}

/** All scenarios, in the order of the table. */
export const groups: readonly Group[] = [
  views,
  turns,
  moves,
  journeys,
  time,
  absence,
  failures,
  stalls,
  isolation,
  waysOut,
  users,
  again('Same-site, with the stock cookie', { sites: 'same-site', vendor: { cookie: 'lax' } }, [
    views.scenarios[0],
    turns.scenarios[0],
    turns.scenarios[3],
    journeys.scenarios[0],
    backAfterRedirect,
    backWithConversationUrl,
  ]),
  again('React 18.3', { react: '18' }, [
    ...views.scenarios.slice(0, 4),
    turns.scenarios[0],
    moves.scenarios[0],
    moves.scenarios[4],
    waysOut.scenarios[0],
    waysOut.scenarios[1],
    ...users.scenarios,
  ]),
]
