import { execFileSync, spawn } from 'node:child_process'
import { closeSync, constants, openSync, statSync, writeSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Cluster } from './cluster.ts'
import type { GuardOrder } from './guard.ts'

const { O_NONBLOCK, O_RDONLY, O_WRONLY } = constants
const LOG_LIMIT_BYTES = 10 * 1024 * 1024

/**
 * Takes hold of the cluster's guard: returns a descriptor of the pipe's writing end, or null when no guard is there.
 * As long as one process holds one, Postgres runs. The kernel does the counting, so nothing is left behind by a kill.
 */
export function holdGuard(cluster: Pick<Cluster, 'pipe'>): number | null {
  try {
    return openSync(cluster.pipe, O_WRONLY | O_NONBLOCK)
  } catch (error) {
    if (['ENXIO', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}

/** False when the guard has left since we took hold of it: a pipe without a reader takes no byte. */
export function isGuarded(descriptor: number): boolean {
  try {
    return writeSync(descriptor, '.') > 0
  } catch {
    return false
  }
}

/** Starts a guard and holds it. It is a session of its own: a Ctrl-C meant for us does not reach it. */
export function startGuard(cluster: Cluster, order: GuardOrder): number {
  makePipe(cluster.pipe)
  const reading = openSync(cluster.pipe, O_RDONLY | O_NONBLOCK)
  const descriptor = openSync(cluster.pipe, O_WRONLY | O_NONBLOCK)
  const log = openLog(cluster.logFile)
  // Beside this file, as source and as an entry of the bundle, lies the guard with the same extension.
  const script = fileURLToPath(new URL(`./guard${extname(import.meta.url)}`, import.meta.url))
  spawn(process.execPath, [script, JSON.stringify(order)], {
    cwd: cluster.folder,
    detached: true,
    stdio: [reading, log, log],
  }).unref()
  closeSync(reading)
  closeSync(log)
  return descriptor
}

/** Appends; a log that grew too long starts anew. */
function openLog(file: string): number {
  const isLong = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES
  return openSync(file, isLong ? 'w' : 'a', 0o600)
}

function makePipe(path: string): void {
  try {
    execFileSync('mkfifo', ['-m', '600', path], { stdio: 'pipe' })
  } catch (error) {
    if (!String(error).includes('exists')) throw error
  }
}
