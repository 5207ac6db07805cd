import { closeSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { AppError, EMBEDDED_POSTGRES_FAILED, refuse } from '@huozi/core'
import { type Binaries, locateBinaries } from './binaries.ts'
import { type Cluster, openCluster } from './cluster.ts'
import { ensureDatabase } from './ensure-database.ts'
import { findFreePort } from './free-port.ts'
import { holdGuard, isGuarded, startGuard } from './guard-pipe.ts'
import { initCluster } from './init-cluster.ts'
import { findPostmaster, type Postmaster } from './postmaster.ts'
import { DATABASE, PROCESS_ENVIRONMENT, postmasterArguments, type Settings, SUPERUSER } from './settings.ts'

/** What an embedded Postgres is started with. */
export interface EmbeddedPostgresOptions {
  /** The installation's data folder; the cluster lies in `postgres` in it. */
  readonly dataFolder: string
  /** Called with one line for whatever the person at the console should know. */
  readonly log: (line: string) => void
  /** Server settings that differ from ours. */
  readonly settings?: Settings
}

/** A running embedded Postgres. */
export interface EmbeddedPostgres {
  readonly url: string
  readonly directUrl: string
  /** Lets go of the cluster and waits until it has stopped, or returns when another process still uses it. */
  stop(): Promise<void>
}

const POLL_MS = 15
const START_TRIES = 5
const START_LIMIT_MS = 10 * 60_000
const SHARED_AFTER_MS = 500

/**
 * Starts the Postgres of a data folder, or joins the one that runs there already. It lives as long as a process that
 * started or joined it, and not a moment longer. Throws EMBEDDED_POSTGRES_FAILED when it cannot run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await openAndJoin(options)
  } catch (error) {
    if (error instanceof AppError) throw error
    return refuse(EMBEDDED_POSTGRES_FAILED, { reason: lastLine(error) }, undefined, error)
  }
}

/** What a program wrote before it failed says more than that it failed. */
function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string }
  return (stderr || message || String(error)).trim().split('\n').at(-1) ?? ''
}

async function openAndJoin(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(options.dataFolder, options.log)
  const binaries = await locateBinaries(cluster.account, options.log)
  await initCluster(cluster, binaries)
  const { hold, port } = await joinServer(cluster, binaries, options.settings ?? {})
  const url = `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${DATABASE}`
  return { url, directUrl: url, stop: () => leaveServer(cluster, hold) }
}

/** Tries again when the server goes down under us: its last holder may be leaving, or another program took the port. */
async function joinServer(
  cluster: Cluster,
  binaries: Binaries,
  settings: Settings,
): Promise<{ hold: number; port: number }> {
  for (let tries = 1; ; tries += 1) {
    const hold = await takeHold(cluster, binaries, settings)
    const postmaster = await untilReady(cluster, hold)
    if (postmaster && (await ensureDatabase(cluster, postmaster.port))) return { hold, port: postmaster.port }
    closeSync(hold)
    if (tries === START_TRIES) refuse(EMBEDDED_POSTGRES_FAILED, { reason: `its last words: ${lastWords(cluster)}` })
    await delay(200 * tries)
  }
}

/** Holds the guard that is there or starts one, which starts Postgres or adopts the one that lost its guard. */
async function takeHold(cluster: Cluster, binaries: Binaries, settings: Settings): Promise<number> {
  await untilNotStopping(cluster)
  const held = holdGuard(cluster)
  if (held !== null) return held
  const orphan = findPostmaster(cluster.data)
  return startGuard(cluster, {
    command: binaries.postgres,
    arguments: postmasterArguments(cluster.data, await findFreePort(), settings),
    environment: PROCESS_ENVIRONMENT,
    dataFolder: cluster.data,
    ...(cluster.account && { uid: cluster.account.uid, gid: cluster.account.gid }),
    ...(orphan && { adopt: orphan.pid }),
  })
}

async function untilNotStopping({ data }: Cluster): Promise<void> {
  while (findPostmaster(data)?.status === 'stopping') await delay(POLL_MS)
}

/** The postmaster when it is ready; null when it is not there and will not come. */
async function untilReady({ data }: Cluster, hold: number): Promise<Postmaster | null> {
  const deadline = performance.now() + START_LIMIT_MS
  while (performance.now() < deadline) {
    const postmaster = findPostmaster(data)
    if (postmaster?.status === 'ready') return postmaster
    if (postmaster?.status === 'stopping' || (postmaster === null && !isGuarded(hold))) return null
    await delay(POLL_MS)
  }
  return null
}

async function leaveServer({ data }: Cluster, hold: number): Promise<void> {
  closeSync(hold)
  const since = performance.now()
  for (let found = findPostmaster(data); found !== null; found = findPostmaster(data)) {
    if (found.status === 'ready' && performance.now() - since > SHARED_AFTER_MS) return
    await delay(POLL_MS)
  }
}

function lastWords({ logFile }: Cluster): string {
  return readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join(' | ')
}
