/** The browser's storage for the other scripts of the workspace. Reading it throws if the browser or a setting denies it. */
export const storageScript = `
function storage() {
  if (config.storage === 'denied') throw new DOMException('The simulator denies storage.', 'SecurityError')
  return localStorage
}
`
