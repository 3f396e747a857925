import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { SessionBody } from '../../DashboardApi.js'
import { callApi } from '../callApi.js'

const queryKey = ['session']

/** Notifies other tabs of each change, because they share the session cookie. */
const otherTabs = new BroadcastChannel('frontdesk-session')

/** The current session, from the backend. */
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
      // The next user must not see the previous user's data.
      client.removeQueries({ predicate: ({ queryKey: [name] }) => name !== 'session' })
      client.setQueryData(queryKey, session)
      otherTabs.postMessage('changed')
    },
  })
}

/** Reloads the session after a refused request. */
export function useSessionCheck(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey })
}
