/** The result of `bench.ts`, as JSON. */
export interface EndpointFigures {
  loads: LoadFigures[]
  /** How many access tokens our endpoint has requested in all loads together. */
  accessTokens: number
}

/** What each server did with one number of connections. */
export interface LoadFigures {
  connections: number
  servers: Record<MeasuredServer, { perSecond: number; p99Ms: number }>
  /** Our requests per second divided by those of a proxy: the median of the rounds. */
  ratioTo: Record<Exclude<MeasuredServer, 'ours'>, number>
}

export const measuredServers = ['bare', 'careful', 'ours'] as const

export type MeasuredServer = (typeof measuredServers)[number]
