import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ContactBody, ContactsBody } from '../../DashboardApi.js'
import { callApi } from '../callApi.js'

/** The contacts that fit a search. The former ones stay while the next are asked for. */
export function useContacts(search: string) {
  return useQuery({
    queryKey: ['contacts', search],
    queryFn: () => callApi<ContactsBody>(`contacts?search=${encodeURIComponent(search)}`),
    placeholderData: keepPreviousData,
  })
}

/** One contact, wherever the person came from. */
export function useContact(id: number | undefined) {
  const client = useQueryClient()
  return useQuery({
    queryKey: ['contact', id],
    queryFn: () => callApi<ContactBody>(`contacts/${id}`),
    enabled: id !== undefined,
    // From the list, so that a click waits for nothing.
    initialData: () =>
      client
        .getQueriesData<ContactsBody>({ queryKey: ['contacts'] })
        .flatMap(([, body]) => body?.contacts ?? [])
        .find((contact) => contact.id === id),
  })
}

/** Takes the unread mark away. */
export function useMarkRead() {
  const client = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (id: number) => callApi<void>(`contacts/${id}/read`, 'POST'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['contacts'] }),
  })
  return mutate
}
