import { chromiumFlags, findEngines } from '@conversation-frame/browsers'
import { type Browser, chromium } from 'playwright'

/** Starts the Chromium on PATH. Each `newPage` has its own profile, because logins within one profile run one at a time. */
export async function launchBrowser(): Promise<Browser> {
  const found = findEngines().chromium
  if (!found.available) throw new Error(found.reason)
  return chromium.launch({ executablePath: found.programs.browser, args: [...chromiumFlags] })
}
