import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const workflows = readdirSync(new URL('.github/workflows', root)).map(
  (name) => [name, read(`.github/workflows/${name}`)] as const,
)

/** The jobs of a workflow, each with its text. */
function jobsIn(workflow: string): Map<string, string> {
  const [, jobs = ''] = workflow.split(/^jobs:\n/m)
  return new Map(jobs.split(/^ {2}(?=\w)/m).map((job) => [job.slice(0, job.indexOf(':')), job.replace(/#.*$/gm, '')]))
}

describe.each(workflows)('%s', (_, workflow) => {
  it('pins every action by its commit and every image by its digest', () => {
    const actions = [...workflow.matchAll(/uses: +(\S+)/g)].map(([, action]) => action)
    const images = [...workflow.matchAll(/(?:image|container): +(\S+)/g)].map(([, image]) => image)
    expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action ?? ''))).toEqual([])
    expect(images.filter((image) => !/@sha256:[0-9a-f]{64}$|^\$\{\{$/.test(image ?? ''))).toEqual([])
  })

  it('grants nothing, or reading, to jobs that ask for nothing more', () => {
    expect(workflow).toMatch(/^permissions:(?: \{\}|\n {2}contents: read)$/m)
  })
})

describe('the release', () => {
  const jobs = jobsIn(read('.github/workflows/release.yml'))
  const publishing = [...jobs].filter(([, job]) => job.includes('id-token: write'))

  it('publishes from one job, in a protected environment', () => {
    expect(publishing.map(([name]) => name)).toEqual(['publish'])
    expect(jobs.get('publish')).toMatch(/^ {4}environment: npm$/m)
    expect(jobs.get('publish')).not.toContain('pull-requests')
  })

  it('runs no program there whose hash is not committed', () => {
    const commands = [...(jobs.get('publish') ?? '').matchAll(/(?:run|script): (.*)/g)].map(([, command]) => command)
    expect(commands).toEqual([
      'node scripts/pinnedPnpm.mjs',
      'pnpm install --frozen-lockfile',
      'node scripts/publish.mjs',
    ])
  })

  it('has the package manager that everybody has', () => {
    const { version, integrity } = JSON.parse(read('.ci/pnpm.json'))
    expect(JSON.parse(read('package.json')).packageManager).toBe(`pnpm@${version}`)
    expect(integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/)
  })
})
