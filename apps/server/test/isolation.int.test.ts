import { type Json, newId } from '@huozi/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, caller, makeLibrary, type Served, serve, signedIn, uploadOf } from './support/served.ts'

let served: Served
let a: Caller
let b: Caller

/** A token that stands in everything tenant A holds and must never be seen by B. */
const CANARY = `canary${newId().slice(-12)}`
const names = { a: `a${newId().replaceAll('-', '').slice(12)}`, b: `b${newId().replaceAll('-', '').slice(12)}` }
/** Ids of A's things, for the paths of B's requests. */
let ids: { book: string; draft: string; notification: string; file: string }

beforeAll(async () => {
  served = await serve()
  for (const name of [names.a, names.b]) {
    await makeLibrary(served.deps, name, [
      { values: { name: `Admin ${name === names.a ? CANARY : ''}`, email: 'admin@library.test' }, roles: ['admin'] },
    ])
  }
  a = await signedIn(served.app, names.a, 'admin@library.test')
  b = await signedIn(served.app, names.b, 'admin@library.test')
  const book = await a('POST', '/api/v1/records/lib_book', {
    body: { title: CANARY, isbn: 'A-ISBN-1', notes: CANARY },
  })
  const me = await a('GET', '/api/v1/me')
  const recipient = (me.json as { user: { id: string } }).user.id
  const notification = await a('POST', '/api/v1/records/notification', { body: { recipient, text: CANARY } })
  const document = {
    kind: 'object',
    name: 'x_secret',
    label: CANARY,
    title: 'name',
    fields: [{ name: 'name', type: 'text', label: CANARY }],
  }
  const draft = await a('POST', '/api/v1/change-sets', {
    body: { package: null, documents: [document], message: CANARY },
  })
  const file = await a('POST', '/api/v1/files', uploadOf(`${CANARY}.txt`, CANARY))
  ids = { file: idOf(file.json), book: idOf(book.json), notification: idOf(notification.json), draft: idOf(draft.json) }
})

afterAll(() => served.close())

const idOf = (json: unknown) => (json as { id: string }).id

/** Every route, and how B tries it on A's things. A route that is missing here fails the inventory. */
const attempts: { readonly [route: string]: () => Parameters<Caller> } = {
  'GET /api/v1/me': () => ['GET', '/api/v1/me'],
  'PATCH /api/v1/me': () => ['PATCH', '/api/v1/me', { body: { locale: 'en' } }],
  'GET /api/v1/objects': () => ['GET', '/api/v1/objects'],
  'GET /api/v1/objects/:object': () => ['GET', '/api/v1/objects/x_secret'],
  'GET /api/v1/forms/:object': () => ['GET', `/api/v1/forms/lib_book?id=${ids.book}`],
  'GET /api/v1/openapi.json': () => ['GET', '/api/v1/openapi.json'],
  'GET /api/v1/records/:object': () => [
    'GET',
    `/api/v1/records/lib_book?where=${encodeURIComponent(`id = '${ids.book}'`)}`,
  ],
  'POST /api/v1/records/:object/query': () => [
    'POST',
    '/api/v1/records/lib_book/query',
    { body: { where: `title = '${CANARY}'` } },
  ],
  'POST /api/v1/records/:object/aggregate': () => [
    'POST',
    '/api/v1/records/lib_book/aggregate',
    { body: { groupBy: ['title', 'notes'], measures: { n: { count: null }, last: { max: 'title' } } } },
  ],
  'POST /api/v1/records/:object/bulk': () => [
    'POST',
    '/api/v1/records/lib_book/bulk',
    {
      body: {
        mode: 'each',
        operations: [
          { op: 'update', id: ids.book, version: '*', values: { notes: 'mine' } },
          { op: 'delete', id: ids.book, version: '*' },
          { op: 'restore', id: ids.book },
          { op: 'upsert', match: { isbn: 'A-ISBN-1' }, values: { title: 'bulk' } },
        ] satisfies Json[] as Json,
      },
    },
  ],
  'POST /api/v1/records/:object': () => [
    'POST',
    '/api/v1/records/lib_loan',
    { body: { book: ids.book, member: ids.book } },
  ],
  'GET /api/v1/records/:object/:id': () => ['GET', `/api/v1/records/lib_book/${ids.book}`],
  'PATCH /api/v1/records/:object/:id': () => [
    'PATCH',
    `/api/v1/records/lib_book/${ids.book}`,
    { body: { notes: 'mine' }, headers: { 'if-match': '*' } },
  ],
  'PUT /api/v1/records/:object/by/:key/:value': () => [
    'PUT',
    '/api/v1/records/lib_book/by/isbn/A-ISBN-1',
    { body: { title: 'mine' } },
  ],
  'DELETE /api/v1/records/:object/:id': () => [
    'DELETE',
    `/api/v1/records/lib_book/${ids.book}`,
    { headers: { 'if-match': '*' } },
  ],
  'GET /api/v1/records/:object/:id/history': () => ['GET', `/api/v1/records/lib_book/${ids.book}/history`],
  'POST /api/v1/records/:object/:id/versions/:version/restore': () => [
    'POST',
    `/api/v1/records/lib_book/${ids.book}/versions/1/restore`,
    { headers: { 'if-match': '*' } },
  ],
  'POST /api/v1/records/:object/:id/restore': () => ['POST', `/api/v1/records/lib_book/${ids.book}/restore`],
  'POST /api/v1/change-sets': () => [
    'POST',
    '/api/v1/change-sets',
    { body: { package: null, documents: [{ kind: 'object', name: 'lib_book', extends: ids.draft }], message: null } },
  ],
  'PUT /api/v1/change-sets/:id/:kind/:name': () => [
    'PUT',
    `/api/v1/change-sets/${ids.draft}/object/x_secret`,
    { body: { label: 'mine' } },
  ],
  'DELETE /api/v1/change-sets/:id': () => ['DELETE', `/api/v1/change-sets/${ids.draft}`],
  'POST /api/v1/change-sets/:id/check': () => ['POST', `/api/v1/change-sets/${ids.draft}/check`],
  'POST /api/v1/change-sets/:id/plan': () => ['POST', `/api/v1/change-sets/${ids.draft}/plan`],
  'POST /api/v1/change-sets/:id/publish': () => [
    'POST',
    `/api/v1/change-sets/${ids.draft}/publish`,
    { body: { checksum: 'f'.repeat(64) } },
  ],
  'POST /api/v1/files': () => ['POST', '/api/v1/files', uploadOf('mine.txt', 'mine')],
  'GET /api/v1/files/:id': () => ['GET', `/api/v1/files/${ids.file}`],
  'GET /api/v1/versions': () => ['GET', '/api/v1/versions'],
  'GET /api/v1/metadata': () => ['GET', '/api/v1/metadata?layer=effective'],
  'GET /api/v1/notifications': () => ['GET', '/api/v1/notifications'],
  'POST /api/v1/notifications/:id/read': () => ['POST', `/api/v1/notifications/${ids.notification}/read`],
  'POST /api/v1/notifications/read': () => ['POST', '/api/v1/notifications/read'],
}

/** Routes that serve no tenant: who may call them, and why nothing of a tenant can be in the answer. */
const open = new Set([
  'POST /api/v1/auth/sign-in',
  'POST /api/v1/auth/sign-out',
  'GET /api/v1/events',
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
  'GET /',
  'GET /*',
  'GET /assets/*',
])

/** What of A could have changed. */
const stateOfA = async () => {
  const book = await a('GET', `/api/v1/records/lib_book/${ids.book}`)
  const notifications = await a('GET', '/api/v1/notifications')
  const versions = await a('GET', '/api/v1/versions')
  const me = await a('GET', '/api/v1/me')
  const draft = await a('POST', `/api/v1/change-sets/${ids.draft}/check`)
  return [draft.body, me.body, book.body, notifications.body, versions.body]
}

test('every route is either tried on another tenant or named as open', () => {
  const registered = served.routes.filter((route) => !/^(HEAD|OPTIONS) /.test(route))
  const unknown = registered.filter((route) => !(route in attempts) && !open.has(route))
  expect(unknown).toEqual([])
  expect(Object.keys(attempts).filter((route) => !registered.includes(route))).toEqual([])
})

test.each(Object.keys(attempts))('%s gives B nothing of A and changes nothing there', async (route) => {
  const before = await stateOfA()
  const answer = await b(...(attempts[route] ?? (() => ['GET', '/']))())
  expect(answer.body).not.toContain(CANARY)
  expect(answer.status).toBeLessThan(500)
  if (route.includes(':id')) expect(answer.status).toBe(404)
  expect(await stateOfA()).toEqual(before)
})

test.each(Object.keys(attempts))('%s needs a session', async (route) => {
  const [method, path, options] = (attempts[route] ?? (() => ['GET', '/'] as Parameters<Caller>))()
  const answer = await caller(served.app, {})(method, path, options)
  expect(answer.status).toBe(401)
  expect(answer.json).toMatchObject({ code: 'SIGN_IN_REQUIRED' })
})

test('no header, query or body names another tenant', async () => {
  const headers = {
    'x-tenant': names.a,
    'x-forwarded-host': `${names.a}.example.org`,
    host: `${names.a}.example.org`,
    tenant: names.a,
  }
  const answer = await b('GET', `/api/v1/records/lib_book/${ids.book}?tenant=${names.a}&schema=t_1`, { headers })
  expect(answer.status).toBe(404)
})

test('hostile names and expressions reach no other schema and cause no fault', async () => {
  const hostile = [
    "'; drop schema public; --",
    '"',
    '\\',
    '__proto__',
    'constructor',
    't_1',
    '_head',
    'pg_catalog.pg_class',
    'a.b.c.d.e.f.g',
    '{"var":"__proto__"}',
    '%00',
    '\u0000',
    '💥'.repeat(50),
    '('.repeat(5000),
    'x'.repeat(70_000),
  ]
  for (const text of hostile) {
    const value = encodeURIComponent(text)
    for (const path of [
      `/api/v1/records/${value}`,
      `/api/v1/records/lib_book/${value}`,
      `/api/v1/records/lib_book?where=${value}`,
      `/api/v1/records/lib_book?sort=${value}`,
      `/api/v1/records/lib_book?select=${value}`,
      `/api/v1/records/lib_book?after=${value}`,
      `/api/v1/objects/${value}`,
      `/api/v1/forms/${value}?id=${value}`,
    ]) {
      const answer = await b('GET', path)
      expect([path.slice(0, 80), answer.status]).toEqual([
        path.slice(0, 80),
        expect.toSatisfy((status: number) => status >= 400 && status < 500),
      ])
      expect(answer.body).not.toMatch(/select t|relation "|syntax error|"t_\d+"\./)
    }
  }
})
