import { type Summary, summarise } from './summarise.js'

/** Runs the tasks one after the other and rotates the first task each round, so that a disturbance affects all of them. */
export async function interleave<Name extends string>(
  names: readonly Name[],
  runs: number,
  run: (name: Name) => Promise<number>,
): Promise<Record<Name, Summary>> {
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  // The first round warms caches and is discarded.
  for (let round = -1; round < runs; round += 1) {
    for (let i = 0; i < names.length; i += 1) {
      const name = names[(i + round + 1) % names.length]
      if (name === undefined) continue
      const time = await run(name)
      if (round >= 0) times[name].push(time)
    }
  }
  return Object.fromEntries(names.map((name) => [name, summarise(times[name])])) as Record<Name, Summary>
}
