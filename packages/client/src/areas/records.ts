import type { JsonObject } from '@huozi/core'
import type {
  AggregateQuery,
  BulkAnswer,
  BulkWrite,
  GroupedFigures,
  HistoryPage,
  RecordPage,
  RecordQuery,
  RestoredVersion,
  WireRecord,
} from '../api-types.ts'
import { path, type Transport } from '../transport.ts'

/** Version the caller read, or `*` to override knowingly. */
export type IfMatch = number | '*'

/** The answer to `RECORD_UNCONFIRMED`: its `token`, and why it is to be saved all the same where it asks for a reason. */
export interface Confirmation {
  readonly token: string
  readonly reason?: string
}

/** The records of a tenant. */
export interface RecordsApi {
  /** `asOf`: the record as it was at an instant (ISO 8601). */
  get(
    object: string,
    id: string,
    options?: { select?: string; asOf?: string; signal?: AbortSignal },
  ): Promise<WireRecord>
  /** A page in the given order; short questions go into the address. */
  list(object: string, query: RecordQuery, signal?: AbortSignal): Promise<RecordPage>
  /** The same with the question in the body, for long ones. */
  query(object: string, query: RecordQuery, signal?: AbortSignal): Promise<RecordPage>
  /** Figures over the records, by groups. */
  aggregate(object: string, query: AggregateQuery, signal?: AbortSignal): Promise<GroupedFigures>
  /** Many writes in one transaction: `atomic` does all or none, `each` what can be done. At most 2,000. */
  bulk(object: string, request: BulkWrite): Promise<BulkAnswer>
  /** A repeated call with the same `idempotencyKey` creates one record. */
  create(object: string, values: JsonObject, idempotencyKey?: string, confirmation?: Confirmation): Promise<WireRecord>
  /** JSON Merge Patch. Throws `VERSION_CONFLICT` when someone changed the record since. */
  patch(
    object: string,
    id: string,
    change: { values: JsonObject; ifMatch: IfMatch; confirmation?: Confirmation },
  ): Promise<WireRecord>
  /** Creates the record with this external id (of the field `key`), or changes the one that has it. */
  upsert(
    object: string,
    by: { key: string; value: string },
    change: { values: JsonObject; ifMatch?: IfMatch; confirmation?: Confirmation },
  ): Promise<WireRecord>
  delete(object: string, id: string, ifMatch: IfMatch, confirmation?: Confirmation): Promise<void>
  /** Brings a deleted record back, with what went in the same deletion. `list` and `query` find it by `deleted: true`. */
  restore(object: string, id: string, confirmation?: Confirmation): Promise<WireRecord>
  /** What happened to a record, newest first; `after` is the `next` of the page before. */
  history(
    object: string,
    id: string,
    page?: { after?: string; limit?: number; signal?: AbortSignal },
  ): Promise<HistoryPage>
  /** Gives the record the values of one of its versions, as an update would. */
  restoreVersion(
    object: string,
    id: string,
    change: { version: number; ifMatch: IfMatch; confirmation?: Confirmation },
  ): Promise<RestoredVersion>
}

export function recordsApi(transport: Transport): RecordsApi {
  const { json } = transport
  return {
    get: (object, id, { select, asOf, signal } = {}) =>
      json('GET', path('records', object, id), { query: { select, asOf }, signal }),
    list: (object, query, signal) => json('GET', path('records', object), { query: addressQuery(query), signal }),
    query: (object, query, signal) => json('POST', path('records', object, 'query'), { body: query, signal }),
    aggregate: (object, query, signal) => json('POST', path('records', object, 'aggregate'), { body: query, signal }),
    bulk: (object, request) => json('POST', path('records', object, 'bulk'), { body: request }),
    create: (object, values, idempotencyKey = crypto.randomUUID(), confirmation) =>
      json('POST', path('records', object), {
        body: values,
        headers: { 'idempotency-key': idempotencyKey, ...confirmed(confirmation) },
      }),
    patch: (object, id, { values, ifMatch, confirmation }) =>
      json('PATCH', path('records', object, id), {
        body: values,
        headers: { 'if-match': entityTag(ifMatch), ...confirmed(confirmation) },
      }),
    upsert: (object, { key, value }, { values, ifMatch, confirmation }) =>
      json('PUT', path('records', object, 'by', key, value), {
        body: values,
        headers: { ...(ifMatch !== undefined && { 'if-match': entityTag(ifMatch) }), ...confirmed(confirmation) },
      }),
    delete: (object, id, ifMatch, confirmation) =>
      json('DELETE', path('records', object, id), {
        headers: { 'if-match': entityTag(ifMatch), ...confirmed(confirmation) },
      }),
    restore: (object, id, confirmation) =>
      json('POST', path('records', object, id, 'restore'), { headers: confirmed(confirmation) }),
    history: (object, id, { after, limit, signal } = {}) =>
      json('GET', path('records', object, id, 'history'), { query: { after, limit }, signal }),
    restoreVersion: (object, id, { version, ifMatch, confirmation }) =>
      json('POST', path('records', object, id, 'versions', String(version), 'restore'), {
        headers: { 'if-match': entityTag(ifMatch), ...confirmed(confirmation) },
      }),
  }
}

function addressQuery({ where, ...rest }: RecordQuery) {
  return { ...rest, where: typeof where === 'object' ? JSON.stringify(where) : where }
}

function entityTag(ifMatch: IfMatch): string {
  return ifMatch === '*' ? '*' : `"${ifMatch}"`
}

/** Headers carry no Chinese: a reason goes percent-encoded. */
function confirmed(confirmation: Confirmation | undefined): { readonly [header: string]: string } {
  if (confirmation === undefined) return {}
  const { token, reason } = confirmation
  return { 'x-confirm': token, ...(reason !== undefined && { 'x-confirm-reason': encodeURIComponent(reason) }) }
}
