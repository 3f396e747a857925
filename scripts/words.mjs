// Fails where a text uses a word of the private dialect. Prints each as `file:line: "word": write …`.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { findDialect } from './findDialect.mjs'

/** Not written by us, or the words themselves. */
const excluded = [
  /(^|\/)pnpm-lock\.yaml$/,
  /(^|\/)LICENSE$/,
  /mockServiceWorker\.js$/,
  /^scripts\/(words|findDialect)\b/,
]

const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file && !excluded.some((pattern) => pattern.test(file)))

let count = 0
for (const file of files) {
  const text = readText(file)
  for (const { line, found, instead } of findDialect(text)) {
    count += 1
    console.error(`${file}:${line}: "${found}": write ${instead}`)
  }
}
console.log(`${files.length} files, ${count} words to replace`)
process.exitCode = count ? 1 : 0

/** Empty for a binary file, and for one that is deleted but not yet committed. */
function readText(file) {
  try {
    const text = readFileSync(file, 'utf8')
    return text.includes('\0') ? '' : text
  } catch {
    return ''
  }
}
