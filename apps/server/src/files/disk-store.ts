import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileKey, FileStore } from '@huozi/runtime'

const FILE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** End of the name of a file that is still being written. */
const UNFINISHED = '.part'

/**
 * Files in a folder of the disk, one folder a tenant: `<root>/<tenant>/<last two digits of the id>/<id>`. A file appears under its
 * name only when all of it is on the disk.
 */
export function createDiskStore(root: string): FileStore {
  const folderOf = (tenant: number) => join(root, String(tenant))
  const pathOf = ({ tenant, id }: FileKey) => {
    if (!FILE_ID.test(id)) throw new Error(`Not the id of a file: ${id}`)
    return join(folderOf(tenant), id.slice(-2), id)
  }
  return {
    write: (key, source) => writeWhole(pathOf(key), source),
    read: (key) => openStream(pathOf(key)),
    remove: (key) => rm(pathOf(key), { force: true }),
    list: (tenant, before) => listOlder(folderOf(tenant), before),
  }
}

async function writeWhole(path: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const unfinished = path + UNFINISHED
  try {
    await pipeline(source, createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true }))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function openStream(path: string): Promise<AsyncIterable<Uint8Array> | null> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return handle && Readable.from(createReadStream('', { fd: handle }), { objectMode: false })
}

/** By folders of files, so that no list grows with the tenant. Unfinished ones of a server that died go at once. */
async function* listOlder(folder: string, before: number): AsyncIterable<readonly string[]> {
  for (const part of await namesIn(folder)) {
    const old: string[] = []
    for (const name of await namesIn(join(folder, part))) {
      const path = join(folder, part, name)
      const written = await stat(path).catch(() => null)
      if (written === null || written.mtimeMs >= before) continue
      if (name.endsWith(UNFINISHED)) await rm(path, { force: true })
      else if (FILE_ID.test(name)) old.push(name)
    }
    if (old.length > 0) yield old
  }
}

function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
}
