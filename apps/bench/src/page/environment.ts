const search = new URLSearchParams(location.search)

/** What the page is told in its address. */
export const environment = {
  vendorOrigin: search.get('vendor') ?? '',
  /** Of pages in the shape that a peer's SDK insists on. */
  standInOrigin: search.get('standIn') ?? '',
  endpoint: search.get('endpoint') ?? '/login',
  settleTime: Number(search.get('settleTime') ?? 3_000),
  strict: search.has('strict'),
  variant: search.get('variant') ?? '',
}
