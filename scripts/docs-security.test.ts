import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname
const [, table = ''] = /^## Who attacks.*?\n(\|.*?)\n\n/ms.exec(readFileSync(join(root, 'SECURITY.md'), 'utf8')) ?? []
const rows = table
  .split('\n')
  .slice(2)
  .map((row) => row.split('|').map((cell) => cell.trim()))

/** Files that a cell names. */
function filesIn(cell = ''): string[] {
  return [...cell.matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, name = '']) => name)
}

describe('what SECURITY.md says is shown by files that there are', () => {
  it('for every attacker', () => expect(rows.length).toBeGreaterThan(10))

  it.each(rows.map(([, who, , , shownBy]) => [who, filesIn(shownBy)] as const))('%s', (_, files) => {
    expect(files.filter((file) => /\.(test|slow|e2e)\.tsx?$/.test(file))).not.toEqual([])
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })
})
