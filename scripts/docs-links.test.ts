import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname
/** How documents that are published with a package name others of the repository. */
const repository = 'https://github.com/conversation-frame/conversation-frame'

function documents(folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return /^(node_modules|dist|\..*)$/.test(entry.name) ? [] : documents(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

/** As GitHub makes them from headings. */
function anchorsOf(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```.*?^```$/gms, '')
}

/** Links into the repository that lead nowhere. */
function brokenLinks(file: string): string[] {
  const links = [...withoutCode(readFileSync(file, 'utf8')).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  return links.filter((link) => {
    const place = link.replace(new RegExp(`^${repository}(/(blob|tree)/main/|#readme$)`), '/')
    if (/^[a-z]+:/.test(place)) return false
    const [path = '', anchor] = place.split('#')
    const target = path.startsWith('/') ? join(root, path) : path ? join(dirname(file), path) : file
    if (!existsSync(target)) return true
    return anchor && (statSync(target).isDirectory() || !anchorsOf(readFileSync(target, 'utf8')).includes(anchor))
  })
}

describe('links in documents lead somewhere', () => {
  it.each(documents().map((file) => relative(root, file)))('%s', (file) => {
    expect(brokenLinks(join(root, file))).toEqual([])
  })
})
