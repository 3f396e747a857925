// Prints `true` if a package has a version that is not on the registry: then the release workflow asks for leave to publish.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const packages = new URL('../packages/', import.meta.url)

function isPublished({ name, version }) {
  const { status, stderr } = spawnSync('npm', ['view', `${name}@${version}`, 'version'], { encoding: 'utf8' })
  if (status !== 0 && !stderr.includes('E404')) throw new Error(`npm view ${name} failed:\n${stderr}`)
  return status === 0
}

const manifests = readdirSync(packages).map((name) =>
  JSON.parse(readFileSync(new URL(`${name}/package.json`, packages), 'utf8')),
)
console.log(manifests.some((manifest) => !manifest.private && !isPublished(manifest)))
