import type { FailureBody } from '../DashboardApi.js'

/** The dashboard's own backend refused. `message` is for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Calls the dashboard's own backend, whose answers have the shapes of `DashboardApi`. @throws ApiError */
export async function callApi<Body>(path: string, method = 'GET', body?: unknown): Promise<Body> {
  const response = await fetch(`/api/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const answer: unknown = response.status === 204 ? undefined : await response.json()
  if (!response.ok) throw new ApiError(response.status, (answer as FailureBody).error)
  return answer as Body
}
