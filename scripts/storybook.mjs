// `npm run storybook` starts it, `npm run storybook build` writes the static site, and `npm run storybook pictures` takes a picture
// of every story.
import { spawnSync } from 'node:child_process'

const [name = 'dev', ...args] = process.argv.slice(2)
const commands = {
  dev: ['storybook', 'dev', '--port', '6006'],
  build: ['storybook', 'build'],
  pictures: ['tsx', 'scripts/pictures.ts'],
}
if (!Object.hasOwn(commands, name)) {
  console.error(`There is no command "${name}". Choose one of: ${Object.keys(commands).join(', ')}`)
  process.exit(1)
}
const [command, ...flags] = commands[name]
process.exit(spawnSync(command, [...flags, ...args], { stdio: 'inherit' }).status ?? 1)
