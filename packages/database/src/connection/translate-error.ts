import { AppError, FIELD_REFERENCE, RECORD_NOT_UNIQUE } from '@huozi/core'
import type { Model, ObjectModel, UniqueModel } from '@huozi/metadata'
import { DatabaseError } from 'pg'

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
  return error
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
