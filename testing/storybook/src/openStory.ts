import type { Page } from 'playwright'

/** Storybook's report on a story after rendering, its play function and the axe check. */
export interface FinishedStory {
  /** Why the story or its play function failed. */
  error?: string
  /** What axe found, with the rules of `.storybook/preview.tsx`. Missing when axe did not run. */
  violations?: string[]
}

/** Opens a story of the Storybook at this URL. Resolves when the story has passed or failed. */
export async function openStory(
  page: Page,
  address: string,
  id: string,
  globals: Record<string, string> = {},
): Promise<FinishedStory> {
  const pairs = Object.entries(globals).map(([name, value]) => `${name}:${value}`)
  await page.goto(new URL(`iframe.html?id=${id}&viewMode=story&globals=${pairs.join(';')}`, address).href)
  const finished = await page.waitForFunction(readFinishedStory, id, { timeout: 60_000, polling: 50 })
  return (await finished.jsonValue()) as FinishedStory
}

/** Runs in the page: listens on Storybook's channel. Inner functions have no names, because bundlers would wrap named ones. */
function readFinishedStory(id: string): FinishedStory | undefined {
  const channel = Reflect.get(globalThis, '__STORYBOOK_ADDONS_CHANNEL__')
  const finished = channel?.last('storyFinished')?.[0]
  if (finished?.storyId !== id) return undefined
  const failures = ['playFunctionThrewException', 'storyThrewException', 'storyErrored']
  const [failure] = failures.flatMap((event) => channel.last(event) ?? [])
  const report = finished.reporters.find(({ type }: { type: string }) => type === 'a11y')?.result
  return {
    error: failure && String(failure.message ?? failure.title).split('\n')[0],
    violations: report?.violations?.flatMap(({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
      nodes.map(({ html }) => `${id}: ${html}`),
    ),
  }
}
