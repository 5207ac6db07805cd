/** What a worker found at a tenant. */
export interface Visit {
  /** There was work and there may be more of it. */
  readonly more: boolean
  /** Something is to be tried again after so long. */
  readonly againInMs?: number
}

export interface VisitOptions {
  /** The worker is to stop: what has begun is finished, nothing else is begun. */
  readonly signal: AbortSignal
  /** Told what went wrong beside the work itself; nothing waits for it. */
  readonly report: Report
}

/** Takes note of a fault, for the log. */
export type Report = (error: unknown, where: { readonly tenant?: number; readonly lane?: string }) => void
