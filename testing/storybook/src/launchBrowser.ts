import { chromiumFlags, findEngines } from '@conversation-frame/browsers'
import { type Browser, chromium } from 'playwright'

/** Starts the Chromium on PATH, whose every `newPage` has a profile of its own: logins of one profile take turns. */
export async function launchBrowser(): Promise<Browser> {
  const found = findEngines().chromium
  if (!found.available) throw new Error(found.reason)
  return chromium.launch({ executablePath: found.programs.browser, args: [...chromiumFlags] })
}
