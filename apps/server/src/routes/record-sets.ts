import { isJsonObject, type Json, jsonPointer, REQUEST_SHAPE, refuse } from '@huozi/core'
import { type AggregateRequest, aggregateRecords, type BulkRequest, bulkRecords, upsertRecord } from '@huozi/runtime'
import type { FastifyInstance } from 'fastify'
import { confirmationOf, expectedVersion, limitOf, present, textOf, whereOf } from './request-values.ts'
import type { RouteContext } from './route-context.ts'

interface ObjectPath {
  readonly object: string
}

/** Routes about many records of an object at once (`api.md`). */
export function registerRecordSets(app: FastifyInstance, { deps, callerOf }: RouteContext): void {
  app.post<{ Params: ObjectPath; Body: Json }>('/records/:object/aggregate', async (request) => {
    return aggregateRecords(deps, await callerOf(request), aggregateRequest(request.params.object, request.body))
  })

  app.post<{ Params: ObjectPath; Body: Json }>('/records/:object/bulk', { bodyLimit: BULK_LIMIT }, async (request) => {
    return bulkRecords(deps, await callerOf(request), bulkRequest(request.params.object, request.body))
  })

  app.put<{ Params: ObjectPath & { key: string; value: string }; Body: Json }>(
    '/records/:object/by/:key/:value',
    async (request, reply) => {
      const { object, key, value: external } = request.params
      const expected = request.headers['if-match'] === undefined ? '*' : expectedVersion(request)
      const asked = {
        object,
        key,
        external,
        body: request.body ?? null,
        expected,
        confirmation: confirmationOf(request),
      }
      const { record, created } = await upsertRecord(deps, await callerOf(request), asked)
      if (created) reply.code(201).header('location', `/api/v1/records/${object}/${record.id}`)
      return present(reply, record)
    },
  )
}

/** Body limit of many records at once (bytes). */
const BULK_LIMIT = 8 * 1024 * 1024

function bulkRequest(object: string, body: Json | undefined): BulkRequest {
  if (!isJsonObject(body)) return refuse(REQUEST_SHAPE, { expected: 'an object' }, '')
  const { mode, operations, ...others } = body
  const [other] = Object.keys(others)
  if (other !== undefined) refuse(REQUEST_SHAPE, { expected: 'one of mode, operations' }, jsonPointer([other]))
  if (mode !== 'atomic' && mode !== 'each') return refuse(REQUEST_SHAPE, { expected: 'atomic or each' }, '/mode')
  if (!Array.isArray(operations)) return refuse(REQUEST_SHAPE, { expected: 'a list of operations' }, '/operations')
  return { object, mode, operations }
}

const AGGREGATE = ['where', 'groupBy', 'measures', 'having', 'sort', 'limit']
const GROUPS = { usual: 100, maximum: 1000 }

function aggregateRequest(object: string, body: Json | undefined): AggregateRequest {
  if (!isJsonObject(body)) return refuse(REQUEST_SHAPE, { expected: 'an object' }, '')
  for (const name of Object.keys(body)) {
    if (!AGGREGATE.includes(name)) refuse(REQUEST_SHAPE, { expected: `one of ${AGGREGATE.join(', ')}` }, `/${name}`)
  }
  return {
    object,
    where: whereOf(body.where),
    groupBy: body.groupBy,
    measures: body.measures,
    having: whereOf(body.having, '/having'),
    sort: textOf(body.sort, '/sort'),
    limit: limitOf(body.limit, GROUPS),
  }
}
