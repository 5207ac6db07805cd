import type { Me, NotificationPage } from '@huozi/client'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useClient } from '../../session/client.ts'

/** Keeps bell and model version as fresh as the server's events; after a gap in them, both are read again. */
export function useServerEvents(): void {
  const client = useClient()
  const queries = useQueryClient()
  useEffect(
    () =>
      client.subscribe({
        onEvent: (event) => {
          if (event.type === 'notification') showUnread(queries, event.unread)
          else showModel(queries, event.version)
        },
        onOpen: (again) => {
          if (!again) return
          void queries.invalidateQueries({ queryKey: ['me'] })
          void queries.invalidateQueries({ queryKey: ['notifications'] })
        },
      }),
    [client, queries],
  )
}

/** The count shows at once; the texts follow. A new connection tells what is known already. */
function showUnread(queries: QueryClient, unread: number): void {
  if (queries.getQueryData<NotificationPage>(['notifications'])?.unread === unread) return
  queries.setQueryData<NotificationPage>(['notifications'], (page) => page && { ...page, unread })
  void queries.invalidateQueries({ queryKey: ['notifications'] })
}

/** Labels, lists and navigation are read again; an open form keeps what it was made from and decides by itself. */
function showModel(queries: QueryClient, version: number): void {
  const known = queries.getQueryData<Me>(['me'])?.modelVersion ?? 0
  if (version <= known) return
  queries.setQueryData<Me>(['me'], (me) => me && { ...me, modelVersion: version })
  void queries.invalidateQueries({ queryKey: ['me'] })
  void queries.invalidateQueries({ queryKey: ['model'] })
  void queries.invalidateQueries({ queryKey: ['records'] })
}
