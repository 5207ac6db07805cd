import type { ClaimedEvent } from '@huozi/database'
import type { Hint, View, WriteSession } from '@huozi/runtime'

/** Something that happens because of events. Each is done with an event exactly once, however often it is delivered. */
export interface EventHandler {
  /** Kept in `_processed`: never to be changed. */
  readonly name: string
  /** Whether it may have anything to do; decided from the model alone. */
  concerns(view: View, event: ClaimedEvent): boolean
  /**
   * Does it, in the transaction of the session: everything it writes commits together with the mark that it is done.
   * Answers whom to hint once that is so.
   */
  handle(session: WriteSession, event: ClaimedEvent): Promise<readonly Hint[]>
}
