import { isId, REQUEST_SHAPE, refuse } from '@huozi/core'
import { listNotifications, markAllRead, markRead } from '@huozi/runtime'
import type { FastifyInstance } from 'fastify'
import type { RouteContext } from './route-context.ts'

const MAX_LIMIT = 100

/** The caller's own notifications. */
export function registerNotifications(app: FastifyInstance, { deps, callerOf }: RouteContext): void {
  app.get<{ Querystring: { after?: string; limit?: string } }>('/notifications', async (request) => {
    const limit = Number(request.query.limit ?? 20)
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
      return refuse(REQUEST_SHAPE, { expected: `a whole number from 1 to ${MAX_LIMIT}` }, '/limit')
    }
    return listNotifications(deps, await callerOf(request), { after: request.query.after, limit })
  })

  app.post<{ Params: { id: string } }>('/notifications/:id/read', async (request, reply) => {
    const { id } = request.params
    if (!isId(id)) return refuse(REQUEST_SHAPE, { expected: 'the id of a notification' }, '/id')
    await markRead(deps, await callerOf(request), id)
    return reply.code(204).send()
  })

  app.post('/notifications/read', async (request, reply) => {
    await markAllRead(deps, await callerOf(request))
    return reply.code(204).send()
  })
}
