import type { Filter } from './list-condition.ts'

/** What the address of a list says. */
export interface ListSearch {
  /** Name of a list view; absent shows all records. */
  readonly view?: string
  readonly filters?: readonly Filter[]
  /** Condition written by hand. */
  readonly where?: string
  /** As the API takes it: `-amount,name`. */
  readonly sort?: string
  /** The recycle bin in place of the living records. */
  readonly deleted?: true
}

/** Reads the address; what does not fit is left out, so that a mangled link still opens the list. */
export function parseListSearch(search: { readonly [key: string]: unknown }): ListSearch {
  const { view, where, sort, filters, deleted } = search
  const known = Array.isArray(filters) ? filters.filter(isFilter) : []
  return {
    ...(typeof view === 'string' && { view }),
    ...(typeof where === 'string' && where !== '' && { where }),
    ...(typeof sort === 'string' && { sort }),
    ...(known.length > 0 && { filters: known }),
    ...(deleted === true && { deleted }),
  }
}

function isFilter(value: unknown): value is Filter {
  if (typeof value !== 'object' || value === null) return false
  const { field, operator } = value as { readonly [key: string]: unknown }
  return typeof field === 'string' && typeof operator === 'string'
}

/** The order after a click on a column's head: ascending, descending, the list's own. */
export function nextSort(sort: string | undefined, field: string): string | undefined {
  if (sort === field) return `-${field}`
  return sort === `-${field}` ? undefined : field
}
