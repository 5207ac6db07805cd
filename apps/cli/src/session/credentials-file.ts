import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { isJsonObject } from '@huozi/core'
import type { Terminal } from '../terminal.ts'

/** Where someone is signed in. */
export interface Credentials {
  readonly url: string
  readonly token: string
}

/** `huozi/credentials.json` in the folder for configuration (XDG Base Directory). */
export function credentialsPath({ env }: Pick<Terminal, 'env'>): string {
  const base = env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config')
  return join(base, 'huozi', 'credentials.json')
}

/** What {@link keepCredentials} has kept; null when there is nothing that can be read. */
export function readCredentials(path: string): Credentials | null {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (!isJsonObject(kept) || typeof kept.url !== 'string' || typeof kept.token !== 'string') return null
    return { url: kept.url, token: kept.token }
  } catch {
    return null
  }
}

/** Keeps credentials in a file that nobody else may read, from its first byte on. */
export function keepCredentials(path: string, credentials: Credentials): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  chmodSync(fresh, 0o600)
  renameSync(fresh, path)
}
