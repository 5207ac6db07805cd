import type { Visit } from './visit.ts'

export interface AgendaOptions {
  /** Visits at a time. */
  readonly concurrency: number
  /** Pays one visit. Must not throw. */
  readonly visit: (tenant: number) => Promise<Visit>
}

/**
 * Visits to pay, one entry per tenant: waking a tenant that waits already changes nothing. Tenants take turns: one with much
 * to do is visited again after the others.
 */
export class Agenda {
  readonly #options: AgendaOptions
  readonly #entries = new Map<number, Entry>()
  readonly #waiting: Entry[] = []
  readonly #visits = new Set<Promise<void>>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #isStopped = false

  constructor(options: AgendaOptions) {
    this.#options = options
  }

  /**
   * Puts a tenant on the agenda. Resolves when the visit begins, or at once when one goes on already; that one is then followed
   * by another, since what the wake-up is about may have come too late for it.
   */
  async wake(tenant: number): Promise<void> {
    if (this.#isStopped) return
    const known = this.#entries.get(tenant)
    if (known?.isVisited) {
      known.again = true
      return
    }
    const entry = known ?? newEntry(tenant)
    if (known === undefined) {
      this.#entries.set(tenant, entry)
      this.#waiting.push(entry)
      this.#takeUp()
    }
    await entry.begun
  }

  /** True when a wake-up would be taken up at once. */
  hasRoom(tenant: number): boolean {
    if (this.#isStopped) return false
    return this.#visits.size < this.#options.concurrency || this.#entries.get(tenant)?.isVisited === true
  }

  /** Begins no visit any more; resolves when those that go on have ended. */
  async stop(): Promise<void> {
    this.#isStopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    for (const entry of this.#waiting.splice(0)) entry.begin()
    await Promise.all(this.#visits)
  }

  #takeUp(): void {
    while (this.#visits.size < this.#options.concurrency) {
      const entry = this.#waiting.shift()
      if (entry === undefined) return
      const visit = this.#pay(entry).finally(() => {
        this.#visits.delete(visit)
        this.#takeUp()
      })
      this.#visits.add(visit)
    }
  }

  async #pay(entry: Entry): Promise<void> {
    entry.isVisited = true
    entry.begin()
    const { more, againInMs } = await this.#options.visit(entry.tenant)
    this.#entries.delete(entry.tenant)
    if (more || entry.again) void this.wake(entry.tenant)
    else if (againInMs !== undefined) this.#wakeLater(entry.tenant, againInMs)
  }

  #wakeLater(tenant: number, delayMs: number): void {
    if (this.#isStopped) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      void this.wake(tenant)
    }, delayMs)
    this.#timers.add(timer.unref())
  }
}

interface Entry {
  readonly tenant: number
  isVisited: boolean
  /** Woken during its visit. */
  again: boolean
  readonly begun: Promise<void>
  readonly begin: () => void
}

function newEntry(tenant: number): Entry {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { tenant, isVisited: false, again: false, begun: promise, begin: resolve }
}
