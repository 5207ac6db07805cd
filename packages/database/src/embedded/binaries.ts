import { randomUUID } from 'node:crypto'
import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { EMBEDDED_POSTGRES_FAILED, refuse } from '@huozi/core'
import { type Account, canEnter } from './account.ts'
import { ROOT_FOLDER } from './cluster.ts'

/** The Postgres programs that came with the npm package of this platform. */
export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  /** Major version, as in the cluster's PG_VERSION. */
  readonly major: string
}

/**
 * Finds the Postgres programs. When the account may not enter the folder they were installed in (a home with mode
 * 0700, say) they are copied once per version to where it may, and `log` says so. Throws on a platform without them.
 */
export async function locateBinaries(account: Account | null, log: (line: string) => void): Promise<Binaries> {
  const installed = installedFolder()
  const { version } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as { version: string }
  const native = join(installed, 'native')
  const folder = canEnter(join(native, 'bin'), account) ? native : await copyOnce(native, version, log)
  return {
    postgres: join(folder, 'bin', 'postgres'),
    initdb: join(folder, 'bin', 'initdb'),
    major: version.split('.')[0] ?? version,
  }
}

/**
 * The folder of `@embedded-postgres/<platform>`. It is a dependency of `embedded-postgres`, so it is looked up from
 * there; that package itself is never loaded: it hooks into the exit of the process.
 */
function installedFolder(): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres')
    return dirname(dirname(createRequire(parent).resolve(platform)))
  } catch (cause) {
    const reason = `there is none for this machine (${platform}): set DATABASE_URL`
    return refuse(EMBEDDED_POSTGRES_FAILED, { reason }, undefined, cause)
  }
}

async function copyOnce(native: string, version: string, log: (line: string) => void): Promise<string> {
  const target = join(ROOT_FOLDER, `postgres-${version}-${process.arch}`)
  if (await stat(target).catch(() => null)) return target
  const draft = `${target}.${randomUUID()}`
  await mkdir(ROOT_FOLDER, { recursive: true, mode: 0o755 })
  await cp(native, draft, { recursive: true, verbatimSymlinks: true })
  // Whoever comes second finds the same files there already.
  await rename(draft, target).catch(() => rm(draft, { recursive: true }))
  log(`Postgres cannot run from a folder that is closed to other users: its programs were copied to ${target}`)
  return target
}
