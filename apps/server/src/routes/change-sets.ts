import { isJsonObject, type Json, type JsonObject, REQUEST_SHAPE, refuse } from '@huozi/core'
import {
  checkChangeSet,
  createChangeSet,
  deleteChangeSet,
  listMetadata,
  listVersions,
  planChangeSet,
  publishChangeSet,
  putDocument,
} from '@huozi/runtime'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { RouteContext } from './route-context.ts'

/** A layer of documents is larger than a record: 2,000 objects of some kilobytes. */
const LAYER_LIMIT = 32 * 1024 * 1024

interface SetPath {
  readonly id: string
}

/** The one change path: draft → check → plan → publish. */
export function registerChangeSets(app: FastifyInstance, { deps, callerOf }: RouteContext): void {
  // So large a body is only read of someone whose session is good.
  const onRequest = async (request: FastifyRequest) => {
    await deps.views.current(await callerOf(request))
  }
  app.post<{ Body: Json }>('/change-sets', { bodyLimit: LAYER_LIMIT, onRequest }, async (request, reply) => {
    const made = await createChangeSet(deps, await callerOf(request), changeSetOf(request.body))
    return reply.code(201).send(made)
  })

  app.put<{ Params: SetPath & { kind: string; name: string }; Body: Json }>(
    '/change-sets/:id/:kind/:name',
    async (request, reply) => {
      const { id, kind, name } = request.params
      await putDocument(deps, await callerOf(request), { id, document: { ...objectOf(request.body, ''), kind, name } })
      return reply.code(204).send()
    },
  )

  app.post<{ Params: SetPath }>('/change-sets/:id/check', async (request) =>
    checkChangeSet(deps, await callerOf(request), request.params.id),
  )

  app.post<{ Params: SetPath }>('/change-sets/:id/plan', async (request) =>
    planChangeSet(deps, await callerOf(request), request.params.id),
  )

  app.post<{ Params: SetPath; Body: Json }>('/change-sets/:id/publish', async (request) => {
    const { checksum } = objectOf(request.body, '')
    if (typeof checksum !== 'string') return refuse(REQUEST_SHAPE, { expected: 'the checksum of a plan' }, '/checksum')
    return publishChangeSet(deps, await callerOf(request), { id: request.params.id, checksum })
  })

  app.delete<{ Params: SetPath }>('/change-sets/:id', async (request, reply) => {
    await deleteChangeSet(deps, await callerOf(request), request.params.id)
    return reply.code(204).send()
  })

  app.get('/versions', async (request) => listVersions(deps, await callerOf(request)))

  app.get<{ Querystring: { layer?: string } }>('/metadata', async (request) => {
    const { layer = 'tenant' } = request.query
    if (layer !== 'tenant' && layer !== 'effective')
      return refuse(REQUEST_SHAPE, { expected: 'tenant or effective' }, '/layer')
    return listMetadata(deps, await callerOf(request), { layer })
  })
}

function changeSetOf(body: Json) {
  const { package: manifest = null, documents, message = null } = objectOf(body, '')
  if (!Array.isArray(documents)) return refuse(REQUEST_SHAPE, { expected: 'a list of documents' }, '/documents')
  return {
    package: manifest === null ? null : objectOf(manifest, '/package'),
    documents: documents.map((document: Json, index) => objectOf(document, `/documents/${index}`)),
    message: message === null ? null : String(message),
  }
}

function objectOf(value: Json, at: string): JsonObject {
  return isJsonObject(value) ? value : refuse(REQUEST_SHAPE, { expected: 'an object' }, at)
}
