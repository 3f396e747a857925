import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { SessionBody } from '../../DashboardApi.js'
import { callApi } from '../callApi.js'

const queryKey = ['session']

/** Other tabs of the dashboard share the session's cookie: they hear of each change. */
const otherTabs = new BroadcastChannel('frontdesk-session')

/** Who is signed in, as the backend sees it. */
export function useSession() {
  const client = useQueryClient()
  useEffect(() => {
    const listen = () => void client.invalidateQueries({ queryKey })
    otherTabs.addEventListener('message', listen)
    return () => otherTabs.removeEventListener('message', listen)
  }, [client])
  return useQuery({ queryKey, queryFn: () => callApi<SessionBody>('session') })
}

/** Signing in and out, and switching the agent. */
export function useSessionChange() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({
      path = 'session',
      method,
      body,
    }: {
      path?: string
      method: 'POST' | 'PUT' | 'DELETE'
      body?: unknown
    }) => callApi<SessionBody>(path, method, body),
    onSuccess(session) {
      // What the former user saw is nobody else's business.
      client.removeQueries({ predicate: ({ queryKey: [name] }) => name !== 'session' })
      client.setQueryData(queryKey, session)
      otherTabs.postMessage('changed')
    },
  })
}

/** Asks again who is signed in, after something was refused. */
export function useSessionCheck(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey })
}
