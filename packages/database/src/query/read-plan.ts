import type { ObjectModel } from '@huozi/metadata'
import type { SchemaName } from '../schema/tenant-schema.ts'
import type { Filter } from './filter.ts'
import type { FieldVisibility, Selection } from './projection.ts'
import type { RowRule, RowRules } from './relation.ts'

/** What a read says of the reader; part of every plan. */
export interface ReaderRights {
  /** Row rule of the object itself. */
  readonly rows: RowRule
  /** Row rules of the objects behind references. */
  readonly rules: RowRules
  readonly visible: FieldVisibility
}

/** Where a plan reads: one version of one tenant's model. */
export interface ReadTarget {
  readonly schema: SchemaName
  readonly version: number
  readonly object: ObjectModel
  /** Texts whose folded copies are not to be relied on yet; see {@link RelationSource.filling}. */
  readonly filling?: readonly string[] | undefined
  /** Unique indexes that do not hold yet; see `Head.unfinishedKeys`. */
  readonly unfinishedKeys?: readonly string[] | undefined
}

/** A list as data; it can be printed and is compiled once per shape. */
export interface ListPlan extends ReadTarget {
  readonly select: readonly Selection[]
  readonly where: Filter | null
  readonly rights: ReaderRights
  /** Rules the rows must meet, all of them: of the bin only those show that the reader may delete too. */
  readonly rows: readonly RowRule[]
  readonly sort: readonly SortKey[]
  /** Living records, or those of the recycle bin. */
  readonly state: RecordState
  /** ICU collation of text sorts; null compares by code point. */
  readonly collation: string | null
}

/** Whether records are there or lie in the recycle bin. */
export type RecordState = 'living' | 'deleted'

export interface SortKey {
  readonly path: readonly string[]
  readonly descending: boolean
  /** Text is sorted by the tenant's collation, choices by their order, everything else as it is. */
  readonly order:
    | { readonly kind: 'text' }
    | { readonly kind: 'value'; readonly sqlType: SortType }
    | { readonly kind: 'choice'; readonly codes: readonly string[] }
}

export type SortType = 'numeric' | 'date' | 'timestamptz' | 'time' | 'boolean' | 'uuid' | 'bigint' | 'text'
