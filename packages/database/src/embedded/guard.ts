/**
 * The guard: a small process that starts Postgres and stops it when the last holder of the other end of its standard
 * input is gone, however that holder died. It is its own entry of the bundle and holds as little code as it can.
 */
import { spawn } from 'node:child_process'
import { findPostmaster } from './postmaster.ts'

/** What the guard is told to do, as JSON in its first argument. */
export interface GuardOrder {
  readonly command: string
  readonly arguments: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  /** Account Postgres runs as; absent: ours. */
  readonly uid?: number
  readonly gid?: number
  readonly dataFolder: string
  /** A postmaster of this folder that runs already and only lost its guard. */
  readonly adopt?: number
}

/** A fast stop that has not ended after this time becomes an immediate one; the log makes that safe. */
const PATIENCE_MS = 10_000
const CHECK_MS = 200

const order = JSON.parse(process.argv[2] ?? '{}') as GuardOrder
const postmaster = order.adopt === undefined ? start(order) : watch(order.dataFolder, order.adopt)

process.stdin.on('end', stop).on('error', stop).resume()
process.on('SIGTERM', stop)

function start({ command, arguments: args, environment, uid, gid }: GuardOrder): number | undefined {
  const who = uid === undefined ? {} : { uid, gid }
  const child = spawn(command, args, { ...who, env: environment, stdio: ['ignore', 'inherit', 'inherit'] })
  child.on('exit', () => process.exit())
  child.on('error', (error) => {
    console.error(`Postgres could not be started: ${error.message}`)
    process.exit(1)
  })
  return child.pid
}

/** An adopted server is not our child: nobody tells us when it ends. */
function watch(dataFolder: string, pid: number): number {
  setInterval(() => {
    if (findPostmaster(dataFolder)?.pid !== pid) process.exit()
  }, CHECK_MS)
  return pid
}

function stop(): void {
  signal('SIGINT')
  setTimeout(() => signal('SIGQUIT'), PATIENCE_MS)
}

function signal(name: NodeJS.Signals): void {
  try {
    if (postmaster !== undefined) process.kill(postmaster, name)
  } catch {
    process.exit()
  }
}
