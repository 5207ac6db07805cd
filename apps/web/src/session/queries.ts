import type { Client, RecordQuery } from '@huozi/client'
import type { FormDefinition } from '@huozi/forms'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

/** What the screens ask the server, each under one key. Keys start with the area, so that a whole area can be renewed. */

export const meQuery = (client: Client) =>
  queryOptions({ queryKey: ['me'], queryFn: () => client.me(), staleTime: Number.POSITIVE_INFINITY })

export const objectQuery = (client: Client, object: string) =>
  queryOptions({ queryKey: ['model', 'object', object], queryFn: () => client.object(object), staleTime: MODEL_STALE })

export const formQuery = (client: Client, object: string, id?: string) =>
  queryOptions({
    queryKey: ['model', 'form', object, id ?? null],
    queryFn: () => client.form<FormDefinition>(object, { id }),
    staleTime: MODEL_STALE,
  })

export const listQuery = (client: Client, object: string, query: RecordQuery) =>
  queryOptions({
    queryKey: ['records', object, 'list', query],
    queryFn: ({ signal }) => client.records.query(object, query, signal),
  })

export const recordQuery = (client: Client, { object, id, select }: { object: string; id: string; select: string }) =>
  queryOptions({
    queryKey: ['records', object, 'one', id, select],
    queryFn: ({ signal }) => client.records.get(object, id, { select, signal }),
  })

export const historyQuery = (client: Client, { object, id }: { object: string; id: string }) =>
  infiniteQueryOptions({
    queryKey: ['records', object, 'history', id],
    queryFn: ({ pageParam, signal }) => client.records.history(object, id, { ...pageParam, limit: 20, signal }),
    initialPageParam: {} as { readonly after?: string },
    getNextPageParam: ({ next }) => (next === null ? undefined : { after: next }),
  })

export const notificationsQuery = (client: Client) =>
  queryOptions({ queryKey: ['notifications'], queryFn: () => client.notifications.list({ limit: 30 }) })

/** The model changes only by publishing, and the server tells when it does. */
const MODEL_STALE = Number.POSITIVE_INFINITY
