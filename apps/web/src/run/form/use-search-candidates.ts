import { isJsonObject, type JsonObject } from '@huozi/core'
import type { Candidate, SearchCandidates } from '@huozi/forms/react'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useClient } from '../../session/client.ts'
import { objectQuery } from '../../session/queries.ts'
import { recordTitle } from '../list/list-columns.ts'

const LIMIT = 20

/** Type-ahead over the records of an object by their title, with the rights of the reader. */
export function useSearchCandidates(): SearchCandidates {
  const client = useClient()
  const queries = useQueryClient()
  return useCallback(
    async ({ object, text, where, select, signal }) => {
      const { title } = await queries.ensureQueryData(objectQuery(client, object))
      const condition = candidateCondition(title, text.trim(), where)
      const page = await client.records.query(
        object,
        {
          select: [title, ...select].join(','),
          limit: LIMIT,
          sort: title,
          count: 'none',
          ...(condition && { where: condition }),
        },
        signal,
      )
      return page.records.map((record): Candidate => ({ ...record, label: recordTitle(record, title) }))
    },
    [client, queries],
  )
}

/** Sent as JsonLogic: what is typed is a value there, never syntax. */
function candidateCondition(title: string, text: string, where: JsonObject | null): JsonObject | null {
  const parts = [text === '' ? null : { contains: [{ var: title }, text] }, where].filter(isJsonObject)
  return parts.length > 1 ? { and: parts } : (parts[0] ?? null)
}
