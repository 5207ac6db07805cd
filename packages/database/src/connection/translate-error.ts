import { AppError, DATES_OVERLAP, FIELD_REFERENCE, RECORD_NOT_UNIQUE, TREE_CIRCULAR } from '@huozi/core'
import type { Model, ObjectModel, UniqueModel } from '@huozi/metadata'
import { DatabaseError } from 'pg'
import { DATES_OVERLAP_STATE, TREE_CIRCULAR_STATE } from '../schema/guards.ts'

/** SQLSTATE classes a whole use case may be repeated after: deadlock and serialisation failure. */
const RETRYABLE = new Set(['40001', '40P01'])

/** True when the same work may succeed if it is run again from its start. */
export function isRetryable(error: unknown): boolean {
  return error instanceof DatabaseError && RETRYABLE.has(error.code ?? '')
}

/**
 * Turns what Postgres refuses into a catalogue refusal, by SQLSTATE and constraint name through the model, never by message text.
 * Everything else comes back as it was.
 */
export function translatePostgresError(error: unknown, model: Model): unknown {
  if (!(error instanceof DatabaseError)) return error
  if (error.code === '23505') return uniqueRefusal(error, model) ?? error
  if (error.code === '23503')
    return AppError.of(FIELD_REFERENCE, { object: objectOf(model, error.table)?.name ?? '' }, { cause: error })
  if (error.code === TREE_CIRCULAR_STATE) return treeRefusal(error, model)
  if (error.code === DATES_OVERLAP_STATE) return datesRefusal(error, model)
  return error
}

function treeRefusal(error: DatabaseError, model: Model): AppError {
  const object = objectOf(model, error.table)
  const pointer = object?.tree ? `/${object.tree.name}` : undefined
  return AppError.of(TREE_CIRCULAR, { object: object?.name ?? '' }, { pointer, cause: error })
}

function datesRefusal(error: DatabaseError, model: Model): AppError {
  const object = objectOf(model, error.table)
  const { from, to, key = [] } = object?.effectiveDated ?? {}
  const fields = [...key, ...(from ? [from] : []), ...(to ? [to] : [])].map(({ name }) => name)
  const pointer = from ? `/${from.name}` : undefined
  return AppError.of(DATES_OVERLAP, { object: object?.name ?? '', fields }, { pointer, cause: error })
}

function uniqueRefusal(error: DatabaseError, model: Model): AppError | null {
  const object = objectOf(model, error.table)
  const key = object?.unique.find(({ physical }) => physical === error.constraint)
  return key === undefined ? null : notUnique(key, error)
}

/** The refusal of a record whose value of a key another one has, however that was found out. */
export function notUnique(key: UniqueModel, cause?: unknown): AppError {
  const fields = key.fields.map(({ name }) => name)
  const pointer = fields[0] === undefined ? undefined : `/${fields[0]}`
  return AppError.of(RECORD_NOT_UNIQUE, { fields }, { pointer, cause })
}

function objectOf(model: Model, table: string | undefined): ObjectModel | undefined {
  for (const object of model.objects.values()) if (object.table === table) return object
  return undefined
}
