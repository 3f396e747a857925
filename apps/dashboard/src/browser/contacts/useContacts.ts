import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ContactBody, ContactsBody } from '../../DashboardApi.js'
import { callApi } from '../callApi.js'

/** The contacts that match a search. The previous ones stay while the next are loading. */
export function useContacts(search: string) {
  return useQuery({
    queryKey: ['contacts', search],
    queryFn: () => callApi<ContactsBody>(`contacts?search=${encodeURIComponent(search)}`),
    placeholderData: keepPreviousData,
  })
}

/** A single contact, whether or not the list is loaded. */
export function useContact(id: number | undefined) {
  const client = useQueryClient()
  return useQuery({
    queryKey: ['contact', id],
    queryFn: () => callApi<ContactBody>(`contacts/${id}`),
    enabled: id !== undefined,
    // Taken from the list, so that a click does not wait.
    initialData: () =>
      client
        .getQueriesData<ContactsBody>({ queryKey: ['contacts'] })
        .flatMap(([, body]) => body?.contacts ?? [])
        .find((contact) => contact.id === id),
  })
}

/** Clears the unread mark. */
export function useMarkRead() {
  const client = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (id: number) => callApi<void>(`contacts/${id}/read`, 'POST'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['contacts'] }),
  })
  return mutate
}
