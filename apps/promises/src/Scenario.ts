import type { Browser, Capabilities, Engine } from '@conversation-frame/browsers'
import type { LedgerTotals } from '@conversation-frame/simulator'
import type { ReactVersion } from './buildHostPage.js'
import type { Tab } from './createTab.js'
import type { Stack, StackOptions } from './startStack.js'

/** Scenarios of one kind: a section of the table. */
export interface Group {
  title: string
  scenarios: readonly Scenario[]
}

/** Something that happens to a frame, and what it may cost. Written once, run in each engine. */
export interface Scenario {
  /** What happens, as the table says it. */
  name: string
  /** What the vendor's ledger says in the end, and ten minutes later. */
  links: Links | ((engine: Engine) => Links)
  /** What it needs of an engine beside the clock. Where that is simulated, the table says so. */
  needs?: readonly Need[] | ((engine: Engine) => readonly Need[])
  /** Engines that cannot run it for another reason. */
  cannot?: Partial<Record<Engine, string>>
  /** What else the reader of the table has to know. */
  note?: string
  /** Lines that may be in the console: browsers report failed requests as errors. Nothing else may. */
  mayLog?: RegExp
  /** Engines that name a refused link in their own console, where only the person at the machine sees it. */
  namesLink?: readonly Engine[]
  sites?: StackOptions['sites']
  vendor?: StackOptions['vendor']
  /** @default '19' */
  react?: ReactVersion
  run(host: Host): Promise<void>
}

export type Need = keyof Capabilities

/** What a scenario works with. */
export interface Host {
  engine: Engine
  browser: Browser
  stack: Stack
  /** The first tab. */
  tab: Tab
  newTab(): Promise<Tab>
  /** Waits until the vendor's ledger says so. */
  ledger(expected: Partial<LedgerTotals>): Promise<void>
}

/** Counts of the ledger. */
export type Links = Pick<LedgerTotals, 'minted' | 'navigated' | 'redeemed' | 'replayed' | 'wasted'>

/** Each link is opened and redeemed once, unless it is said otherwise; the rest expires unseen. */
export function links(minted: number, others: Partial<Links> = {}): Links {
  const redeemed = others.redeemed ?? minted
  return { minted, navigated: redeemed, redeemed, replayed: 0, wasted: minted - redeemed, ...others }
}

export function linksIn(engine: Engine, { links }: Scenario): Links {
  return typeof links === 'function' ? links(engine) : links
}

export function needsIn(engine: Engine, { needs = [] }: Scenario): readonly Need[] {
  return typeof needs === 'function' ? needs(engine) : needs
}
