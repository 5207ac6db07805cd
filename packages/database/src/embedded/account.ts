import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { EMBEDDED_POSTGRES_FAILED, refuse } from '@huozi/core'

/** The unprivileged account Postgres runs as when we ourselves are root; Postgres refuses to run as root. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** Accounts in order of preference. Both are there without our changing the machine: `nobody` everywhere, `postgres` where it was installed. */
const CANDIDATES = ['postgres', 'nobody']

/**
 * Picks the account Postgres runs as, or null when we are not root and it simply runs as ourselves.
 * A cluster that exists keeps its owner, whoever that is. Throws when root finds no account to step down to.
 */
export function pickAccount(dataFolder: string): Account | null {
  if (process.getuid?.() !== 0) return null
  const owner = statSync(dataFolder, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  const accounts = parseAccounts(readFileSync('/etc/passwd', 'utf8'))
  const found = CANDIDATES.map((name) => accounts.find((account) => account.name === name)).find(Boolean)
  if (found) return found
  const looked = `it does not run as root and there is no account to run it as (${CANDIDATES.join(', ')})`
  return refuse(EMBEDDED_POSTGRES_FAILED, { reason: `${looked}: start Huozi as another user or set DATABASE_URL` })
}

/** Reads the accounts of a passwd file; lines that do not parse are left out. */
export function parseAccounts(passwd: string): Account[] {
  return passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}

/** True when the account may pass through `folder` and every folder above it. Null stands for ourselves, who may. */
export function canEnter(folder: string, account: Account | null): boolean {
  if (account === null) return true
  for (let current = folder; ; current = dirname(current)) {
    const stats = statSync(current, { throwIfNoEntry: false })
    if (stats && (stats.mode & executeBit(stats, account)) === 0) return false
    if (current === dirname(current)) return true
  }
}

function executeBit(stats: { uid: number; gid: number }, account: Account): number {
  if (stats.uid === account.uid) return 0o100
  return stats.gid === account.gid ? 0o010 : 0o001
}
