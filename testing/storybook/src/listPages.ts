/** A page in the index of a Storybook. */
export interface StorybookPage {
  id: string
  type: 'story' | 'docs'
}

/** All pages of the Storybook at this URL, in order. */
export async function listPages(address: string): Promise<StorybookPage[]> {
  const response = await fetch(new URL('index.json', address))
  const { entries } = (await response.json()) as { entries: Record<string, StorybookPage> }
  return Object.values(entries)
}
