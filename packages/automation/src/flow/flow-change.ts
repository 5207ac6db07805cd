import { type ClaimedEvent, readImage } from '@huozi/database'
import type { ObjectModel, StoredValue } from '@huozi/metadata'
import { fetchParents, type RecordValues, type RuleRecord, type WriteSession } from '@huozi/runtime'

/** A change of one record, as flows judge it: the record as the event left it, and as it was before. */
export interface Change {
  readonly record: RuleRecord
  /** Absent when the record was created. */
  readonly before: RuleRecord | undefined
}

/** Paths over references. */
export type Paths = readonly (readonly string[])[]

/**
 * Rebuilds the change an event tells of, by the names of the version in force; a field that is gone since is blank.
 * What lies behind references is as it is now: `paths` says what of it is wanted.
 */
export async function fetchChange(
  session: WriteSession,
  { object, event, paths }: { object: ObjectModel; event: ClaimedEvent; paths: Paths },
): Promise<Change> {
  const read = (values: RecordValues) => fetchParents({ ...session, object }, values, paths)
  const values = new Map([...readImage(object, event.after), ...toldByEvent(event)])
  const record = { object, values, parents: await read(values) }
  if (event.before === null) return { record, before: undefined }
  const changed = readImage(object, event.before)
  const valuesBefore = new Map([...values, ...changed, ['version', event.recordVersion - 1] as const])
  const parents = touchesReference(object, changed) ? await read(valuesBefore) : record.parents
  return { record, before: { object, values: valuesBefore, parents } }
}

/** What an image leaves out because the event itself says it. */
function toldByEvent({ recordId, recordVersion, at, actor }: ClaimedEvent): [string, StoredValue][] {
  return [
    ['id', recordId],
    ['version', recordVersion],
    ['updated_at', at],
    ['updated_by', actor],
  ]
}

/** True when references are among these fields, so that what lies behind them is something else. */
export function touchesReference(object: ObjectModel, values: RecordValues): boolean {
  return values.keys().some((name) => object.field(name)?.target() !== undefined)
}
