import type { Hint } from '@huozi/runtime'
import type { HintSource } from '../hints/create-hints.ts'

/** Kinds of background work, each with a concurrency of its own. */
export const LANES = ['events', 'builds', 'upkeep'] as const
export type Lane = (typeof LANES)[number]

/** There is work for a tenant in a lane. Says nothing about what: the truth is in the tenant's tables. */
export interface WakeUp {
  /** Number of the tenant. */
  readonly tenant: number
  readonly lane: Lane
}

/** Carries wake-ups to some process that has a worker. One that gets lost costs time until the next sweep, never work. */
export interface WakeUps {
  /** Several for the same tenant and lane become one as long as nobody took it up. Never throws. */
  post(wakeUp: WakeUp): void
  /** Takes wake-ups from now on; each is done with when `take` resolves, which should be when the work has begun. */
  listen(take: (wakeUp: WakeUp) => Promise<void>): Promise<void>
  /** Ends when what was posted is on its way. */
  close(): Promise<void>
}

/** What a hint means for workers: there are events, or a version that may have left something to build. */
export function wakeUpsOf({ kind, tenant }: Hint): WakeUp[] {
  return wakesLanes[kind].map((lane) => ({ tenant, lane }))
}

const wakesLanes: { readonly [K in Hint['kind']]: readonly Lane[] } = {
  events: ['events'],
  model: ['builds'],
  notifications: [],
}

/** For a process without a worker: has its hints wake the workers of others. The answer ends that. */
export function forwardWakeUps(hints: HintSource, wakeUps: WakeUps): () => void {
  return hints.subscribe((hint) => {
    for (const wakeUp of wakeUpsOf(hint)) wakeUps.post(wakeUp)
  })
}
