import { capabilities, type Engine, engines } from '@conversation-frame/browsers'
import { type Group, type Links, linksIn, type Need, needsIn, type Scenario } from './Scenario.js'

/** Whether a scenario has passed in an engine. */
export type IsProved = (engine: Engine, group: Group, scenario: Scenario) => boolean

const introduction = `<!-- Written by \`pnpm --filter @conversation-frame/promises tables\`. Do not edit. -->

# The promises, proved

Each scenario runs in Chromium, Firefox and WebKit (WebKitGTK) against the simulator. The host, built with React in development and
StrictMode, is on one origin and the vendor on another, both over HTTPS. The vendor's ledger counts the links minted,
navigated to, redeemed, replayed (navigated to or redeemed once more) and wasted (expired unopened). The test reads it at the end, and
again ten minutes later. No scenario leaves an unhandled rejection or an unexpected console message.

In every document of the host, including those that were left, a watcher searches for a link the whole time: in the DOM and all its
changes, the URL, the history, the storages (at the end of each scenario also in IndexedDB and the caches), the console, errors,
messages and callbacks, behind React's devtools hook, in TanStack Query's caches and, except in WebKit, in a recording by rrweb. It finds
none, and it does find a link that is planted on purpose. Host and vendor are cross-site, and the vendor's cookie is \`Partitioned\`,
unless stated otherwise.

- *proved*: the promise holds in that engine.
- *simulated*: it holds, but the test overrode something in the page that the driver cannot cause. In all scenarios the test controls
  the clock.
- A row with counts by engine shows where engines differ.
`

/** Writes `docs/promises.md`. The output depends only on the scenarios. */
export function promisesTable(groups: readonly Group[], isProved: IsProved): string {
  const sections = groups.map((group) => {
    const rows = group.scenarios.map((scenario) => rowOf(scenario, (engine) => isProved(engine, group, scenario)))
    return [`## ${group.title}`, '', header, ...rows, ''].join('\n')
  })
  return [introduction, ...sections, simulations(groups)].join('\n')
}

const header = `| Scenario | Links | Chromium | Firefox | WebKit | |
| --- | --- | --- | --- | --- | --- |`

function rowOf(scenario: Scenario, isProved: (engine: Engine) => boolean): string {
  const counts = new Map(engines.map((engine) => [engine, wordsFor(linksIn(engine, scenario))]))
  const differ = new Set(counts.values()).size > 1
  const cells = engines.map((engine) => {
    const verdict = verdictOf(scenario, engine, isProved(engine))
    return differ ? `${verdict}: ${counts.get(engine)}` : verdict
  })
  const links = differ ? 'by engine' : counts.get(engines[0] ?? 'chromium')
  return `| ${[scenario.name, links, ...cells, remarkOf(scenario)].join(' | ')} |`
}

function verdictOf(scenario: Scenario, engine: Engine, isProved: boolean): string {
  const reason = cannotRun(scenario, engine)
  if (reason) return `cannot run: ${reason}`
  if (!isProved) return '**failed**'
  return needsIn(engine, scenario).some((need) => capabilities[engine][need].startsWith('simulated'))
    ? 'simulated'
    : 'proved'
}

/** The reason why an engine does not run a scenario. */
export function cannotRun(scenario: Scenario, engine: Engine): string | undefined {
  const lacking = needsIn(engine, scenario)
    .map((need) => capabilities[engine][need])
    .find((each) => each.startsWith('cannot: '))
  return scenario.cannot?.[engine] ?? lacking?.slice('cannot: '.length)
}

function wordsFor({ minted, navigated, redeemed, replayed, wasted }: Links): string {
  if (minted === 0) return 'none'
  const others = [
    navigated !== redeemed && replayed === 0 && `${navigated} navigated to`,
    redeemed !== minted && `${redeemed} redeemed`,
    replayed > 0 && `${replayed} replays`,
    wasted > 0 && `${wasted} wasted`,
  ].filter((each) => each !== false)
  return [`${minted} minted`, ...(others.length ? others : ['redeemed'])].join(', ')
}

function remarkOf({ note, namesLink = [] }: Scenario): string {
  const names = namesLink.length > 0 && `${namesLink.map(nameOf).join(', ')} logs the refused URL in its own console`
  return [note, names].filter(Boolean).join('; ')
}

const names: Record<Engine, string> = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' }

function nameOf(engine: Engine): string {
  return names[engine]
}

/** Explains *simulated* for each engine. */
function simulations(groups: readonly Group[]): string {
  const rows = engines.flatMap((engine) => {
    const needs = groups.flatMap(({ scenarios }) => scenarios).flatMap((scenario) => needsIn(engine, scenario))
    return [...new Set<Need>(['clock', 'messages', ...needs])].flatMap((need) => {
      const capability = capabilities[engine][need]
      return capability.startsWith('simulated: ') ? [`| ${nameOf(engine)} | ${need} | ${capability.slice(11)} |`] : []
    })
  })
  return ['## What is simulated', '', '| Engine | What | How |', '| --- | --- | --- |', ...rows, ''].join('\n')
}
