import type { Browser, Capabilities, Engine } from '@conversation-frame/browsers'
import type { LedgerTotals } from '@conversation-frame/simulator'
import type { ReactVersion } from './buildHostPage.js'
import type { Tab } from './createTab.js'
import type { Stack, StackOptions } from './startStack.js'

/** A group of scenarios: one section of the table. */
export interface Group {
  title: string
  scenarios: readonly Scenario[]
}

/** Something that happens to a frame, and the links that it may cost. Written once, run in each engine. */
export interface Scenario {
  /** What happens, in the words of the table. */
  name: string
  /** The vendor's ledger at the end, and again ten minutes later. */
  links: Links | ((engine: Engine) => Links)
  /** What it needs from an engine besides the clock. The table says where that is simulated. */
  needs?: readonly Need[] | ((engine: Engine) => readonly Need[])
  /** Engines that cannot run it for another reason. */
  cannot?: Partial<Record<Engine, string>>
  /** A note for readers of the table. */
  note?: string
  /** Lines allowed in the console: browsers report failed requests as errors. Any other line fails the scenario. */
  mayLog?: RegExp
  /** Engines that print a refused link in their own console, which only the user of that machine can see. */
  namesLink?: readonly Engine[]
  sites?: StackOptions['sites']
  vendor?: StackOptions['vendor']
  /** @default '19' */
  react?: ReactVersion
  run(host: Host): Promise<void>
}

export type Need = keyof Capabilities

/** What a scenario can use. */
export interface Host {
  engine: Engine
  browser: Browser
  stack: Stack
  /** The first tab. */
  tab: Tab
  newTab(): Promise<Tab>
  /** Waits until the vendor's ledger has these counts. */
  ledger(expected: Partial<LedgerTotals>): Promise<void>
}

/** Counts of the ledger. */
export type Links = Pick<LedgerTotals, 'minted' | 'navigated' | 'redeemed' | 'replayed' | 'wasted'>

/** Unless stated otherwise, each opened link is opened and redeemed once, and the rest expire unopened. */
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
