import { FLOW_LOOP, isRefusal } from '@huozi/core'
import type { Failure } from '@huozi/database'
import { storedProblem } from '@huozi/runtime'

/** How often the delivery of an event is tried, and how long each next try waits. */
export interface RetryPolicy {
  readonly attempts: number
  /** @param failed tries that failed so far, 1 or more. */
  readonly delayMs: (failed: number) => number
}

const LONGEST_DELAY_MS = 10 * 60_000

/** 1, 3, 9, … seconds, some 18 minutes in all. */
export const usualRetries: RetryPolicy = {
  attempts: 8,
  delayMs: (failed) => Math.min(1000 * 3 ** (failed - 1), LONGEST_DELAY_MS),
}

/** What becomes of an event whose delivery failed. A loop is not tried again: it would only go on. */
export function planFailure(error: unknown, attempts: number, retries: RetryPolicy): Failure {
  const failed = attempts + 1
  if (failed >= retries.attempts || isRefusal(error, FLOW_LOOP))
    return { kind: 'setAside', problem: storedProblem(error) }
  return { kind: 'again', delayMs: retries.delayMs(failed) }
}
