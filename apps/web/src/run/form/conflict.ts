import type { JsonObject } from '@huozi/core'
import type { FormDefinition, FormField } from '@huozi/forms'
import { isSameValue } from '@huozi/forms/react'

/** A field that someone else changed while this user was editing. */
export interface ConflictRow {
  readonly field: FormField
  readonly before: JsonObject[string]
  readonly theirs: JsonObject[string]
  /** What this user typed; undefined when only they changed the field. */
  readonly mine: JsonObject[string] | undefined
}

/** The three states of a record that a conflict is about. */
interface ConflictStates {
  readonly loaded: JsonObject
  readonly fresh: JsonObject
  readonly typed: JsonObject
}

/** What changed since the record was loaded, field by field. What is computed follows by itself, and agreeing by chance is no conflict. */
export function conflictRows(definition: FormDefinition, { loaded, fresh, typed }: ConflictStates): ConflictRow[] {
  const writable = Object.values(definition.fields).filter(({ editable }) => editable)
  return writable.flatMap((field) => {
    const before = loaded[field.name] ?? null
    const theirs = fresh[field.name] ?? null
    if (isSameValue(before, theirs)) return []
    const typedHere = typed[field.name]
    const isMine = typedHere !== undefined && !isSameValue(typedHere, theirs)
    return [{ field, before, theirs, mine: isMine ? typedHere : undefined }]
  })
}

/** What stays of the typed values when theirs win where both changed. */
export function withoutConflicts(typed: JsonObject, rows: readonly ConflictRow[]): JsonObject {
  const lost = new Set(rows.filter(({ mine }) => mine !== undefined).map(({ field }) => field.name))
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !lost.has(name)))
}
