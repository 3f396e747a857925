import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './callApi.js'

/** The dashboard's own data. Login links are not part of it: the frames handle them internally. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (count, error) => count < 2 && !(error instanceof ApiError) },
  },
})
