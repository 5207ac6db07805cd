import { reviveEvents } from '@huozi/database'
import type { EventHandler } from './event-handler.ts'

/** Events that failed for good get a new start with every version: most often it is a flow that was wrong and is mended now. */
export const reviveSetAside: EventHandler = {
  name: 'revive',
  concerns: (_view, { type }) => type === 'model.published',
  handle: async ({ ctx, runner }) => {
    await reviveEvents(runner, ctx.tenant.schema)
    return []
  },
}
