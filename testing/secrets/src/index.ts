export { inspectPage } from './inspectPage.js'
export { watchSecrets } from './watchSecrets.js'
export { written } from './written.js'
