import { createSyncStoragePersister } from '@tanstack/query-sync-storage-persister'
import { QueryClient, useQuery } from '@tanstack/react-query'
import { PersistQueryClientProvider } from '@tanstack/react-query-persist-client'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Conversation } from './Conversation'

// Everything that would replace, repeat, keep or throw: none of it may reach our frame.
const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: Number.POSITIVE_INFINITY,
      refetchOnMount: 'always',
      refetchOnWindowFocus: 'always',
      refetchOnReconnect: 'always',
      refetchInterval: 100,
      refetchIntervalInBackground: true,
      retry: 5,
      retryDelay: 0,
      throwOnError: true,
      networkMode: 'offlineFirst',
    },
    mutations: { gcTime: Number.POSITIVE_INFINITY, retry: 5, retryDelay: 0, throwOnError: true },
  },
})
const persistOptions = {
  persister: createSyncStoragePersister({ storage: localStorage, throttleTime: 0 }),
  dehydrateOptions: { shouldDehydrateQuery: () => true, shouldDehydrateMutation: () => true },
}

let polls = 0

function Polls() {
  const { data } = useQuery({ queryKey: ['polls'], queryFn: async () => ++polls })
  return <output id="polls">{data}</output>
}

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <PersistQueryClientProvider client={client} persistOptions={persistOptions}>
      <Polls />
      <Conversation />
    </PersistQueryClientProvider>
  </StrictMode>,
)
