// Mutates what has changed since the merge base with main. `npm run mutation all` mutates everything that stryker.config.json lists,
// and `npm run mutation packages/react/src/frame/nextState.ts` one file.
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { finish, record, skip, step } from './tally.mjs'

/** CI has an hour for everything. */
const timeLimitMs = 8 * 60_000
/** More cannot be mutated in that time. */
const mostLines = 300
const { mutate } = JSON.parse(readFileSync('stryker.config.json', 'utf8'))

/** @returns the output of Git, or `undefined` where it fails */
function git(...args) {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}

/** Each pattern is `folder/**` and a name, so that a file may move within its package. */
function matches(pattern, file) {
  const [folder, name] = pattern.split('/**/')
  return file.startsWith(`${folder}/`) && basename(file) === name
}

/** The ranges of lines of a file that have changed. A deletion leaves none. */
function changedRanges(base, file) {
  const hunks = git('diff', '--unified=0', '--find-renames', base, '--', file) ?? ''
  return [...hunks.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)]
    .map(([, from, count = '1']) => ({ from: Number(from), count: Number(count) }))
    .filter(({ count }) => count > 0)
    .map(({ from, count }) => ({ count, range: `${file}:${from}-${from + count - 1}` }))
}

function mutateChanges() {
  const base = git('merge-base', 'HEAD', `origin/${process.env.GITHUB_BASE_REF || 'main'}`)
  if (!base) return skip('mutation of what changed: there is no merge base with main')
  const files = (git('diff', '--name-only', '--diff-filter=d', base) ?? '')
    .split('\n')
    .filter((file) => mutate.some((pattern) => matches(pattern, file)))
  const ranges = files.flatMap((file) => changedRanges(base, file))
  if (ranges.length === 0) return skip('mutation of what changed: no listed file has changed since the merge base')
  const lines = ranges.reduce((total, { count }) => total + count, 0)
  if (lines > mostLines)
    return skip(`mutation of what changed: ${lines} lines are too many for CI, run npm run mutation all`)
  const title = `mutation of ${files.join(', ')}`
  console.log(`\n▶ ${title}`)
  const { status, error } = spawnSync('stryker', ['run', '--mutate', ranges.map(({ range }) => range).join(',')], {
    stdio: 'inherit',
    timeout: timeLimitMs,
  })
  if (error?.code === 'ETIMEDOUT') skip(`${title}: not finished in ${timeLimitMs / 60_000} minutes`)
  else record(title, status === 0)
}

/** Without this check, a renamed file would silently drop out. */
function checkList() {
  const files = (git('ls-files', 'packages') ?? '').split('\n')
  const stale = mutate.filter((pattern) => !files.some((file) => matches(pattern, file)))
  if (stale.length > 0) console.error(`stryker.config.json lists files that do not exist:\n${stale.join('\n')}`)
  record('every file to mutate exists', stale.length === 0)
}

const args = process.argv.slice(2)
checkList()
if (args.length === 0) mutateChanges()
else if (args[0] === 'all') step('mutation of everything', 'stryker', 'run')
else step(`mutation of ${args.join(', ')}`, 'stryker', 'run', '--mutate', args.join(','))
finish()
