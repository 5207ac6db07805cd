import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { EMBEDDED_POSTGRES_FAILED, refuse } from '@huozi/core'
import type { Binaries } from './binaries.ts'
import type { Cluster } from './cluster.ts'
import { PROCESS_ENVIRONMENT, SUPERUSER } from './settings.ts'

/**
 * Makes the cluster's data folder with `initdb` unless it is there. It appears whole or not at all, so a start that was
 * killed half-way is simply done again. Throws when the folder was made by another major version of Postgres.
 */
export async function initCluster(cluster: Cluster, binaries: Binaries): Promise<void> {
  const found = await readFile(join(cluster.data, 'PG_VERSION'), 'utf8').catch(absent)
  if (found === null) return createData(cluster, binaries)
  if (found.trim() === binaries.major) return
  const reason = `${cluster.data} was made by Postgres ${found.trim()} and this is ${binaries.major}: export and import it`
  return refuse(EMBEDDED_POSTGRES_FAILED, { reason })
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  const reason = `${error.path} belongs to another user: start Huozi as that user or as root`
  return refuse(EMBEDDED_POSTGRES_FAILED, { reason }, undefined, error)
}

async function createData(cluster: Cluster, binaries: Binaries): Promise<void> {
  const draft = `${cluster.data}.${randomUUID()}`
  const passwordFile = `${draft}.password`
  try {
    await mkdir(draft, { mode: 0o700 })
    await writeFile(passwordFile, cluster.password, { mode: 0o600 })
    await giveTo(cluster, [draft, passwordFile])
    await runInitdb(cluster, binaries, { draft, passwordFile })
    await rename(draft, cluster.data)
  } catch (error) {
    // Somebody else who started at the same time was first; the password is the same.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
    await rm(passwordFile, { force: true })
  }
}

async function giveTo({ account }: Cluster, paths: readonly string[]): Promise<void> {
  if (account) for (const path of paths) await chown(path, account.uid, account.gid)
}

async function runInitdb(
  cluster: Cluster,
  binaries: Binaries,
  paths: { draft: string; passwordFile: string },
): Promise<void> {
  const options = [
    `--pgdata=${paths.draft}`,
    `--pwfile=${paths.passwordFile}`,
    `--username=${SUPERUSER}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ]
  const who = cluster.account ? { uid: cluster.account.uid, gid: cluster.account.gid } : {}
  await promisify(execFile)(binaries.initdb, options, { ...who, cwd: cluster.folder, env: PROCESS_ENVIRONMENT })
}
