import {
  FIELD_NOT_EXTERNAL,
  FIELD_UNKNOWN,
  isJsonObject,
  isRefusal,
  type Json,
  jsonPointer,
  RECORD_NOT_FOUND,
  RECORD_NOT_UNIQUE,
  REQUEST_SHAPE,
  refuse,
} from '@huozi/core'
import type { PresentedRecord } from '@huozi/database'
import { type FieldModel, isHeard, type ObjectModel } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import type { View } from '../view/view.ts'
import { createWithin } from './create-record.ts'
import type { ExpectedVersion } from './fetch-current.ts'
import { getWithin } from './get-record.ts'
import { findByKey } from './resolve-external.ts'
import type { Confirmation } from './review.ts'
import { findObject } from './target.ts'
import { updateAs, updateWithin } from './update-record.ts'
import { retrying, type WriteSession } from './write-record.ts'

export interface UpsertRequest {
  readonly object: string
  /** Name of a field that is an external id. */
  readonly key: string
  readonly external: string
  readonly body: Json
  /** The version a record that is there already must have. */
  readonly expected: ExpectedVersion
  readonly confirmation?: Confirmation | undefined
}

export interface Upserted {
  readonly record: PresentedRecord
  readonly created: boolean
}

/** Another writer may make or delete the record between looking and writing; each time it is looked for again. */
const ATTEMPTS = 5

/**
 * Creates the record with an external id, or changes the one that has it; repeated, it changes nothing more. Of several first
 * requests at the same time one creates and the others change what it made.
 * Throws what creating and updating throw, FIELD_UNKNOWN and FIELD_NOT_EXTERNAL.
 */
export async function upsertRecord(deps: RuntimeDeps, ctx: RequestContext, request: UpsertRequest): Promise<Upserted> {
  const { upserted, heard } = await retrying(() =>
    deps.views.run(ctx, (view) => upsertAs({ deps, ctx, view, runner: deps.database }, request)),
  )
  if (heard) deps.hint({ kind: 'events', tenant: ctx.tenant.id })
  return upserted
}

interface Outcome {
  readonly upserted: Upserted
  readonly heard: boolean
}

async function upsertAs(session: WriteSession, request: UpsertRequest): Promise<Outcome> {
  const target = findObject(session.view, request.object)
  const key = externalKey(session.view, target, request.key)
  const body = withKey(request.body, key, request.external)
  const find = () => findByKey(session, { target, key, external: request.external })
  for (let attempt = 1; ; attempt++) {
    const id = await find()
    try {
      return await (id === null
        ? create(session, target, { body, confirmation: request.confirmation })
        : change(session, { ...request, id, body }))
    } catch (error) {
      if (attempt === ATTEMPTS) throw error
      // Whoever was faster may have taken any key of the record, not only its external id.
      const isMade = id === null && isRefusal(error, RECORD_NOT_UNIQUE) && (await find()) !== null
      if (!isMade && !isRefusal(error, RECORD_NOT_FOUND)) throw error
    }
  }
}

async function create(
  session: WriteSession,
  target: ObjectModel,
  { body, confirmation }: Pick<UpsertRequest, 'body' | 'confirmation'>,
): Promise<Outcome> {
  const record = await createWithin(session, { object: target.name, body, confirmation })
  return { upserted: { record, created: true }, heard: isHeard(session.view.model, target, { event: 'created' }) }
}

async function change(
  session: WriteSession,
  { object, id, body, expected, confirmation }: UpsertRequest & { readonly id: string },
): Promise<Outcome> {
  const updated = await updateAs(session, { object, id, body, expected, confirmation })
  return updated === 'unchanged'
    ? { upserted: { record: await getWithin(session, { object, id }), created: false }, heard: false }
    : { upserted: { record: updated.record, created: false }, heard: updated.heard }
}

/**
 * {@link upsertRecord} inside a transaction its caller has begun. A race that is lost to a writer outside is refused as
 * RECORD_NOT_UNIQUE.
 */
export async function upsertWithin(session: WriteSession, request: UpsertRequest): Promise<WithinUpserted> {
  const target = findObject(session.view, request.object)
  const key = externalKey(session.view, target, request.key)
  const body = withKey(request.body, key, request.external)
  const id = await findByKey(session, { target, key, external: request.external })
  if (id === null) return { id, record: await createWithin(session, { object: target.name, body }) }
  return { id, record: await updateWithin(session, { object: target.name, id, body, expected: request.expected }) }
}

interface WithinUpserted {
  /** Of the record that was there; null when it was created. */
  readonly id: string | null
  /** Null when nothing was to be changed. */
  readonly record: PresentedRecord | null
}

/** Throws FIELD_UNKNOWN, also for what the caller may not see, and FIELD_NOT_EXTERNAL. */
function externalKey({ access }: View, object: ObjectModel, name: string): FieldModel {
  const field = object.field(name)
  if (field === undefined || !access.canRead(object, field))
    return refuse(FIELD_UNKNOWN, { field: name, nearest: null })
  return field.document.externalId === true ? field : refuse(FIELD_NOT_EXTERNAL, { field: name })
}

/** The body with the id the record is known by. Throws REQUEST_SHAPE when it names another. */
function withKey(body: Json, key: FieldModel, external: string): Json {
  if (!isJsonObject(body)) return body
  const given = body[key.name]
  if (given !== undefined && given !== external) {
    refuse(REQUEST_SHAPE, { expected: `"${external}", as it is addressed` }, jsonPointer([key.name]))
  }
  return { ...body, [key.name]: external }
}
