/** Whose file, and which. */
export interface FileKey {
  /** Number of the tenant. */
  readonly tenant: number
  readonly id: string
}

/** Where the bytes of files are kept. A port: a folder of the server's disk today, another store by another adapter. */
export interface FileStore {
  /** Takes everything of the source. Rejects, and keeps nothing, when the source fails. */
  write(key: FileKey, source: AsyncIterable<Uint8Array>): Promise<void>
  /** Null when there is no such file. */
  read(key: FileKey): Promise<AsyncIterable<Uint8Array> | null>
  /** Quiet when there is none. */
  remove(key: FileKey): Promise<void>
  /** Ids of a tenant's files last written before an instant (milliseconds), in lists of bounded length. */
  list(tenant: number, before: number): AsyncIterable<readonly string[]>
}
