import { isJsonObject, type Json, REQUEST_SHAPE, refuse } from '@huozi/core'
import { type AggregateRequest, aggregateRecords } from '@huozi/runtime'
import type { FastifyInstance } from 'fastify'
import { limitOf, textOf, whereOf } from './request-values.ts'
import type { RouteContext } from './route-context.ts'

interface ObjectPath {
  readonly object: string
}

/** Routes about many records of an object at once (`api.md`). */
export function registerRecordSets(app: FastifyInstance, { deps, callerOf }: RouteContext): void {
  app.post<{ Params: ObjectPath; Body: Json }>('/records/:object/aggregate', async (request) => {
    return aggregateRecords(deps, await callerOf(request), aggregateRequest(request.params.object, request.body))
  })
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
