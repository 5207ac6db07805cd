import { randomBytes, randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'

const SECRET_BYTES = 32

/**
 * The secret kept in a file that only its owner may read, made on first use. Processes that make it at the same time
 * agree on one: it appears under its name complete, and only once.
 */
export async function keepSecretFile(file: string): Promise<string> {
  const found = await readFile(file, 'utf8').catch(unlessMissing)
  if (found !== null) return found
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, randomBytes(SECRET_BYTES).toString('base64url'), { mode: 0o600 })
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return readFile(file, 'utf8')
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
