import { newId } from '@huozi/core'
import { type Channel, type Database, openChannel } from '@huozi/database'
import type { Hint } from '@huozi/runtime'
import { readMessage, type SharedHint, writeMessages } from './hint-message.ts'
import { Windows } from './windows.ts'

/** Where hints of this process and others arrive. */
export interface HintSource {
  /** Calls `listener` with every hint from now on; the answer ends that. */
  subscribe(listener: (hint: Hint) => void): () => void
}

/** Hints within a process and between all of them. Any may be lost. */
export interface Hints extends HintSource {
  /** To be called after a commit. Reaches this process at once, the others merged to one message per tenant and 50 ms. */
  readonly publish: (hint: Hint) => void
  /** Sends what is still to be sent, and ends. */
  stop(): Promise<void>
}

export interface HintOptions {
  readonly database: Database
  /** Told of hints that could not be sent or taken. */
  readonly report?: (error: unknown) => void
}

const WINDOW_MS = 50

/** Opens the hints of this process. Resolves when it hears the others. */
export async function createHints({ database, report = () => {} }: HintOptions): Promise<Hints> {
  const self = newId()
  const listeners = new Listeners(report)
  const channel = await openChannel(database, (text) => {
    const message = readMessage(text)
    if (message !== null && message.from !== self) for (const hint of message.hints) listeners.tell(hint)
  })
  const outgoing = new Outgoing({ self, channel, report })
  return {
    publish: (hint) => {
      listeners.tell(hint)
      if (hint.kind !== 'events') outgoing.add(hint)
    },
    subscribe: (listener) => listeners.add(listener),
    stop: async () => {
      await outgoing.flush()
      await channel.close()
    },
  }
}

class Listeners {
  readonly #all = new Set<(hint: Hint) => void>()
  readonly #report: (error: unknown) => void

  constructor(report: (error: unknown) => void) {
    this.#report = report
  }

  add(listener: (hint: Hint) => void): () => void {
    this.#all.add(listener)
    return () => this.#all.delete(listener)
  }

  /** Whoever published has committed: nothing here may fail him. */
  tell(hint: Hint): void {
    for (const listener of this.#all) {
      try {
        listener(hint)
      } catch (error) {
        this.#report(error)
      }
    }
  }
}

/** Hints on their way to other processes. */
class Outgoing {
  readonly #windows: Windows<SharedHint>
  readonly #sending = new Set<Promise<void>>()

  constructor({ self, channel, report }: { self: string; channel: Channel; report: (error: unknown) => void }) {
    this.#windows = new Windows(WINDOW_MS, (tenant, hints) => {
      for (const text of writeMessages(self, tenant, hints)) {
        const sending = channel
          .send(text)
          .catch(report)
          .finally(() => this.#sending.delete(sending))
        this.#sending.add(sending)
      }
    })
  }

  add(hint: SharedHint): void {
    this.#windows.add(hint.tenant, hint)
  }

  async flush(): Promise<void> {
    this.#windows.flush()
    await Promise.all(this.#sending)
  }
}
