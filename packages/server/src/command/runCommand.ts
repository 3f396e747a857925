import type { CommandContext } from './CommandContext.js'
import { failureJson } from './failureJson.js'
import { readFlags } from './readFlags.js'
import { runDoctor } from './runDoctor.js'
import { runMint } from './runMint.js'
import { UsageError } from './UsageError.js'
import { usage } from './usage.js'

/** Runs the command. @returns its exit code: 0 for success, 1 for a failure, 2 for wrong usage */
export async function runCommand(args: string[], context: CommandContext): Promise<0 | 1 | 2> {
  try {
    const { values, command } = readFlags(args)
    if (values.version) return say(context, context.version)
    if (values.help || command === '') return say(context, usage)
    if (command === 'doctor') return await runDoctor(values, context)
    if (command === 'mint') return await runMint(values, context)
    throw new UsageError(`Unknown command ${JSON.stringify(command)}`)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const advice = 'Run npx -p @conversation-frame/server conversation-frame --help for its usage.'
    // Looks at the arguments, because the flags may have failed to parse.
    if (args.includes('--json')) context.print(failureJson('usage', error.message, advice))
    else context.warn(`${error.message}\n${advice}`)
    return 2
  }
}

function say({ print }: CommandContext, text: string): 0 {
  print(text.trimEnd())
  return 0
}
