import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { CONFIG_INVALID, refuse } from '@huozi/core'

/** What the environment says, parsed once at the start. `docs/configuration.md` describes every variable. */
export interface Config {
  readonly host: string
  /** Null: the next free port from 3000. */
  readonly port: number | null
  /** Address people use, without a trailing slash; null: the one the server listens on. */
  readonly publicUrl: string | null
  /** Absolute. */
  readonly dataFolder: string
  /** Null: the embedded Postgres. */
  readonly database: DatabaseConfig | null
  /** Whether the demo tenants are made. */
  readonly isDemo: boolean
  /** Null: the one kept in the data folder. */
  readonly secret: string | null
  /** Largest uploaded file, in bytes. */
  readonly maxFileBytes: number
}

/** An external Postgres. `directUrl` bypasses a transaction pooler and is the same without one. */
export interface DatabaseConfig {
  readonly url: string
  readonly directUrl: string
}

/** The variables the server reads; everything else in the environment is somebody else's. */
export const CONFIG_VARIABLES = [
  'HOST',
  'PORT',
  'PUBLIC_URL',
  'HUOZI_DATA',
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
  'HUOZI_DEMO',
  'HUOZI_SECRET',
  'HUOZI_MAX_FILE_MB',
] as const

type Variable = (typeof CONFIG_VARIABLES)[number]
type Environment = Readonly<Record<string, string | undefined>>

/** How one variable is read: `parse` gives undefined for a value that is not `allowed`. */
interface Rule<T> {
  readonly allowed: string
  readonly parse: (text: string) => T | undefined
  /** The value must not appear on a console. */
  readonly isSecret?: boolean
}

const MIN_SECRET_LENGTH = 32

const HOST: Rule<string> = { allowed: 'an IP address or a host name', parse: parseHost }
const PORT: Rule<number> = { allowed: 'a whole number from 0 to 65535 (0: any free port)', parse: parsePort }
const PUBLIC_URL: Rule<string> = { allowed: 'an origin such as https://huozi.example.com', parse: parseOrigin }
const FOLDER: Rule<string> = { allowed: 'the path of a folder', parse: (text) => resolve(text) }
const FLAG: Rule<boolean> = { allowed: '0 or 1', parse: (text) => ({ 0: false, 1: true })[text] }
const SECRET: Rule<string> = {
  allowed: `a text of at least ${MIN_SECRET_LENGTH} characters`,
  parse: (text) => (text.length >= MIN_SECRET_LENGTH ? text : undefined),
  isSecret: true,
}
const MEGABYTES: Rule<number> = { allowed: 'a whole number from 1 to 10240', parse: parseMegabytes }
const DATABASE: Rule<string> = {
  allowed: 'an address such as postgres://user:password@host:5432/name',
  parse: parseDatabaseUrl,
  isSecret: true,
}

/** Parses the environment. Pure. Throws CONFIG_INVALID for the first variable that is wrong. */
export function parseConfig(environment: Environment): Config {
  const database = parseDatabase(environment)
  return {
    host: read(environment, 'HOST', HOST) ?? '127.0.0.1',
    port: read(environment, 'PORT', PORT) ?? null,
    publicUrl: read(environment, 'PUBLIC_URL', PUBLIC_URL) ?? null,
    dataFolder: read(environment, 'HUOZI_DATA', FOLDER) ?? resolve('.huozi'),
    database,
    isDemo: read(environment, 'HUOZI_DEMO', FLAG) ?? database === null,
    secret: read(environment, 'HUOZI_SECRET', SECRET) ?? null,
    maxFileBytes: (read(environment, 'HUOZI_MAX_FILE_MB', MEGABYTES) ?? 25) * 1024 * 1024,
  }
}

/** An empty variable counts as absent: that is how Compose and CI files leave one out. */
function read<T>(environment: Environment, variable: Variable, rule: Rule<T>): T | undefined {
  const text = environment[variable]
  if (text === undefined || text === '') return undefined
  const value = rule.parse(text)
  if (value !== undefined) return value
  const problem = rule.isSecret ? 'cannot be used' : `is "${text}"`
  return refuse(CONFIG_INVALID, { variable, problem, allowed: rule.allowed })
}

function parseDatabase(environment: Environment): DatabaseConfig | null {
  const url = read(environment, 'DATABASE_URL', DATABASE)
  const directUrl = read(environment, 'DATABASE_DIRECT_URL', DATABASE)
  if (url !== undefined) return { url, directUrl: directUrl ?? url }
  if (directUrl === undefined) return null
  return refuse(CONFIG_INVALID, {
    variable: 'DATABASE_DIRECT_URL',
    problem: 'is set without DATABASE_URL',
    allowed: 'both or only DATABASE_URL',
  })
}

function parseHost(text: string): string | undefined {
  return isIP(text) > 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text) ? text : undefined
}

function parsePort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined
}

function parseMegabytes(text: string): number | undefined {
  const isCount = /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 10_240
  return isCount ? Number(text) : undefined
}

function parseOrigin(text: string): string | undefined {
  const url = URL.parse(text)
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`
  return isOrigin ? url.origin : undefined
}

function parseDatabaseUrl(text: string): string | undefined {
  const url = URL.parse(text)
  const isUsable = url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1
  return isUsable ? text : undefined
}
