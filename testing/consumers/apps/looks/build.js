// Builds the page by webpack or Rspack, which have no command line here: `node build.js webpack`.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rspack } from '@rspack/core'
import webpack from 'webpack'

const [name] = process.argv.slice(2)
const { default: config } = await import(`./${name}.config.js`)
const path = join(import.meta.dirname, 'dist', name)
const compiler = { rspack, webpack }[name]({ ...config, output: { path, clean: true } })

await new Promise((resolve, reject) => {
  compiler.run((error, stats) => {
    if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString()))
    else compiler.close(resolve)
  })
})
const html = await readFile('index.html', 'utf8')
const built = '<link rel="stylesheet" href="main.css"><script defer src="main.js"></script>'
await writeFile(join(path, 'index.html'), html.replace(/<script.*<\/script>/, built))
