import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { newId } from '@huozi/core'
import { fetchTenant } from '@huozi/database'
import type { Package } from '@huozi/metadata'
import { LET_GO_FILE_MS, sweepFiles, UNHELD_FILE_MS } from '@huozi/runtime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDiskStore } from '../src/files/disk-store.ts'
import {
  type Answer,
  type Caller,
  MAX_FILE_BYTES,
  makeLibrary,
  type Served,
  serve,
  signedIn,
  uploadOf,
} from './support/served.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Scans of books: everybody in the office sees them, but not what is secret in them. */
const scan = {
  kind: 'object',
  name: 'scn_scan',
  label: 'Scan',
  title: 'name',
  owned: false,
  sharing: 'write',
  fields: [
    { name: 'name', type: 'text', label: 'Name' },
    { name: 'page', type: 'file', label: 'Page', maxBytes: 100_000 },
    { name: 'cover', type: 'image', label: 'Cover' },
    { name: 'secret', type: 'file', label: 'Secret' },
  ],
}
const clerkRole = {
  kind: 'role',
  name: 'scn_clerk',
  label: 'Clerk',
  objects: [
    { object: 'scn_scan', allow: ['create', 'read', 'update', 'delete'], fields: { '*': 'edit', secret: 'none' } },
  ],
}
const manifest = { kind: 'package', name: 'scn', version: '1.0.0', prefix: 'scn', label: 'Scans' }

let served: Served
let admin: Caller
/** Works with scans, without what is secret in them. */
let clerk: Caller
/** Sees no scans. */
let reader: Caller
const name = `f${newId().replaceAll('-', '').slice(12)}`

beforeAll(async () => {
  served = await serve()
  const users = [
    { values: { name: 'Admin', email: 'admin@library.test' }, roles: ['admin'] },
    { values: { name: 'Clerk', email: 'clerk@library.test' }, roles: ['scn_clerk'] },
    { values: { name: 'Reader', email: 'reader@library.test' }, roles: ['lib_reader'] },
  ]
  const scans = { manifest, documents: [scan, clerkRole] } as unknown as Package
  await makeLibrary(served.deps, name, users, [scans])
  admin = await signedIn(served.app, name, 'admin@library.test')
  clerk = await signedIn(served.app, name, 'clerk@library.test')
  reader = await signedIn(served.app, name, 'reader@library.test')
})

afterAll(() => served.close())

const at = '/api/v1/records/scn_scan'
const upload = (who: Caller, called = 'a.txt', bytes: Buffer | string = 'text') =>
  who('POST', '/api/v1/files', uploadOf(called, bytes))
const idOf = ({ json }: Answer) => (json as { id: string }).id
const uploaded = async (who: Caller, ...file: [string?, (Buffer | string)?]) => idOf(await upload(who, ...file))
const make = (body: object, who = clerk) => who('POST', at, { body: { name: 'n', ...body } as never })
const change = (id: string, body: object, who = clerk) =>
  who('PATCH', `${at}/${id}`, { body: body as never, headers: { 'if-match': '*' } })
const download = (id: string, who = clerk) => who('GET', `/api/v1/files/${id}`)
const codeOf = ({ json }: Answer) =>
  (json as { code: string; errors?: { code: string }[] }).errors?.[0]?.code ?? (json as { code?: string } | null)?.code

describe('an uploaded file', () => {
  test('is what its bytes say, whatever it is called', async () => {
    const type = async (called: string, bytes: Buffer | string) =>
      ((await upload(clerk, called, bytes)).json as { type: string }).type
    expect(await type('picture.txt', PNG)).toBe('image/png')
    expect(await type('picture.png', '<html><script>x()</script></html>')).toBe('text/plain')
    expect(await type('letter.pdf', Buffer.from([0, 1, 2, 3]))).toBe('application/octet-stream')
    expect(await type('字.txt', '活字')).toBe('text/plain')
  })

  test('has a name without a path and without signs that break headers', async () => {
    const named = async (called: string) => ((await upload(clerk, called)).json as { name: string }).name
    expect(await named('../../etc/passwd')).toBe('passwd')
    expect(await named('C:\\\\temp\\\\报告.txt')).toBe('报告.txt')
    expect(await named('..')).toBe('file')
  })

  test('comes back byte for byte, and nothing of it can run', async () => {
    const bytes = randomBytes(200_000)
    const id = await uploaded(clerk, 'x.html', bytes)
    const answer = await served.app.inject({ method: 'GET', url: `/api/v1/files/${id}` })
    expect(answer.statusCode).toBe(401)
    const { headers, bytes: answered } = await download(id)
    expect(answered.equals(bytes)).toBe(true)
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-disposition': "attachment; filename*=UTF-8''x.html",
      'content-length': '200000',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(headers.etag).toBe(`"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`)
  })

  test('is shown in the page only when it is a picture', async () => {
    const picture = await download(await uploaded(clerk, "a'b.png", PNG))
    expect(picture.headers['content-type']).toBe('image/png')
    expect(picture.headers['content-disposition']).toBe("inline; filename*=UTF-8''a%27b.png")
    const page = await download(
      await uploaded(clerk, 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
    )
    expect(page.headers['content-type']).toBe('application/octet-stream')
  })

  test('is refused when it is too large, empty or none, and leaves nothing behind', async () => {
    const before = await bytesKept()
    expect(codeOf(await upload(clerk, 'a', randomBytes(MAX_FILE_BYTES + 1)))).toBe('FILE_TOO_LARGE')
    expect(codeOf(await upload(clerk, 'a', ''))).toBe('FILE_EXPECTED')
    expect(codeOf(await clerk('POST', '/api/v1/files', { body: {} }))).toBe('FILE_EXPECTED')
    expect(await bytesKept()).toEqual(before)
    expect((await upload(clerk, 'a', randomBytes(MAX_FILE_BYTES))).status).toBe(201)
  })

  test('is seen by its uploader alone until a record holds it', async () => {
    const id = await uploaded(clerk)
    expect((await download(id)).body).toBe('text')
    expect(codeOf(await download(id, admin))).toBe('FILE_NOT_FOUND')
    expect(codeOf(await download(newId()))).toBe('FILE_NOT_FOUND')
    expect(codeOf(await download('nothing'))).toBe('FILE_NOT_FOUND')
  })
})

describe('a file in a record', () => {
  test('is answered with name, size and type, and seen by who sees the record and the field', async () => {
    const id = await uploaded(clerk, '扫描.txt')
    const made = await make({ page: id })
    const page = { id, name: '扫描.txt', size: 4, type: 'text/plain' }
    expect(made.json).toMatchObject({ page })
    expect((await admin('GET', `${at}/${idOf(made)}`)).json).toMatchObject({ page })
    expect((await download(id, admin)).body).toBe('text')
    expect(codeOf(await download(id, reader))).toBe('FILE_NOT_FOUND')
  })

  test('in a hidden field is not there for who may not read the field, though he sees the record', async () => {
    const id = await uploaded(admin)
    const { status } = await make({ secret: { id } }, admin)
    expect(status).toBe(201)
    expect((await download(id, admin)).status).toBe(200)
    expect(codeOf(await download(id, clerk))).toBe('FILE_NOT_FOUND')
  })

  test('must be uploaded by its writer, for this place alone', async () => {
    const foreign = await uploaded(admin)
    expect(codeOf(await make({ page: foreign }))).toBe('FIELD_FILE')
    const own = await uploaded(clerk)
    const held = await make({ page: own })
    expect(codeOf(await make({ page: own }))).toBe('FIELD_FILE')
    expect(codeOf(await make({ page: newId() }))).toBe('FIELD_FILE')
    expect((await change(idOf(held), { page: { id: own }, name: 'm' })).status).toBe(200)
    // one file, two fields of one record
    const both = await uploaded(clerk, 'a.png', PNG)
    expect(codeOf(await make({ page: both, cover: both }))).toBe('FIELD_FILE')
  })

  test('must be of the kind and size the field takes', async () => {
    expect(codeOf(await make({ cover: await uploaded(clerk, 'a.png', 'no picture') }))).toBe('FIELD_FILE')
    expect(codeOf(await make({ page: await uploaded(clerk, 'a', randomBytes(100_001)) }))).toBe('FIELD_FILE')
    expect((await make({ cover: await uploaded(clerk, 'a.txt', PNG) })).status).toBe(201)
  })

  test('that was replaced or deleted is not there any more, and lists ask whether there is one', async () => {
    const [first, second] = [await uploaded(clerk), await uploaded(clerk)]
    const id = idOf(await make({ name: 'listed', page: first }))
    const find = async (where: string) => {
      const { json } = await clerk('GET', `${at}?where=${encodeURIComponent(`name = 'listed' and ${where}`)}`)
      return (json as { records: object[] }).records.length
    }
    expect(await find('not is_blank(page)')).toBe(1)
    await change(id, { page: second })
    expect(codeOf(await download(first))).toBe('FILE_NOT_FOUND')
    expect((await download(second)).status).toBe(200)
    await change(id, { page: null })
    expect(await find('is_blank(page)')).toBe(1)
    await change(id, { page: second })
    await clerk('DELETE', `${at}/${id}`, { headers: { 'if-match': '*' } })
    expect(codeOf(await download(second))).toBe('FILE_NOT_FOUND')
  })

  test('that a refused record names stays free for the next', async () => {
    const id = await uploaded(clerk)
    expect((await make({ page: id, cover: newId() })).status).toBe(422)
    expect((await make({ page: id })).status).toBe(201)
  })

  test('goes to one of two records that want it at the same time', async () => {
    const id = await uploaded(clerk)
    const made = await Promise.all([make({ page: id }), make({ page: id }), make({ page: id })])
    expect(made.map(({ status }) => status).sort()).toEqual([201, 422, 422])
  })
})

test('the sweep takes what nothing holds and bytes nobody knows, and leaves the rest', async () => {
  const tenant = await fetchTenant(served.deps.database, name)
  if (tenant === null) throw new Error('no tenant')
  const store = createDiskStore(`${served.folder}`)
  const [alone, held, replaced] = [await uploaded(clerk), await uploaded(clerk), await uploaded(clerk)]
  const record = idOf(await make({ page: replaced }))
  await change(record, { page: held })
  const lost = newId()
  await store.write({ tenant: tenant.id, id: lost }, [Buffer.from('lost')] as never)
  const sweepIn = (ms: number) =>
    sweepFiles({ database: served.deps.database, clock: { now: () => Date.now() + ms } }, store, tenant)
  await sweepIn(0)
  expect(await bytesKept()).toEqual(expect.arrayContaining([alone, held, replaced, lost]))
  await sweepIn(UNHELD_FILE_MS + 60_000)
  const kept = await bytesKept()
  expect(kept).toEqual(expect.arrayContaining([held, replaced]))
  expect(kept).not.toContain(alone)
  expect(kept).not.toContain(lost)
  await sweepIn(LET_GO_FILE_MS + 60_000)
  expect(await bytesKept()).not.toContain(replaced)
  expect((await download(held)).status).toBe(200)
})

/** Names of all files on the disk. */
async function bytesKept(): Promise<readonly string[]> {
  const entries = await readdir(served.folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort()
}

describe('the past of a record with a file', () => {
  test('is told with the file as the record had it, and a version takes it back', async () => {
    const [first, second] = [await uploaded(clerk, 'first.txt'), await uploaded(clerk, 'second.txt')]
    const made = await make({ page: first })
    const id = idOf(made)
    const then = (made.json as { created_at: string }).created_at
    await change(id, { page: second })
    const { json } = await clerk('GET', `${at}/${id}/history`)
    expect((json as { entries: readonly { changes: object }[] }).entries[0]?.changes).toMatchObject([
      { field: 'page', before: { id: first, name: 'first.txt', size: 4 }, after: { id: second, name: 'second.txt' } },
    ])
    const past = await clerk('GET', `${at}/${id}?asOf=${then}`)
    expect(past.json).toMatchObject({ page: { id: first, name: 'first.txt', type: 'text/plain' } })
    const back = await clerk('POST', `${at}/${id}/versions/1/restore`, { headers: { 'if-match': '2' } })
    expect(back.json).toMatchObject({ record: { version: 3, page: { id: first, name: 'first.txt' } }, left: [] })
    expect((await download(first)).status).toBe(200)
  })

  test('tells of a file that was removed since by its id alone', async () => {
    const [first, second] = [await uploaded(clerk), await uploaded(clerk)]
    const id = idOf(await make({ page: first }))
    await change(id, { page: second })
    const tenant = await fetchTenant(served.deps.database, name)
    if (tenant === null) throw new Error('no tenant')
    const client = await served.deps.database.connect()
    try {
      await client.query(`delete from ${tenant.schema}._file where id = $1`, [first])
    } finally {
      await client.end()
    }
    const { json } = await clerk('GET', `${at}/${id}/history`)
    expect((json as { entries: readonly { changes: object }[] }).entries[0]?.changes).toMatchObject([
      { before: { id: first, name: first, size: 0 } },
    ])
    const back = await clerk('POST', `${at}/${id}/versions/1/restore`, { headers: { 'if-match': '2' } })
    expect(codeOf(back)).toBe('FIELD_FILE')
  })
})
