/** A page of a Storybook, as its index lists it. */
export interface StorybookPage {
  id: string
  type: 'story' | 'docs'
}

/** All pages of the Storybook at this address, in their order. */
export async function listPages(address: string): Promise<StorybookPage[]> {
  const response = await fetch(new URL('index.json', address))
  const { entries } = (await response.json()) as { entries: Record<string, StorybookPage> }
  return Object.values(entries)
}
