import { Readable } from 'node:stream'
import fastifyMultipart from '@fastify/multipart'
import { FILE_EXPECTED, FILE_TOO_LARGE, refuse } from '@huozi/core'
import { type FileStore, openFile, uploadFile } from '@huozi/runtime'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { RouteContext } from './route-context.ts'

/** Where files are kept, and how large one may be, in bytes. */
export interface FileOptions {
  readonly store: FileStore
  readonly maxBytes: number
}

/** Pictures every browser draws and that hold nothing to run; all else is only ever saved. */
const INLINE = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])
/** Beside the file a form may send little. */
const LIMITS = { files: 1, fields: 10, fieldSize: 1000, parts: 11, headerPairs: 50 }

/** Files come and go as streams; what they are is told by their bytes, and who may have them by the record that holds them. */
export async function registerFiles(
  app: FastifyInstance,
  { deps, callerOf }: RouteContext,
  { store, maxBytes }: FileOptions,
): Promise<void> {
  // one byte more than allowed: the use case counts and refuses by itself
  await app.register(fastifyMultipart, { limits: { ...LIMITS, fileSize: maxBytes + 1 }, throwFileSizeLimit: false })

  app.post('/files', async (request, reply) => {
    const caller = await callerOf(request)
    if (!request.isMultipart()) return refuse(FILE_EXPECTED, {})
    if (Number(request.headers['content-length']) > maxBytes * 2 + 100_000) refuse(FILE_TOO_LARGE, { limit: maxBytes })
    const part = await request.file()
    if (part === undefined) return refuse(FILE_EXPECTED, {})
    const file = await uploadFile(deps, caller, store, { name: part.filename, source: part.file, maxBytes })
    return reply.code(201).header('location', `/api/v1/files/${file.id}`).send(file)
  })

  app.get<{ Params: { id: string } }>('/files/:id', async (request, reply) => {
    const { file, content } = await openFile(deps, await callerOf(request), store, request.params.id)
    setSafeHeaders(reply, file)
    return reply.send(Readable.from(content))
  })
}

/** Nothing of a file may run here, whatever its bytes or name pretend to be. */
function setSafeHeaders(reply: FastifyReply, file: { name: string; type: string; size: number; digest: string }): void {
  const isInline = INLINE.has(file.type)
  const name = encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  reply.headers({
    'content-type': isInline ? file.type : 'application/octet-stream',
    'content-length': file.size,
    'content-disposition': `${isInline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    // asked for again each time, since rights change; the bytes never do
    'cache-control': 'private, no-cache',
    etag: `"${file.digest.slice(0, 32)}"`,
  })
}
