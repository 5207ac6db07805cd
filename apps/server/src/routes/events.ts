import type { HintSource } from '@huozi/automation'
import { AppError } from '@huozi/core'
import type { Hint, RequestContext, RuntimeDeps } from '@huozi/runtime'
import { listNotifications } from '@huozi/runtime'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { RouteContext } from './route-context.ts'

/** Streams look for themselves this often, because a hint may be lost (ms). It also keeps proxies from closing them. */
const LOOK_EVERY_MS = 15_000

/** Server-sent events of the caller: the bell's count and the version of the model. */
export function registerEvents(app: FastifyInstance, { deps, callerOf }: RouteContext, hints: HintSource): void {
  const streams = new Set<FastifyReply>()
  app.addHook('preClose', async () => {
    for (const reply of streams) reply.raw.end()
  })

  app.get('/events', async (request, reply) => {
    const ctx = await callerOf(request)
    const { viewer } = await deps.views.current(ctx)
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    const look = onlyChanges(reply, () => snapshot(deps, ctx))
    const stop = hints.subscribe((hint) => {
      if (concerns(hint, ctx, viewer?.id ?? '')) look()
    })
    const timer = setInterval(look, LOOK_EVERY_MS)
    streams.add(reply)
    reply.raw.on('close', () => {
      clearInterval(timer)
      stop()
      streams.delete(reply)
    })
    look()
  })
}

function concerns(hint: Hint, ctx: RequestContext, userId: string): boolean {
  if (hint.tenant !== ctx.tenant.id) return false
  return hint.kind === 'model' || (hint.kind === 'notifications' && hint.users.includes(userId))
}

/** What a stream tells, by event type. */
async function snapshot(
  deps: RuntimeDeps,
  ctx: RequestContext,
): Promise<readonly (readonly [type: string, content: object])[]> {
  const { head } = await deps.views.current(ctx)
  const { unread } = await listNotifications(deps, ctx, { limit: 1 })
  return [
    ['model', { version: head.version }],
    ['notification', { unread }],
  ]
}

/** Writes what changed since the last look; one look at a time, and one more when asked meanwhile. Ends the stream with the session. */
function onlyChanges(reply: FastifyReply, take: () => ReturnType<typeof snapshot>): () => void {
  const told = new Map<string, string>()
  let isLooking = false
  let again = false
  const look = async (): Promise<void> => {
    if (isLooking) {
      again = true
      return
    }
    isLooking = true
    try {
      const events = await take()
      reply.raw.write(render(events, told))
    } catch (error) {
      if (error instanceof AppError) reply.raw.end()
    } finally {
      isLooking = false
    }
    if (again) {
      again = false
      await look()
    }
  }
  return () => void look()
}

function render(events: readonly (readonly [string, object])[], told: Map<string, string>): string {
  const changed = events.flatMap(([type, content]) => {
    const text = JSON.stringify(content)
    if (told.get(type) === text) return []
    told.set(type, text)
    return [`event: ${type}\ndata: ${text}\n\n`]
  })
  return changed.length === 0 ? ': still here\n\n' : changed.join('')
}
