import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Words of the server package that no browser has a use for. The first is in its requests, so no minifier renames it. */
const markers = ['client_secret', 'loginConversation', 'settings/accessToken', 'createPartnerClient']

/** The server package's code among the files of a folder, as `file: marker`. */
export async function serverCodeIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const scripts = files.filter((file) => file.isFile() && /\.(js|mjs|html|txt|rsc|map)$/.test(file.name))
  if (scripts.length === 0) throw new Error(`There is no script in ${folder}.`)
  const found = scripts.map(async ({ parentPath, name }) => {
    const text = await readFile(join(parentPath, name), 'utf8')
    return markers.filter((marker) => text.includes(marker)).map((marker) => `${name}: ${marker}`)
  })
  return (await Promise.all(found)).flat()
}
