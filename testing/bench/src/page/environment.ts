const search = new URLSearchParams(location.search)

/** Settings that the page reads from its URL. */
export const environment = {
  vendorOrigin: search.get('vendor') ?? '',
  /** The origin of pages in the form that another SDK requires. */
  standInOrigin: search.get('standIn') ?? '',
  endpoint: search.get('endpoint') ?? '/login',
  settleTime: Number(search.get('settleTime') ?? 3_000),
  strict: search.has('strict'),
  variant: search.get('variant') ?? '',
}
