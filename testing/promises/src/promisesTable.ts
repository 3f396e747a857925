import { capabilities, type Engine, engines } from '@conversation-frame/browsers'
import { type Group, type Links, linksIn, type Need, needsIn, type Scenario } from './Scenario.js'

/** Whether a scenario has passed in an engine. */
export type IsProved = (engine: Engine, group: Group, scenario: Scenario) => boolean

const introduction = `<!-- Written by \`pnpm --filter @conversation-frame/promises tables\`. Do not edit. -->

# The promises, proved

Each scenario is run in Chromium, Firefox and WebKit (WebKitGTK) against the simulator: the host, built with React in development and
StrictMode, on one origin, the vendor on another, both over HTTPS. The vendor's ledger counts the links that were minted,
navigated to, redeemed, replayed (navigated to or redeemed once more) and wasted (expired unseen). It is read at the end, and
again ten minutes later. No scenario leaves an unhandled rejection or an unexpected line in the console. All the while, in
every document of the host, those that are left included, a watcher looks for a link: in the DOM through all its changes, the
address, the history, the storages (at the end of each scenario in IndexedDB and the caches too), the console, errors, messages
and callbacks, behind React's devtools hook, in TanStack Query's caches and, but for WebKit, in a recording by rrweb. It finds
none, and it finds one that is put there on purpose. Host and vendor are cross-site, and the vendor's cookie is \`Partitioned\`, unless it is said otherwise.

- *proved*: it holds in that engine.
- *simulated*: it holds, and something that the driver cannot bring about was overridden in the page. Time is passed by a
  clock under the test's control in all scenarios.
- A row with counts by engine says where engines differ.
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
  const names =
    namesLink.length > 0 && `${namesLink.map(nameOf).join(', ')} names the refused address in its own console`
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
