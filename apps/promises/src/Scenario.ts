import type { Browser, Engine } from '@conversation-frame/browsers'
import type { LedgerTotals } from '@conversation-frame/simulator'
import type { Tab } from './openTab.js'
import type { Stack, StackOptions } from './startStack.js'

/** Scenarios of one kind: a section of the table. */
export interface Group {
  title: string
  scenarios: readonly Scenario[]
}

/** Something that happens to a frame, and what it may cost. Written once, run in each engine. */
export interface Scenario {
  /** A sentence about what happens. */
  name: string
  /** What the vendor's ledger says in the end, and ten minutes later. */
  links: Links | ((engine: Engine) => Links)
  /** What the drivers may have to override. */
  uses?: readonly Simulated[]
  /** Engines that cannot run it, and why. */
  cannot?: Partial<Record<Engine, string>>
  /** For the reader of the table: what surprises. */
  note?: string
  sites?: StackOptions['sites']
  vendor?: StackOptions['vendor']
  /** Lines that may be in the console: a browser reports failed requests as errors. Nothing else may. */
  mayLog?: RegExp
  run(host: Host): Promise<void>
}

/** Properties that a driver overrides where it cannot bring the real thing about. */
export type Simulated = 'hidden tab' | 'offline' | 'blocked popup' | 'sleep'

/** What a scenario works with. */
export interface Host {
  engine: Engine
  browser: Browser
  stack: Stack
  /** The first tab. */
  tab: Tab
  newTab(): Promise<Tab>
  /** The vendor's ledger says so, sooner or later. */
  ledger(expected: Partial<LedgerTotals>): Promise<void>
}

/** Counts of the ledger. */
export type Links = Pick<LedgerTotals, 'minted' | 'navigated' | 'redeemed' | 'replayed' | 'wasted'>

/** Each link is opened and redeemed once, unless it is said otherwise; the rest expires unseen. */
export function links(minted: number, others: Partial<Links> = {}): Links {
  const redeemed = others.redeemed ?? minted
  return { minted, navigated: redeemed, redeemed, replayed: 0, wasted: minted - redeemed, ...others }
}
