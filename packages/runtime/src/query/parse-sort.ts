import { FIELD_NOT_SORTABLE, FIELD_UNKNOWN, REQUEST_TOO_BROAD, refuse } from '@huozi/core'
import type { SortKey, SortType } from '@huozi/database'
import type { ObjectScope, ValueType } from '@huozi/expression'
import type { AccessSet, ObjectModel } from '@huozi/metadata'
import { readerScope } from './reader-scope.ts'

/** Keys a sort may name, and references each may follow. */
const MAX_KEYS = 5
const MAX_HOPS = 5

/** Parses `-amount,name`. Throws FIELD_UNKNOWN, FIELD_NOT_SORTABLE, REQUEST_TOO_BROAD. */
export function parseSort(text: string | undefined, object: ObjectModel, access: AccessSet): readonly SortKey[] {
  if (text === undefined || text.trim() === '') return []
  const keys = text.split(',').map((key) => key.trim())
  if (keys.length > MAX_KEYS) refuse(REQUEST_TOO_BROAD, { what: 'sort', maximum: MAX_KEYS })
  const scope = readerScope(object, access)
  return keys.map((key) => parseKey(key, { object, scope }))
}

/** An object, and what its reader may name of it. */
interface Place {
  readonly object: ObjectModel
  readonly scope: ObjectScope
}

function parseKey(key: string, place: Place): SortKey {
  const descending = key.startsWith('-')
  const name = descending ? key.slice(1) : key
  const path = name.split('.')
  if (path.length > MAX_HOPS + 1) refuse(REQUEST_TOO_BROAD, { what: 'hops', maximum: MAX_HOPS })
  const type = typeOf(path, place.scope)
  const order = isSortable(path, place.object) ? orderOf(type) : undefined
  return order === undefined ? refuse(FIELD_NOT_SORTABLE, { field: name }) : { path, descending, order }
}

function typeOf(path: readonly string[], scope: ObjectScope): ValueType {
  let at: ObjectScope | undefined = scope
  for (const name of path.slice(0, -1)) at = at?.field(name)?.target?.()
  const last = path.at(-1) ?? ''
  const field = at?.field(last)
  return field === undefined ? refuse(FIELD_UNKNOWN, { field: path.join('.'), nearest: null }) : field.type
}

function isSortable(path: readonly string[], object: ObjectModel): boolean {
  let at: ObjectModel | undefined = object
  for (const name of path.slice(0, -1)) at = at?.field(name)?.target()
  return at?.field(path.at(-1) ?? '')?.fieldType.sortable === true
}

/** How values of a type are ordered; undefined for those that are not. */
export function orderOf(type: ValueType): SortKey['order'] | undefined {
  return sortOrders[type.kind]?.(type)
}

const by = (sqlType: SortType) => (): SortKey['order'] => ({ kind: 'value', sqlType })

const sortOrders: { readonly [kind: string]: ((type: ValueType) => SortKey['order']) | undefined } = {
  text: () => ({ kind: 'text' }),
  number: by('numeric'),
  boolean: by('boolean'),
  date: by('date'),
  datetime: by('timestamptz'),
  time: by('time'),
  duration: by('numeric'),
  reference: by('uuid'),
  choice: (type) => ({ kind: 'choice', codes: type.kind === 'choice' ? type.options.codes : [] }),
}
