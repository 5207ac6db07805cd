/** Name of the superuser and of the database of an embedded cluster. */
export const SUPERUSER = 'huozi'
export const DATABASE = 'huozi'

/** Server settings by name, as in postgresql.conf. */
export type Settings = Readonly<Record<string, string>>

/** Given on the command line at every start, so that an old cluster follows a new version of this list. */
const SETTINGS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  fsync: 'on',
  synchronous_commit: 'on',
  // Our statements are short: compiling them costs more than it saves.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}

/** Nothing of our own environment reaches Postgres: a stray PGDATA or LANG would change what it does. */
export const PROCESS_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C' }

/** The command line of the postmaster. */
export function postmasterArguments(dataFolder: string, port: number, overrides: Settings = {}): string[] {
  const settings = { ...SETTINGS, ...overrides, port: String(port) }
  return ['-D', dataFolder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}
