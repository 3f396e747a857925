/** What a command may use of the world. */
export interface CommandContext {
  env: Environment
  fetch: typeof fetch
  /** Writes a line for whoever asked, and a line about how it went. */
  print: (line: string) => void
  warn: (line: string) => void
  version: string
}

/** The environment, as far as the command reads it. */
export type Environment = Record<string, string | undefined>
