// Takes the guard of each promise away, one after the other, in a copy of the tree, and shows that a test notices.
// `npm run guards`, or `npm run guards -- 'one-shot'` for those whose name has the text in it.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promiseGuards } from './promiseGuards.mjs'
import { finish, record } from './tally.mjs'

const root = new URL('..', import.meta.url).pathname
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

function copyTree() {
  const copy = mkdtempSync(join(tmpdir(), 'conversation-frame-guards-'))
  const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  for (const path of stdout.split('\0').filter((path) => path && existsSync(join(root, path)))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    cpSync(join(root, path), join(copy, path))
  }
  const install = ['--yes', packageManager, 'install', '--frozen-lockfile', '--prefer-offline', '--loglevel=error']
  if (spawnSync('npx', install, { cwd: copy, stdio: 'inherit' }).status !== 0) throw new Error('pnpm install failed')
  return copy
}

/** Counts of the tests of some files; `undefined` when they did not run at all. */
function runTests(copy, { project, tests }) {
  const report = join(copy, 'report.json')
  rmSync(report, { force: true })
  const reporters = ['--reporter=json', `--outputFile.json=${report}`]
  const { stdout, stderr } = spawnSync('vitest', ['run', '--project', project, ...reporters, ...tests], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, PATH: join(copy, 'node_modules/.bin') + delimiter + process.env.PATH },
  })
  if (!existsSync(report)) {
    console.log(stdout, stderr)
    return undefined
  }
  const { numPassedTests: passed, numFailedTests: failed, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const noticed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
  return { passed, failed, first: noticed[0]?.fullName }
}

/** The source file with the guard's text: a guard may move from file to file. */
function fileOf(copy, { folder, find }) {
  const files = readdirSync(join(copy, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|fixture|stories)\./.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const counts = files.map((path) => ({ path, count: readFileSync(path, 'utf8').split(find).length - 1 }))
  const found = counts.filter(({ count }) => count > 0)
  return found.length === 1 && found[0].count === 1 ? found[0].path : undefined
}

/** Applies an edit, runs its tests, takes it back. @returns what is wrong, or the test that noticed */
function tryGuard(copy, guard) {
  const path = fileOf(copy, guard)
  if (!path) return { problem: `"${guard.find}" is not once in ${guard.folder}` }
  const source = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    source.replace(guard.find, () => guard.replace),
  )
  try {
    const result = runTests(copy, guard)
    if (!result) return { problem: 'the tests did not run' }
    return result.failed > 0
      ? { noticedBy: result.first }
      : { problem: `${result.passed} tests passed without the guard` }
  } finally {
    writeFileSync(path, source)
  }
}

const wanted = promiseGuards.filter(({ name }) => name.includes(process.argv[2] ?? ''))
const copy = copyTree()
try {
  for (const project of new Set(wanted.map((guard) => guard.project))) {
    const tests = [...new Set(wanted.filter((guard) => guard.project === project).flatMap((guard) => guard.tests))]
    const intact = runTests(copy, { project, tests })
    const isGood = intact?.failed === 0 && intact.passed > 0
    console.log(`${isGood ? '✓' : '✗'} ${project}: with all guards ${intact?.passed} passed, ${intact?.failed} failed`)
    record(`${project} with all guards`, isGood)
  }
  for (const guard of wanted) {
    const { problem, noticedBy } = tryGuard(copy, guard)
    console.log(`${problem ? '✗' : '✓'} promise ${guard.promise}, without ${guard.name}: ${problem ?? noticedBy}`)
    record(`promise ${guard.promise}, without ${guard.name}`, !problem)
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
finish()
