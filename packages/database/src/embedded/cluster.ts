import { chmod, mkdir, mkdtemp, realpath, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { EMBEDDED_POSTGRES_FAILED, refuse } from '@huozi/core'
import { type Account, canEnter, pickAccount } from './account.ts'
import { keepSecretFile } from './secret-file.ts'

/** Where programs and clusters go when root starts Postgres and its account may not enter the intended folder. Only root writes there. */
export const ROOT_FOLDER = '/var/lib/huozi'

/** Where everything of one cluster lies. The folder is ours, only `data` belongs to the account Postgres runs as. */
export interface Cluster {
  readonly folder: string
  readonly data: string
  readonly pipe: string
  readonly logFile: string
  readonly account: Account | null
  readonly password: string
}

/**
 * Opens the cluster of a data folder, making the folder and the password on first use. `<dataFolder>/postgres` is the
 * cluster, or a link to it when the account may not enter the data folder; `log` says where it went.
 */
export async function openCluster(dataFolder: string, log: (line: string) => void): Promise<Cluster> {
  await mkdir(dataFolder, { recursive: true })
  const folder = await findOrMakeFolder(join(resolve(dataFolder), 'postgres'), log)
  const data = join(folder, 'data')
  const account = pickAccount(data)
  if (!canEnter(folder, account)) {
    const reason = `Postgres (${account?.name}) may not enter ${folder}: open it for other users (chmod o+x)`
    refuse(EMBEDDED_POSTGRES_FAILED, { reason })
  }
  return {
    folder,
    data,
    pipe: join(folder, 'guard.pipe'),
    logFile: join(folder, 'postgres.log'),
    account,
    password: await keepSecretFile(join(folder, 'password')),
  }
}

async function findOrMakeFolder(intended: string, log: (line: string) => void): Promise<string> {
  const existing = await realpath(intended).catch(() => null)
  if (existing) return existing
  if (canEnter(intended, pickAccount(intended))) {
    await mkdir(intended, { recursive: true })
    await chmod(intended, 0o755)
    return realpath(intended)
  }
  await mkdir(ROOT_FOLDER, { recursive: true, mode: 0o755 })
  const folder = await mkdtemp(join(ROOT_FOLDER, 'cluster-'))
  await chmod(folder, 0o755)
  await symlink(folder, intended)
  log(`Postgres may not enter ${intended} (the folder is closed to other users): the database is kept in ${folder}`)
  return folder
}
