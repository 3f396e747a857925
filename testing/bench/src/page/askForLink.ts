/** The request that a host writes by hand when no component makes it. */
export async function askForLink(
  endpoint: string,
  target: { conversationId: number; phoneNumber: string },
): Promise<string> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(target),
  })
  if (!response.ok) throw new Error(`The endpoint answered ${response.status}.`)
  const { url } = (await response.json()) as { url: string }
  return url
}
