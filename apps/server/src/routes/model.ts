import { type Json, REQUEST_SHAPE, refuse } from '@huozi/core'
import { changeMe, describeApi, describeForm, describeMe, describeObject, formTag, listObjects } from '@huozi/runtime'
import type { FastifyInstance } from 'fastify'
import type { RouteContext } from './route-context.ts'

/** The caller himself, and what he may see of the model, in his language. */
export function registerModel(app: FastifyInstance, { deps, callerOf }: RouteContext): void {
  app.get('/me', async (request) => describeMe(deps, await callerOf(request)))

  app.patch<{ Body: Json }>('/me', async (request) => changeMe(deps, await callerOf(request), request.body))

  app.get('/objects', async (request) => listObjects(deps, await callerOf(request)))

  app.get<{ Params: { object: string } }>('/objects/:object', async (request) => {
    return describeObject(deps, await callerOf(request), request.params.object)
  })

  app.get<{ Params: { object: string }; Querystring: FormParameters }>('/forms/:object', async (request, reply) => {
    const form = await describeForm(deps, await callerOf(request), {
      ...formQuery(request.query),
      object: request.params.object,
    })
    const tag = formTag(form)
    if (request.headers['if-none-match'] === tag) return reply.code(304).send()
    return reply.header('etag', tag).header('cache-control', 'private, no-cache').send(form.definition)
  })

  app.get('/openapi.json', async (request) => describeApi(deps, await callerOf(request)))
}

interface FormParameters {
  readonly id?: unknown
  readonly recordType?: unknown
  readonly layout?: unknown
}

function formQuery({ id, recordType, layout }: FormParameters) {
  return { id: textOf(id, '/id'), recordType: textOf(recordType, '/recordType'), layout: textOf(layout, '/layout') }
}

/** A parameter that was given twice is a list, and none of ours is. */
function textOf(value: unknown, at: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  return refuse(REQUEST_SHAPE, { expected: 'a text' }, at)
}
