import { QueryClient } from '@tanstack/react-query'
import { AskFault } from './ask-client.ts'

const FAULT_RETRIES = 2

/** The one cache of answers. Answers stay fresh until the backend says that a table changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (count, error) => error instanceof AskFault && error.fault === 'busy' && count < FAULT_RETRIES,
    },
  },
})
