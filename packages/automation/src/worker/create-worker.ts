import type { Hint, RuntimeDeps } from '@huozi/runtime'
import type { HintSource } from '../hints/create-hints.ts'
import { Windows } from '../hints/windows.ts'
import { LANES, type Lane, type WakeUp, type WakeUps, wakeUpsOf } from '../wake-up/wake-up.ts'
import { Agenda } from './agenda.ts'
import { createRounds, type RoundOptions, type Rounds } from './rounds.ts'
import { startSweeping } from './sweep.ts'

export interface WorkerOptions extends RoundOptions {
  /** Where hints of this process and others come from; without it only wake-ups and the sweep find work. */
  readonly hints?: HintSource
  /** Brings wake-ups of other processes, and takes those this one is too busy for. Whoever opened them closes them first. */
  readonly wakeUps?: WakeUps
  /** Every tenant is visited at least this often (ms; default one minute). */
  readonly sweepMs?: number
}

/** Does what is to be done after commits. Any number may run, in any number of processes. */
export interface BackgroundWorker {
  /** Begins to take hints and wake-ups, and to sweep. */
  start(): Promise<void>
  /** Finishes what has begun, gives back what was claimed and not begun. */
  stop(): Promise<void>
  /** Visits every tenant until nothing is left that can be done now. Needs no `start`. */
  runOnce(): Promise<void>
}

const SWEEP_MS = 60_000
/** Hints of one tenant become one visit in this time: under load a visit then finds many events. */
const WINDOW_MS = 50

/** Makes a worker; `start` sets it to work. */
export function createWorker(deps: RuntimeDeps, options: WorkerOptions = {}): BackgroundWorker {
  const { hints, wakeUps, sweepMs = SWEEP_MS, report } = options
  const stopping = new AbortController()
  const rounds = createRounds(deps, options, stopping.signal)
  const agendas = createAgendas(rounds)
  const wake = ({ lane, tenant }: WakeUp): Promise<void> => agendas[lane].wake(tenant)
  const take = (wakeUp: WakeUp): void => {
    if (!agendas[wakeUp.lane].hasRoom(wakeUp.tenant)) wakeUps?.post(wakeUp)
    void wake(wakeUp)
  }
  const hinted = new Windows<Hint>(WINDOW_MS, (_tenant, some) => mergeWakeUps(some).forEach(take))
  const sweep = async (): Promise<void> => {
    for (const { id } of await rounds.tenants()) for (const lane of LANES) void wake({ lane, tenant: id })
  }
  const endings: (() => void)[] = []
  return {
    start: async () => {
      if (hints !== undefined) endings.push(hints.subscribe((hint) => hinted.add(hint.tenant, hint)))
      endings.push(startSweeping({ everyMs: sweepMs, sweep, report: (error) => report?.(error, {}) }))
      await wakeUps?.listen(wake)
    },
    stop: async () => {
      stopping.abort()
      for (const end of endings) end()
      hinted.flush()
      await Promise.all(LANES.map((lane) => agendas[lane].stop()))
    },
    runOnce: async () => {
      for (const { id } of await rounds.tenants()) await rounds.visitUntilDone(id)
    },
  }
}

/** One wake-up for each lane that any of the hints concerns. */
function mergeWakeUps(hints: readonly Hint[]): WakeUp[] {
  const wakeUps = hints.flatMap(wakeUpsOf)
  return LANES.flatMap((lane) => wakeUps.find((wakeUp) => wakeUp.lane === lane) ?? [])
}

function createAgendas(rounds: Rounds): { readonly [L in Lane]: Agenda } {
  const agendaOf = (lane: Lane) =>
    new Agenda({ concurrency: rounds.visitsOf(lane), visit: (tenant) => rounds.visit(lane, tenant) })
  return { events: agendaOf('events'), builds: agendaOf('builds'), upkeep: agendaOf('upkeep') }
}
