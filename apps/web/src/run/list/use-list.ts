import type { ObjectDescription, RecordQuery } from '@huozi/client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClient } from '../../session/client.ts'
import { listQuery } from '../../session/queries.ts'
import { binColumns, listColumns, listSelect } from './list-columns.ts'
import { filtersText, listCondition } from './list-condition.ts'
import type { ListSearch } from './list-search.ts'

const PAGE_SIZE = 50

/** Rows, columns and paging of the list an address describes. */
export function useList(object: ObjectDescription, search: ListSearch) {
  const { t } = useTranslation()
  const view = object.listViews.find(({ name }) => name === search.view)
  const isBin = search.deleted === true
  const shown = listColumns(object, view)
  const columns = isBin ? binColumns(shown, t('bin.deletedAt')) : shown
  const paging = usePaging()
  const where = listCondition([view?.where, filtersText(search.filters ?? [], object.fields), search.where])
  const sort = search.sort ?? view?.sort.join(',')
  const query: RecordQuery = {
    select: listSelect(shown, object),
    limit: PAGE_SIZE,
    count: 'capped',
    ...(where !== undefined && { where }),
    ...(sort !== undefined && sort !== '' && { sort }),
    // The server adds when they were deleted, for who may see it.
    ...(isBin && { deleted: true }),
    ...(paging.after !== undefined && { after: paging.after }),
  }
  const page = useQuery({ ...listQuery(useClient(), object.name, query), placeholderData: keepPreviousData })
  return { view, isBin, columns, sort, page, paging, firstRow: paging.pageNumber * PAGE_SIZE + 1 }
}

export type List = ReturnType<typeof useList>

/**
 * Keyset paging knows only "after this row"; going back needs the cursors of the pages before. They live in the entry of
 * the browser's history: back from a record returns to the same page, and a changed question starts at the first.
 */
function usePaging() {
  const navigate = useNavigate()
  const cursors = useRouterState({ select: ({ location }) => location.state.cursors ?? NONE })
  const show = (next: readonly string[]) =>
    void navigate({ to: '.', search: true, state: (state) => ({ ...state, cursors: next }), resetScroll: true })
  return {
    after: cursors.at(-1),
    pageNumber: cursors.length,
    previous: cursors.length > 0 ? () => show(cursors.slice(0, -1)) : null,
    next: (cursor: string) => show([...cursors, cursor]),
  }
}

const NONE: readonly string[] = []

declare module '@tanstack/react-router' {
  interface HistoryState {
    cursors?: readonly string[]
  }
}
