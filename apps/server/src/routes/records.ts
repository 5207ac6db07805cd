import { isJsonObject, type Json, REQUEST_SHAPE, refuse } from '@huozi/core'
import { isInstant } from '@huozi/metadata'
import {
  createRecord,
  deleteRecord,
  getPastRecord,
  getRecord,
  type ListRequest,
  listRecords,
  recordHistory,
  restoreRecord,
  restoreVersion,
  updateRecord,
} from '@huozi/runtime'
import type { FastifyInstance } from 'fastify'
import { confirmationOf, expectedVersion, idempotencyOf, limitOf, present, textOf, whereOf } from './request-values.ts'
import type { RouteContext } from './route-context.ts'

interface ObjectPath {
  readonly object: string
}
interface RecordPath extends ObjectPath {
  readonly id: string
}

/** The generic record API (`api.md`): the same routes for every object of every tenant. */
export function registerRecords(app: FastifyInstance, { deps, callerOf }: RouteContext): void {
  app.get<{ Params: ObjectPath; Querystring: Query }>('/records/:object', async (request) => {
    return listRecords(deps, await callerOf(request), listRequest(request.params.object, request.query))
  })

  app.post<{ Params: ObjectPath; Body: Json }>('/records/:object/query', async (request) => {
    if (!isJsonObject(request.body)) return refuse(REQUEST_SHAPE, { expected: 'an object' }, '')
    return listRecords(deps, await callerOf(request), listRequest(request.params.object, request.body))
  })

  app.post<{ Params: ObjectPath; Body: Json }>('/records/:object', async (request, reply) => {
    const { object } = request.params
    const record = await createRecord(deps, await callerOf(request), {
      object,
      body: request.body ?? null,
      idempotency: idempotencyOf(request, `POST /records/${object}`),
      confirmation: confirmationOf(request),
    })
    return present(reply.code(201).header('location', `/api/v1/records/${object}/${record.id}`), record)
  })

  app.get<{ Params: RecordPath; Querystring: Query }>('/records/:object/:id', async (request, reply) => {
    const asOf = instantOf(request.query.asOf, '/asOf')
    const asked = { ...request.params, select: textOf(request.query.select, '/select') }
    const caller = await callerOf(request)
    const record = asOf === undefined ? getRecord(deps, caller, asked) : getPastRecord(deps, caller, { ...asked, asOf })
    return present(reply, await record)
  })

  registerPast(app, { deps, callerOf })

  app.patch<{ Params: RecordPath; Body: Json }>('/records/:object/:id', async (request, reply) => {
    const conditions = { expected: expectedVersion(request), confirmation: confirmationOf(request) }
    const change = { ...request.params, body: request.body ?? null, ...conditions }
    return present(reply, await updateRecord(deps, await callerOf(request), change))
  })

  app.delete<{ Params: RecordPath }>('/records/:object/:id', async (request, reply) => {
    const conditions = { expected: expectedVersion(request), confirmation: confirmationOf(request) }
    await deleteRecord(deps, await callerOf(request), { ...request.params, ...conditions })
    return reply.code(204).send()
  })
}

/** What a record was, and making it that again. */
function registerPast(app: FastifyInstance, { deps, callerOf }: Pick<RouteContext, 'deps' | 'callerOf'>): void {
  app.post<{ Params: RecordPath }>('/records/:object/:id/restore', async (request, reply) => {
    return present(
      reply,
      await restoreRecord(deps, await callerOf(request), { ...request.params, confirmation: confirmationOf(request) }),
    )
  })

  app.get<{ Params: RecordPath; Querystring: Query }>('/records/:object/:id/history', async (request) => {
    const { after, limit } = request.query
    const page = { after: numberOf(after, '/after'), limit: limitOf(limit) }
    return recordHistory(deps, await callerOf(request), { ...request.params, ...page })
  })

  app.post<{ Params: RecordPath & { version: string } }>(
    '/records/:object/:id/versions/:version/restore',
    async (request, reply) => {
      const { object, id } = request.params
      const version = numberOf(request.params.version, '/version') ?? 0
      const conditions = { expected: expectedVersion(request), confirmation: confirmationOf(request) }
      const restored = await restoreVersion(deps, await callerOf(request), { object, id, version, ...conditions })
      return reply.header('etag', `"${restored.record.version}"`).send(restored)
    },
  )
}

/** The question of a list, from the address or from a body. */
interface Query {
  readonly [parameter: string]: Json | undefined
}

const PARAMETERS = new Set(['where', 'sort', 'select', 'limit', 'after', 'count', 'deleted'])
const COUNTS = ['exact', 'capped', 'estimate', 'none'] as const

function listRequest(object: string, query: Query): ListRequest {
  for (const name of Object.keys(query)) {
    if (!PARAMETERS.has(name)) refuse(REQUEST_SHAPE, { expected: `one of ${[...PARAMETERS].join(', ')}` }, `/${name}`)
  }
  return {
    object,
    where: whereOf(query.where),
    sort: textOf(query.sort, '/sort'),
    select: textOf(query.select, '/select'),
    after: textOf(query.after, '/after'),
    limit: limitOf(query.limit),
    count: countOf(query.count),
    deleted: truthOf(query.deleted, '/deleted'),
  }
}

/** In an address truth is a word. */
function truthOf(value: Json | undefined, at: string): boolean | undefined {
  if (value === undefined || value === null) return undefined
  if (value === true || value === 'true') return true
  return value === false || value === 'false' ? false : refuse(REQUEST_SHAPE, { expected: 'true or false' }, at)
}

/** A whole number as versions are. */
function numberOf(value: Json | undefined, at: string): number | undefined {
  if (value === undefined || value === null) return undefined
  return /^\d{1,15}$/.test(String(value)) ? Number(value) : refuse(REQUEST_SHAPE, { expected: 'a whole number' }, at)
}

/** An instant with its zone, in UTC. */
function instantOf(value: Json | undefined, at: string): string | undefined {
  const text = textOf(value, at)
  if (text === undefined || isInstant(text)) return text && new Date(text).toISOString()
  return refuse(REQUEST_SHAPE, { expected: 'an instant with its zone such as 2026-12-31T08:00:00Z' }, at)
}

function countOf(value: Json | undefined): ListRequest['count'] {
  const count = COUNTS.find((candidate) => candidate === (value ?? 'none'))
  return count ?? refuse(REQUEST_SHAPE, { expected: `one of ${COUNTS.join(', ')}` }, '/count')
}
