export { inspectPage } from './inspectPage.js'
export { watchSecrets } from './watchSecrets.js'
