import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Engine, engines } from './Engine.js'

/** Whether an engine can run on this machine, and why not. */
export type FoundEngine =
  | { engine: Engine; available: true; programs: EnginePrograms }
  | { engine: Engine; available: false; reason: string }

/** Absolute paths of what an engine needs: the browser itself and, for WebKit, what drives and shows it. */
export interface EnginePrograms {
  browser: string
  driver?: string
  display?: string
}

/** Finds the engines on PATH. For a missing engine it says what is missing and which package provides it. */
export function findEngines(): Record<Engine, FoundEngine> {
  return { chromium: findChromium(), firefox: findFirefox(), webkit: findWebKit() }
}

/**
 * The engines that a test file runs in. A missing engine is named in a warning and its tests count as skipped. With `CI` set
 * it is an error: a matrix that silently loses an engine proves nothing.
 *
 * @example
 * describe.each(testedEngines())('$engine', ({ engine, skip }) => {
 *   describe.skipIf(skip)('a frame', () => { … })
 * })
 */
export function testedEngines(wanted: readonly Engine[] = engines): readonly { engine: Engine; skip: boolean }[] {
  const found = findEngines()
  return wanted.map((engine) => {
    const result = found[engine]
    if (result.available) return { engine, skip: false }
    if (process.env.CI) throw new Error(result.reason)
    console.warn(`skipped: ${result.reason}`)
    return { engine, skip: true }
  })
}

function findChromium(): FoundEngine {
  const browser = onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
  return browser
    ? { engine: 'chromium', available: true, programs: { browser } }
    : missing('chromium', 'Chromium is not on PATH (Debian package: chromium)')
}

function findFirefox(): FoundEngine {
  const browser = onPath('firefox-esr', 'firefox')
  return browser
    ? { engine: 'firefox', available: true, programs: { browser } }
    : missing('firefox', 'Firefox is not on PATH (Debian package: firefox-esr)')
}

function findWebKit(): FoundEngine {
  const driver = onPath('WebKitWebDriver')
  if (!driver) return missing('webkit', 'WebKitWebDriver is not on PATH (Debian package: webkit2gtk-driver)')
  const display = onPath('Xvfb')
  if (!display) return missing('webkit', 'Xvfb is not on PATH (Debian package: xvfb)')
  const browser = miniBrowserPaths().find((path) => existsSync(path))
  if (!browser) return missing('webkit', 'MiniBrowser of webkit2gtk-4.1 was not found (Debian: libwebkit2gtk-4.1-0)')
  return { engine: 'webkit', available: true, programs: { browser, driver, display } }
}

/** MiniBrowser is not on PATH: distributions put it next to the library, in a folder named after the architecture. */
function miniBrowserPaths(): string[] {
  const architecture = { x64: 'x86_64', arm64: 'aarch64' }[process.arch as string] ?? process.arch
  return [`/usr/lib/${architecture}-linux-gnu`, '/usr/lib64', '/usr/lib', '/usr/libexec'].map((folder) =>
    join(folder, 'webkit2gtk-4.1', 'MiniBrowser'),
  )
}

function onPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function missing(engine: Engine, reason: string): FoundEngine {
  return { engine, available: false, reason: `${reason}: the tests in ${engine} cannot run.` }
}
