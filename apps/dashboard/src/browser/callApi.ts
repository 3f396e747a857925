import type { FailureBody } from '../DashboardApi.js'

/** The dashboard's backend refused. `message` is for the user. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Calls the dashboard's backend. `DashboardApi` defines the responses. @throws ApiError */
export async function callApi<Body>(path: string, method = 'GET', body?: unknown): Promise<Body> {
  const response = await fetch(`/api/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const answer: unknown = response.status === 204 ? undefined : await response.json()
  if (!response.ok) throw new ApiError(response.status, (answer as FailureBody).error)
  return answer as Body
}
