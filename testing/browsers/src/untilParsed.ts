import { poll } from './createFrame.js'

/**
 * Navigates, and resolves when the new document has been parsed. The drivers of Firefox and WebKit wait for more: an iframe
 * that hangs would hold them for minutes.
 */
export async function untilParsed(
  run: (expression: string) => Promise<string>,
  navigation: () => Promise<unknown>,
  url = '',
): Promise<void> {
  await run(`String(window[${mark}] = true)`)
  let failure: { error: unknown } | undefined
  navigation().catch((error: unknown) => {
    failure = { error }
  })
  const arrived = `String(document.readyState !== 'loading' && (!window[${mark}] || ${isFragmentOf(url)}))`
  await poll(`the document of ${url || 'a reload'}`, async () => failure || (await run(arrived)) === 'true', {
    timeout: 30_000,
  })
  if (failure) throw failure.error
}

const mark = "Symbol.for('conversation-frame.browsers.former')"

/** An address that differs in its fragment only leaves the document where it is. */
function isFragmentOf(url: string): string {
  return url.includes('#') ? `location.href === ${JSON.stringify(url)}` : 'false'
}
