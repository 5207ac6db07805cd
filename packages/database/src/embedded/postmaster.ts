import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** A running Postgres server as its postmaster.pid describes it. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly status: string
}

/** Reads postmaster.pid: pid, data folder, start time, port, socket folder, address, shared memory, status, a line each. */
export function parsePostmasterFile(text: string): Postmaster | null {
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3] ?? 0), status: lines[7]?.trim() ?? 'starting' }
}

/**
 * The live postmaster of this data folder, or null. A file left behind by one that is gone is removed, also when its
 * pid meanwhile belongs to another program: Postgres itself would refuse to start then.
 */
export function findPostmaster(dataFolder: string): Postmaster | null {
  const file = join(dataFolder, 'postmaster.pid')
  const postmaster = parsePostmasterFile(readOrEmpty(file))
  if (postmaster === null) return null
  if (isPostmasterOf(postmaster.pid, dataFolder)) return postmaster
  rmSync(file, { force: true })
  return null
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function isPostmasterOf(pid: number, dataFolder: string): boolean {
  return commandLine(pid).includes(dataFolder)
}

/** Empty when there is no such process. Linux may lack `ps`, macOS lacks /proc. */
function commandLine(pid: number): string {
  if (process.platform === 'linux') return readOrEmpty(`/proc/${pid}/cmdline`)
  try {
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
