/** The outside world, as a command uses it. */
export interface CommandContext {
  env: Environment
  fetch: typeof fetch
  /** Writes the result to standard output. */
  print: (line: string) => void
  /** Writes messages and errors to standard error. */
  warn: (line: string) => void
  version: string
}

/** The environment variables. */
export type Environment = Record<string, string | undefined>
