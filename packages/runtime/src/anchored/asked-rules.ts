import type { ObjectModel, ValidationModel, WatcherModel } from '@huozi/metadata'
import type { RecordValues } from '../record/record-source.ts'
import type { ChangedRecord } from '../rollup/changed-record.ts'

/** What the caller of a transaction did to its records: nobody is asked of what the engine changed along the way. */
export type Act = 'write' | 'delete' | 'restore'

/** A rule over other records that is to be asked of a record. */
export interface AskedRule {
  readonly object: ObjectModel
  readonly id: string
  readonly rule: ValidationModel
  /** The change of the record itself; null where only the records of its collection changed. */
  readonly change: ChangedRecord | null
  /** Whether it is asked of a record that lives, or of one that goes. */
  readonly isLive: boolean
}

/** The rules over other records that a change of one record has asked, of itself and of the records it belongs to. Pure. */
export function askedRules(change: ChangedRecord, act: Act | null): readonly AskedRule[] {
  return [...(act === null ? [] : askedOfItself(change, act)), ...askedOfOwners(change)]
}

function askedOfItself(change: ChangedRecord, act: Act): readonly AskedRule[] {
  const { object, id } = change
  const event = events[act](change)
  if (event === null) return []
  const isLive = event !== 'delete'
  return object.validations
    .filter((rule) => rule.on.has(event) && isAsked(rule, act))
    .map((rule) => ({ object, id, rule, change, isLive }))
}

/** What comes back is what it was, but comes into the collections of others as a new record does. */
function isAsked({ anchors }: ValidationModel, act: Act): boolean {
  return anchors !== null && (act !== 'restore' || anchors.references.length > 0)
}

type Event = 'create' | 'update' | 'delete'

const events: { readonly [A in Act]: (change: ChangedRecord) => Event | null } = {
  write: ({ before }) => (before === null ? 'create' : 'update'),
  delete: ({ after }) => (after === null ? 'delete' : null),
  restore: ({ before }) => (before === null ? 'create' : null),
}

function askedOfOwners(change: ChangedRecord): readonly AskedRule[] {
  return change.object.watchers
    .filter((watcher) => isTouched(change, watcher))
    .flatMap(({ object, rule, collection }) =>
      referredBy(change, collection.by).map((id) => ({ object, id, rule, change: null, isLive: true })),
    )
}

function isTouched({ before, after }: ChangedRecord, { fields }: WatcherModel): boolean {
  if (before === null || after === null) return true
  return fields.some(({ name }) => (before.get(name) ?? null) !== (after.get(name) ?? null))
}

/** The records a reference led to before the change, and leads to now. */
export function referredBy({ before, after }: ChangedRecord, field: string): readonly string[] {
  const read = (values: RecordValues | null) => values?.get(field) ?? null
  return [...new Set([read(before), read(after)])].filter((id) => typeof id === 'string')
}
